"""icalendar and recurring-ical-events doing the same: an event for each person of each layer and for each stand-in."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events

from benchmarks.floors.rules import swept
from benchmarks.rota_case import ZONE, Case, Segments, Turns

_ZONE = ZoneInfo(ZONE)
_SECOND = timedelta(seconds=1)


class Calendar:
    """Read once from the text that a calendar program would send."""

    def __init__(self, case: Case) -> None:
        calendar = icalendar.Calendar()
        calendar.add("prodid", "-//bench//")
        calendar.add("version", "2.0")
        for rank, layer in enumerate(case.layers):
            for number, person in enumerate(layer.people):
                calendar.add_component(_turns(layer, number, person, rank))
        for rank, one in enumerate(case.stand_ins, len(case.layers)):
            calendar.add_component(_event(one.start, one.end, one.person, rank))
        self._events: Any = recurring_ical_events.of(icalendar.Calendar.from_ical(calendar.to_ical()))

    def who(self, at: datetime) -> str | None:
        """Who holds at an instant: the highest rank of the events that are on."""
        on = self._events.between(at, at + _SECOND)
        return str(max(on, key=_rank)["SUMMARY"]) if on else None

    def segments(self, start: datetime, end: datetime) -> Segments:
        """Who holds from when to when."""
        found = [
            (one["DTSTART"].dt, one["DTEND"].dt, _rank(one), str(one["SUMMARY"]))
            for one in self._events.between(start, end)
        ]
        return swept(found, start, end)


def _turns(layer: Turns, number: int, person: str, rank: int) -> icalendar.Event:
    begin = layer.first + number * layer.every
    event = _event(begin.replace(tzinfo=_ZONE), (begin + layer.lasts).replace(tzinfo=_ZONE), person, rank)
    frequency = "weekly" if layer.every == timedelta(weeks=1) else "daily"
    event.add("rrule", {"freq": frequency, "interval": len(layer.people)})
    return event


def _event(start: datetime, end: datetime, person: str, rank: int) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{rank}-{person}-{start:%Y%m%d%H}")
    event.add("summary", person)
    event.add("x-rank", str(rank))
    event.add("dtstart", start)
    event.add("dtend", end)
    return event


def _rank(event: Any) -> int:
    return int(event["X-RANK"])
