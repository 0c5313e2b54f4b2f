"""Days, times and instants as a duty manager writes them, in both directions.

An instant is `2026-03-20 18:00` by the clocks of the site. The second of two equal hours, when clocks are turned
back, has its offset behind it; reading takes an offset or Z anywhere. A day alone stands for the whole of it.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.site_file.mistakes import Unclear
from domain.wall import instant_of, wall_of

_DAY = re.compile(r"(?:19[7-9]\d|20\d\d|21\d\d)-\d\d-\d\d")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d(?:\.\d{1,6})?)?")
_INSTANT = re.compile(rf"({_DAY.pattern})[ T]({_CLOCK.pattern}) ?(Z|[+-]\d\d:\d\d(?::\d\d)?)?")
_ONE_DAY = timedelta(days=1)
_WALL_FITS = len("2026-03-20T18:00:00.000000")
_HOW = "Write it as 2026-03-20 18:00, by the clocks of the site, or as a day alone."

# None stands for a zone of which this machine has no data: instants are then in UTC.
Zone = ZoneInfo | None


def day_of(text: str) -> date:
    """The day that `text` says. Raises Unclear."""
    try:
        return date.fromisoformat(text if _DAY.fullmatch(text) else "")
    except ValueError:
        raise Unclear(f'"{text}" is no day.', "Write it as 2026-12-25: year, month, day.") from None


def clock_of(text: str) -> time:
    """The time of day that `text` says. Raises Unclear."""
    hour, _, rest = text.partition(":")
    try:
        return time.fromisoformat(f"{hour:0>2}:{rest}" if _CLOCK.fullmatch(text) else "")
    except ValueError:
        raise Unclear(f'"{text}" is no time of day.', "Write it as 09:00 or 18:30.") from None


def clock_text(at: time) -> str:
    """The same in its canonical words: 09:00, with seconds only where there are any."""
    return at.isoformat(timespec="auto" if at.second or at.microsecond else "minutes")


def begin_of(text: str, zone: Zone) -> datetime:
    """The instant that `text` says; of a day alone its beginning. Raises Unclear."""
    if _DAY.fullmatch(text):
        return _resolved(datetime.combine(day_of(text), time()), zone)
    found = _INSTANT.fullmatch(text)
    if not found:
        raise Unclear(f'"{text}" is no point in time.', _HOW)
    wall = datetime.combine(day_of(found[1]), clock_of(found[2]))
    if not found[3]:
        return _resolved(wall, zone)
    try:
        return datetime.fromisoformat(f"{wall.isoformat()}{found[3]}").astimezone(UTC)
    except ValueError:
        raise Unclear(f'"{found[3]}" is no offset from UTC.', "Write it as +01:00, or leave it out.") from None


def end_of(text: str, zone: Zone) -> datetime:
    """As `begin_of`, but of a day alone its end: the last day is included. Raises Unclear."""
    whole_day = _DAY.fullmatch(text)
    return _resolved(datetime.combine(day_of(text) + _ONE_DAY, time()), zone) if whole_day else begin_of(text, zone)


def instant_text(at: datetime, zone: Zone) -> str:
    """An instant by the clocks of the zone; with its offset where they show that time twice."""
    if zone is None:
        return _wall_text(at.astimezone(UTC)) + "Z"
    wall = wall_of(at, zone)
    if instant_of(wall, zone) == at:
        return _wall_text(wall)
    return _wall_text(wall) + at.astimezone(zone).isoformat(timespec="microseconds")[_WALL_FITS:]


def begin_text(at: datetime, zone: Zone) -> str | date:
    """As `instant_text`, or the day that begins there."""
    day = _beginning(at, zone)
    return instant_text(at, zone) if day is None else day


def end_text(at: datetime, zone: Zone) -> str | date:
    """As `instant_text`, or the day that ends there."""
    day = _beginning(at, zone)
    return instant_text(at, zone) if day is None else day - _ONE_DAY


def _beginning(at: datetime, zone: Zone) -> date | None:
    if zone is None:
        return None
    day = wall_of(at, zone).date()
    return day if instant_of(datetime.combine(day, time()), zone) == at else None


def _wall_text(wall: datetime) -> str:
    return f"{wall.date().isoformat()} {clock_text(wall.time())}"


def _resolved(wall: datetime, zone: Zone) -> datetime:
    return wall.replace(tzinfo=UTC) if zone is None else instant_of(wall, zone)
