"""A proposal to change a rule or condition: values and states (domain.md d.6, "Policy-change proposal")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

OWNER_WITHIN = timedelta(days=7)
DECIDED_WITHIN = timedelta(days=30)
CHECKED_AFTER = timedelta(days=60)


class ProposalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    OWNED = "owned"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    IN_WORK = "in_work"
    DONE = "done"
    KEPT = "kept"
    REOPENED = "reopened"


class Strength(StrEnum):
    """How much a change of this kind holds by itself: the system changes, an aid is added, or people are told."""

    STRONGER = "stronger"
    MIDDLE = "middle"
    WEAKER = "weaker"


class Cause(StrEnum):
    """What kind of thing recurs."""

    RULE = "rule"
    TRIGGER = "trigger"
    HARDER = "harder"
    SAID = "said"


@dataclass(frozen=True)
class Move:
    """One change of state; `words` are the reason or the result that goes with it."""

    state: ProposalState
    at: datetime
    by: str | None = None
    words: str = ""


@dataclass(frozen=True)
class Proposal:
    """One proposal. `site_id` "" is for all sites. `about` is the id of the rule, trigger or "made it harder" entry.

    `cases` are ids of escalations. `moves` runs from the first state to the present one. `before` and `after` are
    the counts of cases with this cause in the 60 days before it was done and after it.
    """

    id: str
    site_id: str
    cause: Cause
    about: str
    cases: tuple[str, ...]
    moves: tuple[Move, ...]
    now: str = ""
    change: str = ""
    effect: str = ""
    other_than_people: str = ""
    owner_id: str | None = None
    strength: Strength | None = None
    decide_by: date | None = None
    before: int | None = None
    after: int | None = None
    version: int = 0

    @property
    def state(self) -> ProposalState:
        """Where it stands."""
        return self.moves[-1].state

    @property
    def proposed_at(self) -> datetime:
        """When it was drafted."""
        return self.moves[0].at

    @property
    def open(self) -> bool:
        """Whether somebody still has to do something."""
        return self.state not in (ProposalState.REFUSED, ProposalState.KEPT)

    def moved(self, step: Move) -> Proposal:
        """The proposal after one more move."""
        return replace(self, moves=(*self.moves, step), version=self.version + 1)


@dataclass(frozen=True)
class Fix:
    """A quick fix agreed when it was resolved: a lamp, a door, a second person at nine (domain.md d.6)."""

    id: str
    site_id: str
    escalation_id: str
    what: str
    owner_id: str | None
    due: date
    made_by: str
    made_at: datetime
    done_at: datetime | None = None
    done_by: str | None = None
