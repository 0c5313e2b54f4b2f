"""Says turns, hours of the week and spans of layers as the domain has them (domain/rota.py)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.rota import Layer, Revision, Turn, Unit, Window
from domain.wall import DAY, WEEK, wall_of

MINUTE = timedelta(minutes=1)
_UNITS = ((Unit.WEEKS, WEEK), (Unit.DAYS, DAY), (Unit.HOURS, timedelta(hours=1)))
_NONE = timedelta()


@dataclass(frozen=True)
class Span:
    """A part of the week: its beginning since Monday's midnight, and how long it is. It may go on over Sunday."""

    begin: timedelta
    length: timedelta

    def minutes(self) -> frozenset[int]:
        """The minutes of the week that are in it."""
        first, count = self.begin // MINUTE, min(self.length, WEEK) // MINUTE
        return frozenset(minute % (WEEK // MINUTE) for minute in range(first, first + count))


@dataclass(frozen=True)
class Spell:
    """A layer from `start` until before `end`."""

    layer: Layer
    start: datetime
    end: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether the layer is there at an instant."""
        return self.start <= at and (self.end is None or at < self.end)


def turn_of(length: timedelta) -> Turn | None:
    """A turn of this length in the largest unit that fits; None where it is no whole hours."""
    fitting = (Turn(unit, length // one) for unit, one in _UNITS if length > _NONE and not length % one)
    return next(fitting, None)


def rotation(layer: Layer, length: timedelta, first: datetime, since: datetime, zone: ZoneInfo) -> Layer:
    """The layer as a rotation of turns of `length`, the first of which began at the instant `first`.

    A turn keeps the wall-clock time at which the first one began, to the minute. Where `first` is later than `since`,
    from which the layer is there, it is put whole rounds earlier: these are the same turns.
    """
    begin, needed = wall_of(first, zone).replace(second=0, microsecond=0), wall_of(since, zone)
    if begin > needed:
        whole_round = length * len(layer.people)
        begin += (needed - begin) // whole_round * whole_round
    return replace(layer, turn=turn_of(length), handoff=begin.time(), starts_on=begin.date())


def windows_of(spans: Iterable[Span]) -> tuple[Window, ...]:
    """Spans of whole minutes as windows; none where one of them, or all days together, cover everything."""
    days: dict[tuple[time, time], set[int]] = {}
    for span in spans:
        begin, rest = span.begin, min(span.length, WEEK)
        while rest > _NONE:
            piece = min(rest, DAY)
            day, at = divmod(begin, DAY)
            days.setdefault((_clock(at), _clock(at + piece)), set()).add(day % 7)
            begin, rest = begin + piece, rest - piece
    if any(start == end and len(on) == 7 for (start, end), on in days.items()):
        return ()
    return tuple(Window(frozenset(on), start, end) for (start, end), on in days.items())


def _clock(since_midnight: timedelta) -> time:
    hours, minutes = divmod(since_midnight % DAY // MINUTE, 60)
    return time(hours, minutes)


def revisions_of(spells: Sequence[Spell], at: datetime) -> tuple[Revision, ...]:
    """The layers (lowest first) that hold from `at` on: a revision for each time at which one comes or goes."""
    edges = {at} | {edge for one in spells for edge in (one.start, one.end) if edge is not None and edge > at}
    found: list[Revision] = []
    for edge in sorted(edges):
        layers = tuple(one.layer for one in spells if one.holds(edge))
        if not found or found[-1].layers != layers:
            found.append(Revision(edge, layers))
    return tuple(found)
