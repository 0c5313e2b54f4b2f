"""Who is on call, worked out a second time: slowly, tick by tick, with nothing clever in it.

A clock on the wall is watched through every quarter of an hour. Whatever is to happen at a wall-clock time happens at
the first tick at which the clock shows it or more. Turns are counted by walking from the first one; windows, days and
spans are painted tick by tick. It shares only the values of domain/rota.py with the calculation that it checks, and
needs everything to lie on quarters of an hour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.rota import Layer, Opening, Override, OverrideKind, Tier, Turn, Unit, Window

TICK = timedelta(minutes=15)
ONE_DAY = timedelta(days=1)


class WallClock:
    """A clock that is watched from one instant to another."""

    def __init__(self, zone: str, start: datetime, end: datetime) -> None:
        self.ticks: list[datetime] = []
        self.comes: dict[datetime, datetime] = {}  # wall-clock time: the tick at which it comes
        self.day: dict[datetime, date] = {}  # the day that it is at a tick
        self.days: list[date] = []  # also one that is left out
        tick, awaited, today = start, None, None
        while tick < end:
            shows = tick.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)
            awaited = awaited or shows
            while awaited <= shows:
                self.comes[awaited] = tick
                if awaited.date() != today:
                    today = awaited.date()
                    self.days.append(today)
                awaited += TICK
            self.ticks.append(tick)
            assert today
            self.day[tick] = today
            tick += TICK


@lru_cache(maxsize=64)
def clock(zone: str, start: datetime, end: datetime) -> WallClock:
    """Watched once for all rotas of a test."""
    return WallClock(zone, start, end)


class SlowTier:
    """Who holds a tier at each tick of [start, end), where nothing of it began before `since`."""

    def __init__(self, tier: Tier, since: datetime, start: datetime, end: datetime) -> None:
        self.tier, self.end = tier, end
        self.clock = clock(tier.zone, since - 3 * ONE_DAY, end + 3 * ONE_DAY)
        self.ticks = [tick for tick in self.clock.ticks if start <= tick < end]
        self._painted: dict[object, set[datetime]] = {}
        self._turns: dict[Layer, dict[datetime, int]] = {}

    def shifts(self) -> list[tuple[datetime, datetime, str | None]]:
        """Who holds from when to when; None is a gap."""
        found: list[tuple[datetime, datetime, str | None]] = []
        for tick in self.ticks:
            line = self.line(tick)
            person = line[0] if line else None
            if found and found[-1][2] == person:
                found[-1] = (found[-1][0], tick + TICK, person)
            else:
                found.append((tick, tick + TICK, person))
        return found

    def line(self, tick: datetime) -> list[str]:
        """Everybody who could hold it at a tick, the holder first."""
        line: list[str] = []
        for layer in reversed(self._layers(tick)):
            if self._applies(layer, tick):
                line += [person for person in self._people(layer, tick) if person not in line]
        for override in self.tier.rota.overrides:
            if override.start <= tick < override.end:
                line = changed(line, override)
        return [person for person in dict.fromkeys(line) if not self._away(person, tick)]

    def _layers(self, tick: datetime) -> tuple[Layer, ...]:
        layers: tuple[Layer, ...] = (Layer("", "", people=self.tier.members),)
        for revision in self.tier.rota.revisions:
            if revision.holds_from <= tick:
                layers = revision.layers
        return layers

    def _applies(self, layer: Layer, tick: datetime) -> bool:
        if layer.windows and tick not in self._paint(layer.windows, lambda: self._windows(layer.windows)):
            return False
        opening: Opening | None = None
        for one in self.tier.openings:
            if one.holds_from <= tick:
                opening = one
        if not layer.opening_hours or opening is None:
            return True
        if self.clock.day[tick] in opening.closed:
            return False
        hours = opening.windows
        return not hours or tick in self._paint(hours, lambda: self._windows(hours))

    def _paint(self, key: object, ticks: Callable[[], Iterator[datetime]]) -> set[datetime]:
        if key not in self._painted:
            self._painted[key] = set(ticks())
        return self._painted[key]

    def _windows(self, windows: tuple[Window, ...]) -> Iterator[datetime]:
        """Every tick of every window of every day."""
        for day in self.clock.days:
            for window in windows:
                begin, end = datetime.combine(day, window.start), datetime.combine(day, window.end)
                if window.end <= window.start:
                    end += ONE_DAY
                if day.weekday() in window.days and begin in self.clock.comes and end in self.clock.comes:
                    tick = self.clock.comes[begin]
                    while tick < self.clock.comes[end]:
                        yield tick
                        tick += TICK

    def _people(self, layer: Layer, tick: datetime) -> list[str]:
        if layer.turn:
            if layer not in self._turns:
                self._turns[layer] = dict(self._count(layer, layer.turn))
            turn = self._turns[layer].get(tick)
            if turn is None or not layer.people:
                return []
            return [layer.people[(turn + n) % len(layer.people)] for n in range(len(layer.people))]
        if layer.is_calendar:
            return [one.person_id for one in layer.booked if one.start <= tick < one.end]
        return list(layer.people)

    def _count(self, layer: Layer, turn: Turn) -> Iterator[tuple[datetime, int]]:
        """The number of the turn at each tick, counted up from the first."""
        handoffs = self._handoffs(layer, turn)
        awaited, number = next(handoffs), -1
        for tick in self.clock.ticks:
            while awaited in self.clock.comes and self.clock.comes[awaited] <= tick:
                awaited, number = next(handoffs), number + 1
            if number >= 0:
                yield tick, number

    def _handoffs(self, layer: Layer, turn: Turn) -> Iterator[datetime]:
        """Every wall-clock time at which a turn begins."""
        if turn.unit is Unit.MOMENTS:
            day = layer.starts_on
            while True:
                for at in sorted({one.at for one in turn.moments if one.weekday == day.weekday()}):
                    yield datetime.combine(day, at)
                day += ONE_DAY
        step = {Unit.HOURS: timedelta(hours=1), Unit.DAYS: ONE_DAY, Unit.WEEKS: 7 * ONE_DAY}[turn.unit]
        shown = datetime.combine(layer.starts_on, layer.handoff)
        while True:
            yield shown
            for _ in range(turn.count):
                shown += step

    def _away(self, person: str, tick: datetime) -> bool:
        off: frozenset[int] = frozenset()
        for one in self.tier.days_off.get(person, ()):
            if one.holds_from <= tick:
                off = one.weekdays
        absent = any(one.start <= tick < one.end for one in self.tier.absences.get(person, ()))
        return absent or self.clock.day[tick].weekday() in off


def changed(line: list[str], override: Override) -> list[str]:
    """The line under one override."""
    person, instead_of = override.person_id, override.instead_of
    others = [one for one in line if one != person]
    if override.kind is OverrideKind.REMOVE:
        return others
    if override.kind is OverrideKind.ADD:
        return line if line[:1] == [person] else [*others[:1], person, *others[1:]]
    if instead_of is None:
        return [person, *others]
    if instead_of not in line or instead_of == person:
        return line
    if person in line and line.index(person) < line.index(instead_of):
        return [one for one in line if one != instead_of]
    return [person if one == instead_of else one for one in others]
