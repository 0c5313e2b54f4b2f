"""Collects what was not understood of an import as plain sentences, few enough to be read."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.wall import wall_of

MOST_SENTENCES = 100
_LONGEST_TITLE = 80
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def quoted(words: str) -> str:
    """A title as it is shown in a sentence: in one line, not too long, in quotation marks."""
    line = " ".join(words.split())
    return f"“{line if len(line) <= _LONGEST_TITLE else line[: _LONGEST_TITLE - 1] + '…'}”"


def named(title: str) -> str:
    """An event as a sentence begins with it."""
    return quoted(title) if title.strip() else "An event without a title"


class Remarks:
    """Sentences in the order in which they came up; what happens to an event again and again is said once."""

    def __init__(self, zone: ZoneInfo, around: datetime) -> None:
        """Days are those of `zone`; the year is named where it is not that of `around`."""
        self._zone, self._year = zone, wall_of(around, zone).year
        self._said: dict[tuple[str, str], tuple[str, int]] = {}

    def say(self, sentence: str) -> None:
        """A sentence about the whole of it."""
        self._said.setdefault((sentence, ""), (sentence, 0))

    def about(self, title: str, at: datetime, problem: str) -> None:
        """A sentence about an event: `problem` goes on after its title and date."""
        before, times = self._said.get((title, problem), ("", 0))
        self._said[title, problem] = (before or f"{named(title)} on {self.day(at)}", times + 1)

    def sentences(self) -> tuple[str, ...]:
        """All of them; after the hundredth only how many more there are."""
        found = [
            f"{subject}{f' (and {times - 1} more times)' if times > 1 else ''} {problem}" if times else subject
            for (_, problem), (subject, times) in self._said.items()
        ]
        more = len(found) - MOST_SENTENCES
        return (*found[:MOST_SENTENCES], f"There are {more} more remarks like these.") if more > 0 else tuple(found)

    def day(self, at: datetime) -> str:
        """ "Mon 2 March", with the year where it is another one."""
        day = wall_of(at, self._zone)
        words = f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]}"
        return words if day.year == self._year else f"{words} {day.year}"

    def time(self, at: datetime) -> str:
        """ "18:00"."""
        return f"{wall_of(at, self._zone):%H:%M}"
