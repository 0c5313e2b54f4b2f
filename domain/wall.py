"""Turns what a clock on the wall shows into an instant and back, through every clock change.

The rule for handoffs, windows and days alike: a wall-clock time comes at the first instant at which the clock shows
it or more. A time of a missing hour so comes at the first instant after the gap, and one of a doubled hour comes
once, at the first of the two (reliability.md F44).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# Midnight of some Monday, from which weeks are counted.
MONDAY = datetime(2000, 1, 3)  # noqa: DTZ001 - shown on a wall, not an instant
_NONE = timedelta()
# Sums on these, and no `replace`, which costs twenty times as much as a sum.
_UTC = datetime(1970, 1, 1, tzinfo=UTC)
_WALL = datetime(1970, 1, 1)  # noqa: DTZ001 - shown on a wall, not an instant


def wall_of(at: datetime, zone: ZoneInfo) -> datetime:
    """What the clock shows at this instant: a naive datetime."""
    return _WALL + (at - _UTC) + (at.astimezone(zone).utcoffset() or _NONE)


def instant_of(wall: datetime, zone: ZoneInfo) -> datetime:
    """The first instant, in UTC, at which the clock shows this naive datetime or more."""
    offset = zone.utcoffset(wall) or _NONE
    first = _UTC + (wall - _WALL - offset)
    if first.astimezone(zone).utcoffset() == offset:
        return first
    return _change(wall.replace(tzinfo=zone, fold=1).astimezone(UTC), first, zone)


def latest_shown(at: datetime, zone: ZoneInfo) -> datetime:
    """The latest wall-clock time that was shown until this instant: a naive datetime.

    It is what the clock shows, but for the hour after the clock was turned back. So a wall-clock time has come by
    an instant exactly if it is no later than this, and nobody need look for the change.
    """
    local = at.astimezone(zone)
    wall = _WALL + (at - _UTC) + (local.utcoffset() or _NONE)
    if not local.fold:
        return wall
    first = local.replace(fold=0).astimezone(UTC)
    return wall + (_change(first, at, zone) - first) - datetime.resolution


def _change(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between these two at which the clock was changed; zones change it at whole seconds."""
    low, high = int(before.timestamp()), int(after.timestamp())
    goal = after.astimezone(zone).utcoffset()
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).utcoffset() == goal:
            high = middle
        else:
            low = middle
    return datetime.fromtimestamp(high, UTC)


def microseconds(span: timedelta) -> int:
    """The span as a number: timedelta's own division takes four times as long."""
    return (span.days * 86_400 + span.seconds) * 1_000_000 + span.microseconds
