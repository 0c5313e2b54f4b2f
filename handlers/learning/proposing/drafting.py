"""A proposal drafts itself where a rule or condition recurs: after a note, and in an hourly sweep over everything, in
case that a note was finished while this could not be done (domain.md d.6, "Auto-draft").

Its texts are made of fields: counts, days and pick-list words, never of what people wrote.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from domain.learning.case import FinishedNote
from domain.learning.proposal import DECIDED_WITHIN, Cause, Move, Proposal, ProposalState
from domain.learning.recurring import WITHIN, Recurring, harder_again, is_violent, recurring_across, recurring_at
from domain.site import Directory
from handlers.learning.proposing.telling import keep_new
from handlers.outbox import opaque
from handlers.ports import Ports, StoreUnavailable, UnitOfWork
from handlers.screens.learning.proposal_words import about_words
from handlers.shifts.rota import step

_log = structlog.get_logger()

# A note may be written days after the end.
_LOOK_BACK = WITHIN + timedelta(days=7)
_SEEN_BEFORE = timedelta(days=365)
_MOMENT = timedelta(seconds=1)


def after_note(ports: Ports, escalation_id: str, at: datetime) -> None:
    """What recurs with the note that was just finished; the note itself is safe, whatever becomes of this."""
    try:
        with ports.store.read() as uow:
            e = uow.escalations.get(escalation_id)
        if e is not None:
            draft_recurring(ports, e.site_id, at)
    except StoreUnavailable as failed:
        _log.warning("not_drafted_now", error=type(failed).__name__)


def draft_recurring(ports: Ports, site_id: str, at: datetime) -> int:
    """Draft what recurs at this site by now; how many proposals are new. Safe to repeat and to run twice at once."""
    with ports.store.read() as uow:
        notes = list(uow.learning.finished(at - _LOOK_BACK, at + _MOMENT, site_id))
        known = uow.learning.proposals(site_id, only_open=False)
        found = [*recurring_at(site_id, notes, known), *_harder(uow, site_id, notes, known)]
    return sum(_draft(ports, one, notes, known, at) for one in found)


def draft_across(ports: Ports, at: datetime) -> int:
    """Draft what recurs across sites by now; how many proposals are new."""
    with ports.store.read() as uow:
        notes = list(uow.learning.finished(at - _LOOK_BACK, at + _MOMENT))
        known = uow.learning.proposals("", only_open=False)
    return sum(_draft(ports, one, notes, known, at) for one in recurring_across(notes, known))


def _harder(uow: UnitOfWork, site_id: str, notes: Iterable[FinishedNote], known: list[Proposal]) -> Iterable[Recurring]:
    used = {case for one in known if one.cause == Cause.HARDER for case in one.cases}
    drafted: set[str] = set()
    for violent in notes:
        ended = violent.escalation.ended_at
        if ended and is_violent(violent) and violent.escalation.id not in used:
            earlier = uow.learning.finished(ended - _SEEN_BEFORE, ended, site_id)
            for one in harder_again(site_id, violent, earlier, known):
                if one.about not in drafted:
                    yield one
                drafted.add(one.about)


def _draft(ports: Ports, one: Recurring, notes: list[FinishedNote], known: list[Proposal], at: datetime) -> bool:
    """One proposal; the same id for everybody who finds the same thing, so that there is only one."""
    before = sum((each.site_id, each.cause, each.about) == (one.site_id, one.cause, one.about) for each in known)
    id_ = opaque(f"proposal:{one.site_id}:{one.cause}:{one.about}:{before}")
    drafted = Proposal(
        id_, one.site_id, one.cause, one.about, one.cases, (Move(ProposalState.PROPOSED, at),),
        decide_by=(at + DECIDED_WITHIN).date(),
    )  # fmt: skip
    directory = ports.memory.directory
    drafted = replace(drafted, now=_now(drafted, notes, directory))
    return step(ports, lambda uow: keep_new(uow, directory, drafted, at))


def _now(drafted: Proposal, notes: list[FinishedNote], directory: Directory) -> str:
    """ "3 calls for help in 30 days about: No refund without receipt"."""
    words = about_words(drafted, directory)
    if drafted.cause == Cause.HARDER:
        return f"What made a violent event harder was there before: {words}"
    sites = {one.escalation.site_id for one in notes if one.escalation.id in drafted.cases}
    where = "" if drafted.site_id else f" at {len(sites)} sites"
    return f"{len(drafted.cases)} calls for help in {WITHIN.days} days{where} about: {words}"
