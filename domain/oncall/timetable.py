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
    """One tier. `line`, `first` and `edges` cost nothing for what lies before; `first` nothing for who is behind."""

    def __init__(self, tier: Tier) -> None:
        self._zone = ZoneInfo(tier.zone)
        self._rota = kept(tier.rota, ReadyRota)
        self._members = (ReadyLayer(Layer("", "", tier.members)),)
        self._openings = Latest(((one.holds_from, kept(one, OpenHours)) for one in tier.openings), _ALWAYS_OPEN)
        self._absences, self._days_off = tier.absences, tier.days_off
        self._at_times_away = frozenset([*tier.absences, *tier.days_off])
        self._away: dict[str, Away] = {}

    def shown(self, at: datetime) -> datetime:
        """What the others call `shown`: the latest wall-clock time until this instant (wall.latest_shown)."""
        return latest_shown(at, self._zone)

    def line(self, at: datetime, shown: datetime) -> tuple[Candidate, ...]:
        """Everybody who could hold the tier, the holder first, each once; nobody who is out."""
        found: dict[str, Candidate] = {}
        for one in self._candidates(at, shown):
            if one.person_id not in found:
                found[one.person_id] = one
        if self._at_times_away.isdisjoint(found):
            return tuple(found.values())
        return tuple(one for one in found.values() if not self._is_out(one, at, shown))

    def first(self, at: datetime, shown: datetime) -> Candidate | None:
        """The first of the line; found without the line where no override is on and nobody before them is out."""
        if not self._rota.overrides.at(at):
            for layer in self._layers(at):
                one = layer.first(at, shown) if self._applies(layer, at, shown) else None
                if one is not None:
                    if self._is_out(one, at, shown):
                        break
                    return one
            else:
                return None
        return next((one for one in self._candidates(at, shown) if not self._is_out(one, at, shown)), None)

    def _candidates(self, at: datetime, shown: datetime) -> Iterator[Candidate]:
        """The line before anybody is out; somebody may be in it twice."""
        applying = (one.people(at, shown) for one in self._layers(at) if self._applies(one, at, shown))
        line: Iterator[Candidate] = chain.from_iterable(applying)
        for override in self._rota.overrides.at(at):
            line = overridden(line, override)
        return line

    def _layers(self, at: datetime) -> tuple[ReadyLayer, ...]:
        return self._revised(self._rota.layers.at(at))

    def _applies(self, layer: ReadyLayer, at: datetime, shown: datetime) -> bool:
        return layer.applies(shown) and (not layer.while_open or self._openings.at(at).within(shown))

    def _revised(self, layers: tuple[ReadyLayer, ...] | None) -> tuple[ReadyLayer, ...]:
        """Until the first revision holds, people are called in the order of the group."""
        return self._members if layers is None else layers

    def _is_out(self, one: Candidate, at: datetime, shown: datetime) -> bool:
        return one.person_id in self._at_times_away and self._away_of(one.person_id).at(at, shown)

    def _away_of(self, person: str) -> Away:
        """Made when first asked for: a line is seldom walked to its end."""
        if person not in self._away:
            self._away[person] = Away(self._absences.get(person, ()), self._days_off.get(person, ()))
        return self._away[person]

    def edges(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
        """The instants after `start` and before `end`, in order, at which the line may change; each with `shown`."""
        walls, instants = set[datetime](), set(self._rota.overrides.edges(start, end))
        for begin, until, revised in self._rota.layers.between(start, end):
            instants.add(begin)
            for layer in self._revised(revised):
                walls.update(layer.walls(self.shown(begin), self.shown(until)))
                instants.update(layer.booked_edges(begin, until))
        for begin, until, hours in self._hours(start, end):
            instants.add(begin)
            walls.update(hours.edges(self.shown(begin), self.shown(until)))
        for person in self._at_times_away:
            instants.update(self._away_of(person).absences(start, end))
        # Where a gap leaves out several, they come at one instant, and the latest of them is what counts there.
        edges = {instant_of(wall, self._zone): wall for wall in sorted(walls)}
        edges |= {at: self.shown(at) for at in instants}
        return sorted((at, shown) for at, shown in edges.items() if start < at < end)

    def _hours(self, start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime, Hours | OpenHours]]:
        """The days off and, where a layer asks for them, the opening hours that are in force in [start, end)."""
        for begin, until, layers in self._rota.layers.between(start, end):
            if any(layer.while_open for layer in self._revised(layers)):
                yield from self._openings.between(begin, until)
        for person in self._at_times_away:
            for begin, until, hours in self._away_of(person).days_off(start, end):
                if hours is not None:
                    yield begin, until, hours
