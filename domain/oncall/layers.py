"""A rota made ready to be asked: per layer whose turn it is, and when that may change."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.oncall.candidate import Because, Candidate
from domain.oncall.hours import Days, Hours
from domain.oncall.in_force import Active, Latest
from domain.rota import Booked, Layer, Opening, Rota
from domain.rotation import Turns, turns_of


class OpenHours:
    """When a site is open while one of its openings is in force."""

    def __init__(self, opening: Opening) -> None:
        self._hours = Hours(opening.windows) if opening.windows else None
        self._closed = Days(opening.closed)

    def within(self, shown: datetime) -> bool:
        """Whether the site is open at this wall-clock time; a closed day is closed from midnight to midnight."""
        return not self._closed.within(shown) and (self._hours is None or self._hours.within(shown))

    def edges(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """The wall-clock times later than `after`, up to `until`, at which it may open or close."""
        if self._hours:
            yield from self._hours.edges(after, until)
        yield from self._closed.edges(after, until)


class ReadyLayer:
    """One layer; whoever asks gives the instant and the latest wall-clock time shown by then."""

    def __init__(self, layer: Layer) -> None:
        self._hours = Hours(layer.windows) if layer.windows else None
        self.while_open = layer.opening_hours
        self._turns: Turns | None = turns_of(layer) if layer.turn and layer.people else None
        self._booked: Active[Booked] | None = None
        because = Because.ROTATION if layer.turn else Because.FIXED
        self._people = tuple(Candidate(person, because, layer.name) for person in layer.people)
        if layer.turn is None and layer.is_calendar:
            self._booked, self._people, self._name = Active(layer.booked), (), layer.name

    def applies(self, shown: datetime) -> bool:
        """Whether its own hours, if it has any, are on."""
        return self._hours is None or self._hours.within(shown)

    def people(self, at: datetime, shown: datetime) -> tuple[Candidate, ...]:
        """Its people from the one whose turn it is; those booked in a calendar; else all, in their order."""
        if self._booked is not None:
            return tuple(Candidate(one.person_id, Because.CALENDAR, self._name) for one in self._booked.at(at))
        now = self._now(shown)
        return () if now is None else self._people[now:] + self._people[:now]

    def first(self, at: datetime, shown: datetime) -> Candidate | None:
        """The first of its people."""
        if self._booked is not None:
            return next(iter(self.people(at, shown)), None)
        now = self._now(shown)
        return None if now is None else self._people[now]

    def _now(self, shown: datetime) -> int | None:
        """Where in `_people` the turn is; None before the first turn and where there is nobody."""
        index = 0 if self._turns is None else self._turns.index(shown)
        return index % len(self._people) if self._people and index >= 0 else None

    def walls(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """The wall-clock times later than `after`, up to `until`, at which somebody else's turn may come."""
        if self._hours:
            yield from self._hours.edges(after, until)
        if self._turns:
            first = max(self._turns.index(after) + 1, 0)
            yield from map(self._turns.begins_at, range(first, self._turns.index(until) + 1))

    def booked_edges(self, start: datetime, end: datetime) -> list[datetime]:
        """The instants after `start` and before `end` at which a booked shift begins or ends."""
        return self._booked.edges(start, end) if self._booked is not None else []


class ReadyRota:
    """The layers by revision, the topmost first (None before the first revision), and the overrides."""

    def __init__(self, rota: Rota) -> None:
        layers = ((one.holds_from, tuple(map(ReadyLayer, reversed(one.layers)))) for one in rota.revisions)
        self.layers: Latest[tuple[ReadyLayer, ...] | None] = Latest(layers, None)
        self.overrides = Active(rota.overrides)
