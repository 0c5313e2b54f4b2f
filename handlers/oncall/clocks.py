"""A time of day in words: 21:30, 21.30, 9pm, 9 pm, 9, 21h30, noon."""

from __future__ import annotations

import re
from datetime import time

NIGHT = time(21)
_NAMED = {"noon": time(12), "midnight": time(), "night": NIGHT}
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.h]([0-9]{2})|h)?(am|pm)?[.:]?")
_HALVES = ("am", "pm")


def clock_in(words: tuple[str, ...]) -> time | None:
    """The time that one word names, or two ("9 pm"); None for everything else."""
    if len(words) == 2:
        number, half = words
        return _read(number + half) if half in _HALVES else None
    return _NAMED.get(words[0]) or _read(words[0]) if len(words) == 1 else None


def _read(word: str) -> time | None:
    found = _CLOCK.fullmatch(word)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        # Twelve at night is 12am, and noon 12pm.
        hour = hour % 12 + (12 if found[3] == "pm" else 0) if 1 <= hour <= 12 else 24
    return time(hour, minute) if hour < 24 and minute < 60 else None
