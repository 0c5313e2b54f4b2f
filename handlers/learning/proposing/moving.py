"""The moves that people make with a proposal, each one tap: rights are checked here, what may follow what in the
domain (domain.md d.6, "States")."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.learning import proposals as p
from domain.learning.deadlines import check_due, counted
from domain.learning.deciders import check_decides, check_works
from domain.learning.proposal import Proposal
from domain.site import Directory
from handlers.learning.proposing.telling import keep_moved
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.rota import step

May = Callable[[Directory, str, Proposal], None]
Change = Callable[[Proposal], Proposal]


def own(ports: Ports, proposal_id: str, by: str, at: datetime) -> None:
    """*I'll own it*. These five raise UnknownProposal, NotAllowed or MovedOn."""
    move(ports, proposal_id, by, at, check_decides, lambda one: p.owned(one, by, at))


def accept(ports: Ports, proposal_id: str, by: str, at: datetime) -> None:
    """*Accept*. Raises NotComplete where the form is not filled in yet."""
    move(ports, proposal_id, by, at, check_decides, lambda one: p.accepted(one, by, at))


def refuse(ports: Ports, proposal_id: str, by: str, reason: str, at: datetime) -> None:
    """*Refuse*. Raises Refused at "reason" where none is given."""
    move(ports, proposal_id, by, at, check_decides, lambda one: p.refused(one, by, at, reason))


def start(ports: Ports, proposal_id: str, by: str, at: datetime) -> None:
    """*Start*: its owner, or who may decide it."""
    move(ports, proposal_id, by, at, check_works, lambda one: p.started(one, by, at))


def done(ports: Ports, proposal_id: str, by: str, at: datetime) -> None:
    """*Done*: its owner, or who may decide it."""
    move(ports, proposal_id, by, at, check_works, lambda one: p.finished(one, by, at))


def judge(ports: Ports, proposal_id: str, by: str, helped: bool, at: datetime) -> None:
    """*It helped*, or not: where there is nothing that the bot could count."""

    def change(one: Proposal) -> Proposal:
        if counted(one) or not check_due(one, at):
            raise p.MovedOn
        return p.judged(one, helped, by, at)

    move(ports, proposal_id, by, at, check_works, change)


def move(ports: Ports, proposal_id: str, by: str, at: datetime, may: May, change: Change) -> None:
    """One change by a person in one transaction; what it told stays true, and nobody is told twice."""
    directory = ports.memory.directory

    def write(uow: UnitOfWork) -> None:
        before = uow.learning.proposal(proposal_id)
        if before is None:
            raise p.UnknownProposal
        may(directory, by, before)
        after = change(before)
        if after != before:
            keep_moved(uow, directory, after, at)

    step(ports, write)
