"""A tier made ready to be asked: who is in its line at an instant, and when that may change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import chain
from zoneinfo import ZoneInfo

from domain.oncall.candidate import Candidate
from domain.oncall.hours import Hours
from domain.oncall.in_force import Active, Latest
from domain.oncall.kept import kept
from domain.oncall.layers import OpenHours, ReadyLayer, ReadyRota
from domain.oncall.overriding import overridden
from domain.rota import Absence, DaysOff, Layer, Opening, Tier, Window
from domain.wall import instant_of, latest_shown

_ALWAYS_OPEN = OpenHours(Opening(datetime.min.replace(tzinfo=UTC)))
_MIDNIGHT = time()


class Away:
    """When one person is out: absent, or on a weekday off."""

    def __init__(self, absences: tuple[Absence, ...], days_off: tuple[DaysOff, ...]) -> None:
        self._absences = Active(absences)
        whole_days = ((one.holds_from, Hours([Window(one.weekdays, _MIDNIGHT, _MIDNIGHT)])) for one in days_off)
        self._days_off: Latest[Hours | None] = Latest(whole_days, None)

    def at(self, at: datetime, shown: datetime) -> bool:
        """Whether the person is out."""
        day_off = self._days_off.at(at)
        return bool(self._absences.at(at)) or (day_off is not None and day_off.within(shown))

    def absences(self, start: datetime, end: datetime) -> list[datetime]:
        """The instants after `start` and before `end` at which an absence begins or ends."""
        return self._absences.edges(start, end)

    def days_off(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, Hours | None]]:
        """The weekdays off in force in [start, end), each with its part of it."""
        return self._days_off.between(start, end)


class Timetable:
    """One tier. `line` and `edges` cost nothing for what lies before, and `line` nothing for who is not looked at."""

    def __init__(self, tier: Tier) -> None:
        self._zone = ZoneInfo(tier.zone)
        self._tier = tier
        self._rota = kept(tier.rota, ReadyRota)
        self._members = (ReadyLayer(Layer("", "", tier.members)),)
        self._openings = Latest(((one.holds_from, kept(one, OpenHours)) for one in tier.openings), _ALWAYS_OPEN)
        self._away: dict[str, Away | None] = {}

    def shown(self, at: datetime) -> datetime:
        """What the others call `shown`: the latest wall-clock time until this instant (wall.latest_shown)."""
        return latest_shown(at, self._zone)

    def line(self, at: datetime, shown: datetime) -> Iterator[Candidate]:
        """Everybody who could hold the tier, the holder first, each once; nobody who is out."""
        line = self._by_layers(at, shown)
        for override in self._rota.overrides.at(at):
            line = overridden(line, override)
        seen = set()
        for one in line:
            if one.person_id not in seen:
                seen.add(one.person_id)
                if not self._is_away(one, at, shown):
                    yield one

    def first(self, at: datetime, shown: datetime) -> Candidate | None:
        """The first of the line; found without the line where no override is on and nobody before them is out."""
        if not self._rota.overrides.at(at):
            for layer in self._layers(self._rota.layers.at(at)):
                one = layer.first(at, shown) if self._applies(layer, at, shown) else None
                if one is not None:
                    if self._is_away(one, at, shown):
                        break
                    return one
            else:
                return None
        return next(self.line(at, shown), None)

    def _by_layers(self, at: datetime, shown: datetime) -> Iterator[Candidate]:
        for layer in self._layers(self._rota.layers.at(at)):
            if self._applies(layer, at, shown):
                yield from layer.people(at, shown)

    def _applies(self, layer: ReadyLayer, at: datetime, shown: datetime) -> bool:
        return layer.applies(shown) and (not layer.while_open or self._openings.at(at).within(shown))

    def _layers(self, revised: tuple[ReadyLayer, ...] | None) -> tuple[ReadyLayer, ...]:
        """Until the first revision holds, people are called in the order of the group."""
        return self._members if revised is None else revised

    def _is_away(self, one: Candidate, at: datetime, shown: datetime) -> bool:
        away = self._away_of(one.person_id)
        return away is not None and away.at(at, shown)

    def _away_of(self, person: str) -> Away | None:
        if person not in self._away:
            absences, days_off = self._tier.absences.get(person, ()), self._tier.days_off.get(person, ())
            self._away[person] = Away(absences, days_off) if absences or days_off else None
        return self._away[person]

    def edges(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The instants after `start` and before `end`, in order, at which the line may change; each with `shown`."""
        walls, instants = set[datetime](), set(self._rota.overrides.edges(start, end))
        for begin, until, revised in self._rota.layers.between(start, end):
            instants.add(begin)
            for layer in self._layers(revised):
                walls.update(layer.walls(self.shown(begin), self.shown(until)))
                instants.update(layer.booked_edges(begin, until))
        for begin, until, hours in self._hours(start, end):
            instants.add(begin)
            walls.update(hours.edges(self.shown(begin), self.shown(until)))
        for away in self._everybody_away():
            instants.update(away.absences(start, end))
        # Where a gap leaves out several, they come at one instant, and the latest of them is what counts there.
        edges = {instant_of(wall, self._zone): wall for wall in sorted(walls)}
        edges |= {at: self.shown(at) for at in instants}
        return sorted((at, shown) for at, shown in edges.items() if start < at < end)

    def _hours(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, Hours | OpenHours]]:
        """The opening hours and the days off that are in force in [start, end)."""
        off = chain.from_iterable(away.days_off(start, end) for away in self._everybody_away())
        for begin, until, hours in chain(self._openings.between(start, end), off):
            if hours is not None:
                yield begin, until, hours

    def _everybody_away(self) -> list[Away]:
        people = dict.fromkeys([*self._tier.absences, *self._tier.days_off])
        return [away for away in map(self._away_of, people) if away]
