"""Whether the organisation learns: what became of its proposals, from their moves (domain.md f, "Learning closed")."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.learning.proposal import CHECKED_AFTER, DECIDED_WITHIN, Proposal, ProposalState

DONE_WITHIN = timedelta(days=90)
LOOKS_BACK = timedelta(days=365)
_DECIDED = (ProposalState.ACCEPTED, ProposalState.REFUSED)
_CHECKED = (ProposalState.KEPT, ProposalState.REOPENED)


@dataclass(frozen=True)
class Ratio:
    """`count` of `base` proposals: no cases, and known in the house, so that the small-group guard is not for them."""

    count: int = 0
    base: int = 0


_NONE = Ratio()


@dataclass(frozen=True)
class Closed:
    """Of the proposals drafted in the year before: decided within 30 days, done within 90 days of being accepted,
    checked once done for 60 days, and with fewer cases after than before."""

    decided: Ratio = _NONE
    done: Ratio = _NONE
    checked: Ratio = _NONE
    dropped: Ratio = _NONE

    @property
    def empty(self) -> bool:
        """Whether no proposal is old enough for any of it."""
        return not self.decided.base


def closed(proposals: Iterable[Proposal], until: datetime) -> Closed:
    """What had become by `until` of the proposals that had had the time for it by then."""
    drafted = [one for one in proposals if until - LOOKS_BACK <= one.proposed_at < until]
    ripe = [one for one in drafted if one.proposed_at + DECIDED_WITHIN <= until]
    decided = [one for one in ripe if _first(one, _DECIDED, one.proposed_at + DECIDED_WITHIN)]
    accepted = {one.id: at for one in drafted if (at := _first(one, (ProposalState.ACCEPTED,), until))}
    to_do = [one for one in drafted if one.id in accepted and accepted[one.id] + DONE_WITHIN <= until]
    done = [one for one in to_do if _first(one, (ProposalState.DONE,), accepted[one.id] + DONE_WITHIN)]
    to_check = [
        one for one in drafted if (at := _first(one, (ProposalState.DONE,), until)) and at + CHECKED_AFTER <= until
    ]
    checked = [one for one in to_check if _first(one, _CHECKED, until)]
    counted = [one for one in checked if one.before is not None and one.after is not None]
    dropped = [one for one in counted if (one.after or 0) < (one.before or 0)]
    return Closed(
        Ratio(len(decided), len(ripe)),
        Ratio(len(done), len(to_do)),
        Ratio(len(checked), len(to_check)),
        Ratio(len(dropped), len(counted)),
    )


def _since(drafted: Iterable[Proposal], state: ProposalState, by: datetime) -> list[tuple[Proposal, datetime]]:
    return [(one, at) for one in drafted if (at := _first(one, (state,), by))]


def _first(proposal: Proposal, states: tuple[ProposalState, ...], by: datetime) -> datetime | None:
    """When it first came to one of these states, if it did so by then."""
    return next((move.at for move in proposal.moves if move.state in states and move.at <= by), None)
