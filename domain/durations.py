"""Durations as people write them: "30 s", "2 min", "1 h 30 min", "30 days"; "at once" is none at all."""

from __future__ import annotations

import re
from datetime import timedelta

AT_ONCE = "at once"
NEVER = "never"

_UNITS = {
    "s": 1, "sec": 1, "secs": 1, "second": 1, "seconds": 1,
    "m": 60, "min": 60, "mins": 60, "minute": 60, "minutes": 60,
    "h": 3600, "hr": 3600, "hrs": 3600, "hour": 3600, "hours": 3600,
    "d": 86400, "day": 86400, "days": 86400,
}  # fmt: skip
_PART = re.compile(r"([0-9]{1,6})\s*([a-z]+)")


def duration_of(text: str) -> timedelta | None:
    """The duration that `text` says, or None where it says none."""
    words = " ".join(text.casefold().split())
    if words == AT_ONCE:
        return timedelta()
    rest = _PART.sub("", words).strip(" ,")
    parts = _PART.findall(words)
    if rest or not parts or any(unit not in _UNITS for _, unit in parts):
        return None
    return timedelta(seconds=sum(int(number) * _UNITS[unit] for number, unit in parts))


def duration_text(duration: timedelta) -> str:
    """The same in its canonical words, with the largest units that fit."""
    seconds = int(duration.total_seconds())
    if not seconds:
        return AT_ONCE
    days, rest = divmod(seconds, 86400)
    hours, rest = divmod(rest, 3600)
    minutes, rest = divmod(rest, 60)
    parts = ((days, "day" if days == 1 else "days"), (hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count)
