"""Pages, joins, and the lack of an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.policy import Group
from domain.timeline.entry import Entry


@dataclass(frozen=True)
class PagesMade(Entry):
    """One round of pages went into the outbox, one to each of `people`."""

    round: int = 0
    people: tuple[str, ...] = ()
    next_round_at: datetime | None = None


@dataclass(frozen=True)
class GroupsJoined(Entry):
    """Further groups of people are called from here on."""

    groups: frozenset[Group] = frozenset()


@dataclass(frozen=True)
class GapFound(Entry):
    """A group that should be called has nobody who can be (reliability.md F46, invariant 10)."""

    group: Group | None = None


@dataclass(frozen=True)
class PageUndeliverable(Entry):
    """A page cannot reach `person_id`; the next person is called (principle 8)."""

    person_id: str = ""
    reason: str = ""


@dataclass(frozen=True)
class EpochClosed(Entry):
    """Enough people have answered: no further page is claimed (invariant 6)."""


@dataclass(frozen=True)
class EpochReopened(Entry):
    """Paging goes on although somebody answered: too far away, or the raiser is silent (domain.md b.4).

    `extra` is how many answers more than the policy says are needed now.
    """

    extra: int = 0
    because: str = ""


@dataclass(frozen=True)
class RaiserTold(Entry):
    """The raiser read that nobody has answered yet, and what else they can do."""


@dataclass(frozen=True)
class WentUnanswered(Entry):
    """All tiers and the backup were silent past the limit: everybody is paged, for ever."""
