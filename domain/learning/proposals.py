"""The moves of a proposal: who may make which, and what each needs (domain.md d.6, "States").

proposed -> owned -> accepted | refused with a reason -> in work -> done -> kept | reopened; what was reopened is
decided again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.edits.refused import refuse
from domain.errors import EscalationError
from domain.learning.proposal import (
    DECIDED_WITHIN,
    Move,
    Proposal,
    ProposalState,
    Strength,
)

_S = ProposalState
_FROM: Mapping[ProposalState, tuple[ProposalState, ...]] = {
    _S.OWNED: (_S.PROPOSED,),
    _S.ACCEPTED: (_S.OWNED, _S.REOPENED),
    _S.REFUSED: (_S.OWNED, _S.REOPENED),
    _S.IN_WORK: (_S.ACCEPTED,),
    _S.DONE: (_S.IN_WORK,),
    _S.KEPT: (_S.DONE,),
    _S.REOPENED: (_S.DONE,),
}
_WHERE_IT_STANDS = {
    _S.PROPOSED: "Nobody owns it yet. Somebody has to own it first.",
    _S.OWNED: "It has an owner and waits for a decision.",
    _S.ACCEPTED: "It is accepted already.",
    _S.REFUSED: "It is refused already.",
    _S.IN_WORK: "It is in work already.",
    _S.DONE: "It is done already. It is checked 60 days later.",
    _S.KEPT: "It is done, checked and kept.",
    _S.REOPENED: "It was reopened and waits for a decision.",
}
NO = "No"
"""The answer that nothing but people could change."""


class UnknownProposal(EscalationError):
    """This proposal is not known here. Nothing was changed."""


class MovedOn(EscalationError):
    """This has moved on meanwhile. Nothing was changed."""


class NotComplete(EscalationError):
    """Fill it in first: what should change, how strong that is, and whether something other than people could."""


def owned(proposal: Proposal, by: str, at: datetime) -> Proposal:
    """*I'll own it*. Said twice by the same person it changes nothing."""
    if proposal.state == _S.OWNED and proposal.owner_id == by:
        return proposal
    return replace(_moved(proposal, _S.OWNED, by, at), owner_id=by)


@dataclass(frozen=True)
class Wording:
    """What the form of a proposal holds. `other_than_people`: what else could change, or NO."""

    now: str
    change: str
    effect: str
    other_than_people: str
    strength: Strength | None
    owner_id: str | None
    decide_by: date | None


def reworded(proposal: Proposal, wording: Wording, by: str, at: datetime) -> Proposal:
    """The proposal with what the form holds; naming an owner where there is none is the move to OWNED.

    Raises MovedOn where nobody has to do anything about it any more.
    """
    if not proposal.open:
        raise MovedOn(f"{_WHERE_IT_STANDS[proposal.state]} Nothing was changed.")
    if proposal.state == _S.PROPOSED and wording.owner_id:
        return replace(_moved(proposal, _S.OWNED, by, at), **vars(wording))
    kept = wording if wording.owner_id else replace(wording, owner_id=proposal.owner_id)
    return replace(proposal, **vars(kept), version=proposal.version + 1)


def accepted(proposal: Proposal, by: str, at: datetime) -> Proposal:
    """Agreed on; what should change has to be written down, and whether anything but people could."""
    after = _moved(proposal, _S.ACCEPTED, by, at)
    if not complete(proposal):
        raise NotComplete
    return after


def complete(proposal: Proposal) -> bool:
    """Whether everything stands in it that a decision needs."""
    return bool(proposal.change.strip() and proposal.strength and proposal.other_than_people.strip())


def refused(proposal: Proposal, by: str, at: datetime, reason: str) -> Proposal:
    """Not agreed on; the reason goes to those who reported it. Raises Refused at "reason" where there is none."""
    after = _moved(proposal, _S.REFUSED, by, at, reason.strip())
    if not reason.strip():
        refuse("reason", "Say in a few words why not.", "Those who reported it read this.")
    return after


def started(proposal: Proposal, by: str, at: datetime) -> Proposal:
    """Somebody works on it."""
    return _moved(proposal, _S.IN_WORK, by, at)


def finished(proposal: Proposal, by: str, at: datetime) -> Proposal:
    """It is done; it is checked 60 days later."""
    return _moved(proposal, _S.DONE, by, at)


def checked(proposal: Proposal, before: int, after: int, at: datetime) -> Proposal:
    """60 days later: kept where the count dropped, else reopened and to be decided again."""
    state = _S.KEPT if after < before or after == 0 else _S.REOPENED
    return replace(_checked(proposal, state, None, at), before=before, after=after)


def judged(proposal: Proposal, helped: bool, by: str, at: datetime) -> Proposal:
    """60 days later, where there is nothing to count: somebody says whether it helped."""
    return _checked(proposal, _S.KEPT if helped else _S.REOPENED, by, at)


def _checked(proposal: Proposal, state: ProposalState, by: str | None, at: datetime) -> Proposal:
    after = _moved(proposal, state, by, at)
    return replace(after, decide_by=(at + DECIDED_WITHIN).date()) if state == _S.REOPENED else after


def _moved(proposal: Proposal, to: ProposalState, by: str | None, at: datetime, words: str = "") -> Proposal:
    if proposal.state not in _FROM[to]:
        raise MovedOn(f"{_WHERE_IT_STANDS[proposal.state]} Nothing was changed.")
    return proposal.moved(Move(to, at, by, words))
