"""The figures of a span, as they may be given: everything here is under the small-group guard already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.learning.figures.guard import LevelCounts, Share
from domain.severity import Severity


@dataclass(frozen=True)
class Times:
    """Seconds of at least three cases: median and 90th percentile by nearest rank, and how many cases these are of."""

    median: int
    ninetieth: int
    cases: int


@dataclass(frozen=True)
class Counted:
    """An entry of a list with how many cases it was in, three or more; `id` is a pick-list entry's."""

    id: str
    cases: int


NOT_GIVEN = Share()
Lists = Mapping[str, tuple[Counted, ...]]
"""Entries by place, by trigger, or by the first hour of a band as text; most cases first."""


@dataclass(frozen=True)
class Figures:
    """One site's figures of one span. Ids of places and pick-list entries; what is left out is under the guard.

    `early` and `late` are the two sides of the early-help ratio. `answered_by` goes by tier or group.
    """

    cases: LevelCounts = field(default_factory=LevelCounts)
    undone: int | None = None
    at: Mapping[str, int] = field(default_factory=dict)
    hours: Mapping[int, int] = field(default_factory=dict)
    acknowledged: Mapping[Severity, Times] = field(default_factory=dict)
    with_staff: Mapping[Severity, Times] = field(default_factory=dict)
    unanswered: Share = NOT_GIVEN
    answered_by: Mapping[str, Share] = field(default_factory=dict)
    stale: Share = NOT_GIVEN
    climbed: Share = NOT_GIVEN
    early: int | None = None
    late: int | None = None
    near_misses: Share = NOT_GIVEN
    triggers: tuple[Counted, ...] = ()
    rules: tuple[Counted, ...] = ()
    helped: tuple[Counted, ...] = ()
    helped_with: Lists = field(default_factory=dict)
    triggers_at: Lists = field(default_factory=dict)
    triggers_in: Lists = field(default_factory=dict)
    rules_at: Lists = field(default_factory=dict)
    rules_in: Lists = field(default_factory=dict)
    notes_on_time: Share = NOT_GIVEN

    @property
    def empty(self) -> bool:
        """Whether fewer than three cases stand behind all of it."""
        return self.cases.few


@dataclass(frozen=True)
class WeekCounts:
    """The cases of one week, by level; `start` is its first day on the site's calendar."""

    start: date
    cases: LevelCounts
