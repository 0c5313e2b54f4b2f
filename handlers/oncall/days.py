"""A day in words: saturday, tonight, tomorrow, 14 march, march 14th 2027, 14.3., 2026-03-14."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from handlers.oncall.clocks import NIGHT
from handlers.oncall.spelling import meant

_DAY, _WEEK = timedelta(days=1), timedelta(weeks=1)
_YEARS = range(2000, 2101)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("january", "february", "march", "april", "may", "june",
         "july", "august", "september", "october", "november", "december"), 1,
    )
}  # fmt: skip
_SOON = ("today", "tonight", "tomorrow")
_DAYS = {name: name for name in (*_WEEKDAYS, *_SOON)} | {"tonite": "tonight"}
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTTED = re.compile(r"([0-9]{1,2})\.([0-9]{1,2})\.([0-9]{4}|[0-9]{2})?")
_NUMBER = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?")
_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Day:
    """A day as named. `days` gives what it can be, seen from the site's today, soonest first; the first that is still
    ahead is meant, else the last. `at` is the time it stands for where none is named."""

    days: Callable[[date], tuple[date, ...]]
    at: time | None = None


def day_in(words: tuple[str, ...]) -> Day | None:
    """The day that one to four words name; None for everything else."""
    if len(words) == 1:
        return _named(words[0]) or _iso(words[0]) or _dotted(words[0])
    if len(words) == 2 and words[0] == "next":
        name = meant(words[1], _DAYS)
        return _weekday(_WEEKDAYS.index(name), later=True) if name in _WEEKDAYS else None
    return _written(words)


def bare_day_in(words: tuple[str, ...]) -> Day | None:
    """ "31.12" without the last dot, which is read as a time first: 21.30."""
    return _dotted(f"{words[0].rstrip('.')}.")


def _named(word: str) -> Day | None:
    name = meant(word, _DAYS)
    if name is None:
        return None
    if name in _WEEKDAYS:
        return _weekday(_WEEKDAYS.index(name), later=False)
    if name == "tonight":
        # A time after midnight belongs to the night that comes.
        return Day(lambda today: (today, today + _DAY), NIGHT)
    return Day(lambda today: (today,)) if name == "today" else Day(lambda today: (today + _DAY,))


def _weekday(number: int, later: bool) -> Day:
    """The next one, today with it; `later`: today is left out."""

    def days(today: date) -> tuple[date, ...]:
        first = today + timedelta(days=(number - today.weekday()) % 7)
        return (first + _WEEK,) if later and first == today else (first, first + _WEEK)

    return Day(days)


def _iso(word: str) -> Day | None:
    found = _ISO.fullmatch(word)
    return _dated(int(found[3]), int(found[2]), int(found[1])) if found else None


def _dotted(word: str) -> Day | None:
    found = _DOTTED.fullmatch(word)
    if found is None:
        return None
    year = int(found[3]) if found[3] else None
    return _dated(int(found[1]), int(found[2]), year + 2000 if year is not None and year < 100 else year)


def _written(words: tuple[str, ...]) -> Day | None:
    named, year = [word for word in words if word != "of"], None
    if len(named) == 3 and _YEAR.fullmatch(named[2]):
        year = int(named.pop())
    if len(named) != 2:
        return None
    for number, name in (named, named[::-1]):
        month, day = meant(name, _MONTHS), _NUMBER.fullmatch(number)
        if month and day:
            return _dated(int(day[1]), month, year)
    return None


def _dated(day: int, month: int, year: int | None) -> Day | None:
    """That day of the year, or of the years to come; None where no year has it."""
    if year is not None:
        one = _date(year, month, day)
        return Day(lambda today: (one,)) if one else None
    if _date(2000, month, day) is None:
        return None
    # A 29 February may be eight years away.
    return Day(lambda today: tuple(filter(None, (_date(today.year + n, month, day) for n in range(9)))))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None
