"""Says which repeating events are left alone: a rota has no event every minute, and expanding one could take hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import prod
from typing import Any

from icalendar import Event

from bot.calendars.vevent import began

# How many times an event may have happened until the end of the import; 22 years of every hour.
MOST_TIMES = 200_000
MOST_DATES = 20_000
_MARKS = ("RRULE", "RDATE", "EXDATE", "RECURRENCE-ID")
_FREQUENCIES = {"HOURLY": 24, "DAILY": 1, "WEEKLY": 1, "MONTHLY": 1, "YEARLY": 1}
_WITHIN_A_DAY = ("BYHOUR", "BYMINUTE", "BYSECOND")
# With these a rule of hours or days may never come true, and is tried until the year 9999.
_DAYS_OF_MONTH = ("BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS")


def repeats(event: Event) -> bool:
    """Whether the event is more than one span."""
    return any(mark in event for mark in _MARKS)


def takes_too_long(event: Event, end: datetime) -> bool:
    """Whether it repeats in a way that no rota does and that could not be expanded up to `end` in good time."""
    days = end.toordinal() - began(event).toordinal()
    dates = sum(len(one.dts) for one in _all(event, "RDATE"))
    return "EXRULE" in event or dates > MOST_DATES or any(_unusual(rule, days) for rule in _all(event, "RRULE"))


def _all(event: Event, name: str) -> list[Any]:
    found: Any = event.get(name, [])
    return found if isinstance(found, list) else [found]


def _unusual(rule: Mapping[str, Sequence[Any]], days: int) -> bool:
    frequency = str(rule.get("FREQ", [""])[0]).upper()
    if frequency not in _FREQUENCIES:
        return True
    often = prod(max(len(rule.get(part, ())), 1) for part in _WITHIN_A_DAY)
    if frequency == "HOURLY":
        often = 24 // min(int(rule.get("INTERVAL", [1])[0]), 24) * often
    never = frequency in ("HOURLY", "DAILY") and any(part in rule for part in _DAYS_OF_MONTH)
    return never or often > 24 or often * days > MOST_TIMES
