"""Cases by level for each of some weeks, in one pass: what the picture of a digest shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.learning.figures.facts import CaseFacts
from domain.learning.figures.figures import WeekCounts
from domain.learning.figures.guard import LevelCounts
from domain.learning.figures.spans import Span
from domain.severity import Severity


@dataclass
class WeekCounting:
    """Cases by level for each of some weeks, oldest first; spans are half-open and follow one another."""

    weeks: Sequence[Span]
    _counts: list[Counter[Severity]] = field(init=False)

    def __post_init__(self) -> None:
        self._counts = [Counter() for _ in self.weeks]

    def add(self, case: CaseFacts) -> None:
        """One more case; one of no week, or undone, is not counted."""
        if case.undone:
            return
        for counts, week in zip(self._counts, self.weeks, strict=True):
            if week.start <= case.raised_at < week.end:
                counts[case.highest] += 1

    def counts(self) -> tuple[WeekCounts, ...]:
        """The weeks, under the guard."""
        return tuple(
            WeekCounts(week.first, LevelCounts.of(counts))
            for counts, week in zip(self._counts, self.weeks, strict=True)
        )
