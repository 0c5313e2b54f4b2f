"""Counts the turns of a rotation by arithmetic on the wall clock, so that its age costs nothing (performance.md P16).

Turn 0 is the first; the person of turn n is `people[n % len(people)]`. Where two handoffs fall into one missing
hour, both come at the first instant after it: the turn between them has no length, and the later one holds.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.rota import Layer, Moment, Turn, Unit
from domain.wall import DAY, WEEK, instant_of, latest_shown, microseconds

_LENGTH = {Unit.HOURS: timedelta(hours=1), Unit.DAYS: DAY, Unit.WEEKS: WEEK}


@dataclass(frozen=True)
class Turns:
    """Turn 0 begins when the clock shows `first`; `begins` are the turns of one round, in microseconds of it."""

    first: datetime
    begins: tuple[int, ...]
    round: int

    def index(self, shown: datetime) -> int:
        """The turn that this wall-clock time is in; below 0 before the first."""
        rounds, rest = divmod(microseconds(shown - self.first), self.round)
        return rounds * len(self.begins) + bisect_right(self.begins, rest) - 1

    def begins_at(self, index: int) -> datetime:
        """When this turn begins: a wall-clock time, naive."""
        rounds, within = divmod(index, len(self.begins))
        return self.first + timedelta(microseconds=rounds * self.round + self.begins[within])


def turns_of(layer: Layer) -> Turns:
    """The turns of a layer that is a rotation."""
    if layer.turn is None:
        raise ValueError(f"layer {layer.name} is no rotation")
    if layer.turn.unit is Unit.MOMENTS:
        return _weekly(layer, layer.turn)
    first = datetime.combine(layer.starts_on, layer.handoff)
    return Turns(first, (0,), microseconds(max(layer.turn.count, 1) * _LENGTH[layer.turn.unit]))


def turn_at(layer: Layer, zone: ZoneInfo, at: datetime) -> int:
    """The turn of this rotation at an instant; below 0 before its first."""
    return turns_of(layer).index(latest_shown(at, zone))


def begins_at(layer: Layer, zone: ZoneInfo, index: int) -> datetime:
    """The instant at which a turn of this rotation begins, in UTC."""
    return instant_of(turns_of(layer).begins_at(index), zone)


def _weekly(layer: Layer, turn: Turn) -> Turns:
    """From the first of the moments that is not before the first day; without any, from one a week."""
    day = layer.starts_on.weekday()
    monday = datetime.combine(layer.starts_on, time()) - day * DAY
    moments = sorted({_in_week(one) for one in turn.moments or (Moment(day, layer.handoff),)})
    begin = next((one for one in moments if one >= day * DAY), moments[0] + WEEK)
    begins = sorted(microseconds((one - begin) % WEEK) for one in moments)
    return Turns(monday + begin, tuple(begins), microseconds(WEEK))


def _in_week(moment: Moment) -> timedelta:
    return moment.weekday * DAY + since_midnight(moment.at)


def since_midnight(shown: time) -> timedelta:
    """How far into its day a wall-clock time is."""
    return timedelta(hours=shown.hour, minutes=shown.minute, seconds=shown.second, microseconds=shown.microsecond)
