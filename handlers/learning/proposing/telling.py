"""Who is told of which move of a proposal: those who decide it in one message that is redrawn in place, those whose
calls it came from in a short line for each move that concerns them (domain.md d.6, "Reply to the reporter")."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.escalation import Escalation
from domain.learning.deciders import may_decide
from domain.learning.proposal import Proposal
from domain.page import Message
from domain.people import Role
from domain.site import Directory
from handlers.ports import UnitOfWork
from handlers.screens.learning.proposal_news import TOLD
from handlers.shifts.outgoing import admins_of, managers_of, redraw, to_person

PROPOSAL = "learn.proposal"
NEWS = "learn.proposal_news"
_REMINDERS = ("owner", "decide", "judge", "named", "checked")


def deciders(directory: Directory, proposal: Proposal) -> list[str]:
    """Who is asked to own and decide it and can be reached: managers and admins of the site, where there are none the
    admins of all sites; for all sites the admins and tier 3."""
    site = directory.site(proposal.site_id)
    if site is not None:
        return managers_of(directory, site) or admins_of(directory, site)
    return [one.id for one in directory.people if may_decide(directory, one.id, "")]


def keep_new(uow: UnitOfWork, directory: Directory, proposal: Proposal, at: datetime) -> bool:
    """Add a proposal and tell everybody whom it concerns; False where it is there already."""
    if not uow.learning.add_proposal(proposal):
        return False
    _tell(uow, directory, proposal, at)
    return True


def keep_moved(uow: UnitOfWork, directory: Directory, proposal: Proposal, at: datetime) -> None:
    """Save a proposal after a move, or after a change of its words: news of the same move go to nobody twice."""
    uow.learning.save_proposal(proposal)
    redraw(uow, _standing(directory, proposal), at)
    _tell(uow, directory, proposal, at)


def remind(uow: UnitOfWork, directory: Directory, proposal: Proposal, why: str, at: datetime, *people: str) -> None:
    """A new message, once for each move that it follows: somebody has to notice."""
    number = len(proposal.moves) - 1
    for person in dict.fromkeys(people):
        detail = {"about": PROPOSAL, "id": proposal.id, "why": why}
        uow.messages.add(to_person(directory, person, _reminder(proposal, why, number, person), at, detail))


def concerned(directory: Directory, proposal: Proposal) -> list[str]:
    """Those who decide, and its owner."""
    owner = [proposal.owner_id] if proposal.owner_id else []
    return list(dict.fromkeys([*deciders(directory, proposal), *owner]))


def _tell(uow: UnitOfWork, directory: Directory, proposal: Proposal, at: datetime) -> None:
    for person in concerned(directory, proposal):
        detail = {"about": PROPOSAL, "id": proposal.id}
        uow.messages.add(to_person(directory, person, _key(proposal, person), at, detail))
    if proposal.state in TOLD:
        uow.messages.add(list(_news(uow, directory, proposal, at)))


def _news(uow: UnitOfWork, directory: Directory, proposal: Proposal, at: datetime) -> Iterator[Message]:
    """One line to each raiser, about their newest case, and to whoever proposed it by hand."""
    number = len(proposal.moves) - 1
    found = [e for e in (uow.escalations.get(one) for one in proposal.cases) if e]
    newest: dict[str, Escalation | None] = {e.raiser_id: e for e in sorted(found, key=lambda e: e.raised_at)}
    made_by = proposal.moves[0].by
    if made_by and number and made_by not in concerned(directory, proposal):
        newest.setdefault(made_by, None)
    for person, case in newest.items():
        detail = {"about": NEWS, "id": proposal.id, "move": str(number), "case": case.id if case else ""}
        key = f"proposal:{proposal.id}:news:{number}:{person}"
        yield from to_person(directory, person, key, at, detail, case.id if case else None)


def _standing(directory: Directory, proposal: Proposal) -> list[str]:
    """Every key that a message with this proposal's buttons may stand under, also of those who decide no more."""
    site = directory.site(proposal.site_id)
    members = frozenset(site.people() if site else ())
    roles = (one.id for one in directory.people if Role.ADMIN in one.roles or (one.roles and one.id in members))
    people = dict.fromkeys([*roles, *concerned(directory, proposal), *(move.by for move in proposal.moves if move.by)])
    numbers = range(len(proposal.moves))
    reminders = [_reminder(proposal, why, n, one) for one in people for why in _REMINDERS for n in numbers]
    return [*(_key(proposal, one) for one in people), *reminders]


def _key(proposal: Proposal, person_id: str) -> str:
    return f"proposal:{proposal.id}:{person_id}"


def _reminder(proposal: Proposal, why: str, number: int, person_id: str) -> str:
    return f"proposal:{proposal.id}:{why}:{number}:{person_id}"
