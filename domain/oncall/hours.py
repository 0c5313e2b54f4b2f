"""Hours of the week and whole days: whether a wall-clock time is in them, and when they begin and end.

The wall-clock times that are asked about are those of wall.latest_shown, so that what begins or ends in a missing or
a doubled hour does so as a handoff would.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from domain.rota import Window
from domain.rotation import since_midnight
from domain.wall import DAY, MONDAY, WEEK, microseconds

_WEEK = microseconds(WEEK)


class Hours:
    """The windows of a week taken together."""

    def __init__(self, windows: Iterable[Window]) -> None:
        spans = sorted(span for window in windows for day in window.days for span in _spans(window, day))
        edges: list[timedelta] = []
        for begin, end in spans:
            if edges and begin <= edges[-1]:
                edges[-1] = max(edges[-1], end)
            else:
                edges += [begin, end]
        self._counted = list(map(microseconds, edges))
        # What goes on over the end of the week neither ends nor begins there.
        self._edges = edges[1:-1] if edges[:1] == [timedelta()] and edges[-1] == WEEK else edges

    def within(self, shown: datetime) -> bool:
        """Whether this wall-clock time is in them."""
        return bisect_right(self._counted, microseconds(shown - MONDAY) % _WEEK) % 2 == 1

    def edges(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """The wall-clock times later than `after`, up to `until`, at which they begin or end."""
        monday = MONDAY + (after - MONDAY) // WEEK * WEEK
        while self._edges and monday <= until:
            yield from (shown for edge in self._edges if after < (shown := monday + edge) <= until)
            monday += WEEK


class Days:
    """Some days, each from midnight to midnight."""

    def __init__(self, days: frozenset[date]) -> None:
        self._days = days

    def within(self, shown: datetime) -> bool:
        """Whether this wall-clock time is on one of them."""
        return shown.date() in self._days

    def edges(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """The wall-clock times later than `after`, up to `until`, at which one begins or ends."""
        for day in self._days:
            midnight = datetime.combine(day, time())
            yield from (shown for shown in (midnight, midnight + DAY) if after < shown <= until)


def _spans(window: Window, day: int) -> list[tuple[timedelta, timedelta]]:
    """The window of one weekday, from the beginning of the week; over its end it goes on at its beginning."""
    begin, end = day * DAY + since_midnight(window.start), day * DAY + since_midnight(window.end)
    end += DAY if window.end <= window.start else timedelta()
    if end <= WEEK:
        return [(begin, end)]
    return [(begin, WEEK), (timedelta(), end - WEEK)]
