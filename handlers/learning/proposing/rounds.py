"""What time does to proposals: they are drafted in a sweep, their deadlines are said once, and what was done is
checked 60 days later with the counts before and after (domain.md d.6)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial

from domain.learning.causes import cases_with
from domain.learning.deadlines import check_due, counted, decision_late, owner_late
from domain.learning.proposal import CHECKED_AFTER, Proposal
from domain.learning.proposals import checked
from domain.site import Directory
from handlers.learning.proposing.drafting import draft_across, draft_recurring
from handlers.learning.proposing.telling import concerned, deciders, keep_moved, remind
from handlers.ports import Ports, UnitOfWork
from handlers.screens.learning.proposal_words import ProposalFacts
from handlers.shifts.rota import step

SWEEP_EVERY = timedelta(hours=1)
LOOK_EVERY = timedelta(minutes=5)


@dataclass
class ProposalRounds:
    """The rounds of one process. Everything is kept under a key of its own, so another replica's do no harm."""

    ports: Ports
    _looked: dict[str, datetime] = field(default_factory=dict)

    def due(self, at: datetime) -> None:
        """Look every five minutes, sweep every hour."""
        if self._again("look", LOOK_EVERY, at):
            check_done(self.ports, at)
            remind_late(self.ports, at)
            self._looked["look"] = at
        if self._again("sweep", SWEEP_EVERY, at):
            sweep(self.ports, at)
            self._looked["sweep"] = at

    def _again(self, name: str, every: timedelta, at: datetime) -> bool:
        last = self._looked.get(name)
        return last is None or not timedelta(0) <= at - last < every


def sweep(ports: Ports, at: datetime) -> int:
    """Draft whatever recurs anywhere by now; how many proposals are new."""
    sites = ports.memory.directory.sites
    across = draft_across(ports, at) if len(sites) > 1 else 0
    return across + sum(draft_recurring(ports, site.id, at) for site in sites)


def remind_late(ports: Ports, at: datetime) -> None:
    """Nobody owns it after seven days; the decision date has come. Said once each."""
    directory = ports.memory.directory
    with ports.store.read() as uow:
        waiting = uow.learning.proposals()
    late = [one for one in waiting if owner_late(one, at)]
    undecided = [one for one in waiting if decision_late(one, at, ProposalFacts(one, directory, at).zone)]
    if late or undecided:
        step(ports, lambda uow: _remind(uow, directory, late, undecided, at))


def _remind(
    uow: UnitOfWork, directory: Directory, late: list[Proposal], undecided: list[Proposal], at: datetime
) -> None:
    for one in late:
        remind(uow, directory, one, "owner", at, *deciders(directory, one))
    for one in undecided:
        remind(uow, directory, one, "decide", at, *concerned(directory, one))


def check_done(ports: Ports, at: datetime) -> None:
    """Whatever was done 60 days ago: counted and kept or reopened; where there is nothing to count, it is asked."""
    with ports.store.read() as uow:
        due = [(one, _counts(uow, one)) for one in uow.learning.proposals_to_check(at)]
    for one, counts in due:
        step(ports, partial(_check, ports.memory.directory, one.id, counts, at))


def _check(directory: Directory, proposal_id: str, counts: tuple[int, int], at: datetime, uow: UnitOfWork) -> None:
    one = uow.learning.proposal(proposal_id)
    if one is None or not check_due(one, at):
        return
    if counted(one):
        one = checked(one, *counts, at)
        keep_moved(uow, directory, one, at)
    remind(uow, directory, one, "checked" if counted(one) else "judge", at, *concerned(directory, one))


def _counts(uow: UnitOfWork, one: Proposal) -> tuple[int, int]:
    """Cases with its cause in the 60 days before it was done, and in the 60 days after."""
    if not counted(one):
        return 0, 0
    done_at = one.moves[-1].at
    before = uow.learning.finished(done_at - CHECKED_AFTER, done_at, one.site_id)
    after = uow.learning.finished(done_at, done_at + CHECKED_AFTER, one.site_id)
    return cases_with(before, one.cause, one.about), cases_with(after, one.cause, one.about)
