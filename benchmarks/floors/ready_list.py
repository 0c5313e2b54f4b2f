"""The floor of asking: a bisect over a list that somebody has worked out before."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime

from benchmarks.rota_case import Segments


class ReadyList:
    """All segments of a year."""

    def __init__(self, segments: Segments) -> None:
        self._starts = [start for start, _, _ in segments]
        self._people = [person for _, _, person in segments]

    def who(self, at: datetime) -> str | None:
        """Who holds at an instant of the year."""
        return self._people[bisect_right(self._starts, at) - 1]
