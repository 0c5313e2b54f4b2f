"""python-dateutil doing the same: a recurrence rule for each person of each layer, the last one before an instant."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dateutil import rrule

from benchmarks.rota_case import ZONE, Case, Segments, Turns, merged

_ZONE = ZoneInfo(ZONE)


class Rules:
    """On the wall clock, as rules are meant to be."""

    def __init__(self, case: Case) -> None:
        self._layers = [(_rules(layer), layer.lasts) for layer in reversed(case.layers)]
        self._stand_ins = case.stand_ins[::-1]

    def who(self, at: datetime) -> str | None:
        """Who holds at an instant."""
        for one in self._stand_ins:
            if one.start <= at < one.end:
                return one.person
        wall = at.astimezone(_ZONE).replace(tzinfo=None)
        for rules, lasts in self._layers:
            for person, rule in rules:
                begun = rule.before(wall, inc=True)
                if begun is not None and wall < begun + lasts:
                    return person
        return None

    def segments(self, start: datetime, end: datetime) -> Segments:
        """Who holds from when to when: every occurrence of the year, then asked for at each beginning and end."""
        first, last = (one.astimezone(_ZONE).replace(tzinfo=None) for one in (start, end))
        found: list[tuple[datetime, datetime, int, str]] = []
        for rank, (rules, lasts) in enumerate(self._layers[::-1]):
            for person, rule in rules:
                for begin in rule.between(first - lasts, last, inc=True):
                    found.append((_instant(begin), _instant(begin + lasts), rank, person))
        ranks = enumerate(self._stand_ins[::-1], len(self._layers))
        found += [(one.start, one.end, rank, one.person) for rank, one in ranks]
        return swept(found, start, end)


def _rules(layer: Turns) -> list[tuple[str, Any]]:
    """One for each person: their first turn, and again after everybody's."""
    frequency = rrule.WEEKLY if layer.every == timedelta(weeks=1) else rrule.DAILY
    return [
        (person, rrule.rrule(frequency, interval=len(layer.people), dtstart=layer.first + number * layer.every))
        for number, person in enumerate(layer.people)
    ]


def _instant(wall: datetime) -> datetime:
    return wall.replace(tzinfo=_ZONE)


def swept(found: list[tuple[datetime, datetime, int, str]], start: datetime, end: datetime) -> Segments:
    """Spans of people at ranks as segments: the highest rank that is on holds."""
    changes = [(begin.timestamp(), begin, rank, person) for begin, _, rank, person in found]
    changes += [(until.timestamp(), until, rank, None) for _, until, rank, _ in found]  # type: ignore[misc]
    on: dict[int, str | None] = {}
    edges: list[tuple[datetime, str | None]] = [(start, None)]
    for stamp, at, rank, person in sorted(changes, key=lambda one: (one[0], one[3] is not None)):
        on[rank] = person
        holder = next((on[one] for one in sorted(on, reverse=True) if on[one] is not None), None)
        if stamp <= start.timestamp():
            edges[0] = (start, holder)
        elif stamp == edges[-1][0].timestamp():
            edges[-1] = (edges[-1][0], holder)
        elif stamp < end.timestamp():
            edges.append((at.astimezone(start.tzinfo), holder))
    return merged(edges, end)
