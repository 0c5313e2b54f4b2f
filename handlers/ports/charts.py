"""Pictures and papers of figures: who draws them is no business of the handlers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from domain.learning.figures import Times, WeekCounts
from domain.severity import Severity

Drawn = tuple[bytes, str]
"""A PNG, and the same in words for a screen reader."""

Sections = Sequence[tuple[str, Sequence[str]]]
"""Headings, each with its lines."""

TimesByLevel = Mapping[Severity, Times]


class Charts(Protocol):
    """Draws figures that are under the guard already; the same figures give the same picture. Never in the paging
    path: the first call loads what draws."""

    def weeks(self, title: str, weeks: Sequence[WeekCounts]) -> Drawn:
        """Cases by level, week by week, stacked."""

    def times(self, title: str, acknowledged: TimesByLevel, with_staff: TimesByLevel) -> Drawn:
        """Median and 90th percentile to the first answer and until somebody is with staff, by level."""

    def bars(self, title: str, rows: Sequence[tuple[str, int]]) -> Drawn:
        """Words with a count each, most first."""

    def hours(self, title: str, hours: Mapping[int, int]) -> Drawn:
        """Cases by the hour of the day; bands that are not given stay empty."""

    def paper(
        self,
        title: str,
        sections: Sections,
        times: tuple[TimesByLevel, TimesByLevel],
        rows: Sequence[tuple[str, int]],
        hours: Mapping[int, int],
    ) -> bytes:
        """A PDF: the sections as text, then the same pictures."""
