"""Reads a PagerDuty schedule in the JSON of its API: GET /schedules/{id}, with since and until for its overrides.

PagerDuty lists the layer that goes before all others first, keeps a handoff at its wall-clock time, and never deletes
a layer but ends it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from bot.calendars.building import Building, Turns
from bot.calendars.comparing import Said
from bot.calendars.imported_rota import ImportedRota, Unreadable, document, instant, unread
from bot.calendars.pagerduty_json import Content, Document, Entry, Layer, Rendered, User
from bot.calendars.recognising import Known
from bot.calendars.remarks import quoted
from bot.calendars.seats import Seat
from bot.calendars.turning import Span
from domain.people import Person
from domain.rotation import since_midnight
from domain.wall import DAY

_TOOL = "PagerDuty"


def read_schedule(data: bytes, people: Mapping[str, Person], at: datetime) -> ImportedRota:
    """The schedule as it holds from the instant `at` on; `people` of ours by their keys.

    A layer with an end, or one that begins later, becomes a revision of its own. Where the document has a final
    schedule, ours is held against it. Nothing is raised for rubbish; the one sentence says what it is.
    """
    try:
        return _Reading(document(data, Document, _TOOL).schedule, Known(people), at).imported()
    except (Unreadable, OverflowError) as failed:
        return unread(failed, _TOOL)


class _Reading:
    def __init__(self, schedule: Content, known: Known, at: datetime) -> None:
        self._schedule = schedule
        self._building = Building(_TOOL, schedule.time_zone, known, at)
        self._mails = {user.id: user.email for user in schedule.users or () if user.id and user.email}

    def imported(self) -> ImportedRota:
        for number, layer in enumerate(reversed(self._schedule.schedule_layers), 1):
            self._building.add(self._turns(layer, number))
        for number, entry in enumerate(_entries(self._schedule.overrides_subschedule), 1):
            self._building.stand_in(entry.id or str(number), self._said(entry))
        final = [self._said(entry) for entry in _entries(self._schedule.final_schedule)]
        return self._building.imported(self._schedule.name or "", final)

    def _turns(self, layer: Layer, number: int) -> Turns:
        name = layer.name or f"Layer {number}"
        return Turns(
            id=layer.id or str(number),
            name=name,
            seats=[self._seat(member.user) for member in layer.users or ()],
            length=timedelta(seconds=layer.rotation_turn_length_seconds),
            first=self._instant(layer.rotation_virtual_start),
            start=self._instant(layer.start),
            end=self._instant(layer.end) if layer.end else None,
            spans=list(_spans(layer)),
        )

    def _said(self, entry: Entry) -> Said:
        seat = self._seat(entry.user)
        return Said(self._instant(entry.start), self._instant(entry.end), seat.person(self._building.known), seat.label)

    def _seat(self, user: User | None) -> Seat:
        if user is None:
            return Seat()
        return Seat(user.name or user.summary or "", user.email or self._mails.get(user.id or "") or "")

    def _instant(self, text: str) -> datetime:
        return instant(text, self._building.zone)


def _entries(rendered: Rendered | None) -> list[Entry]:
    return (rendered.rendered_schedule_entries if rendered else None) or []


def _spans(layer: Layer) -> Iterator[Span]:
    """A layer's restrictions. Raises Unreadable."""
    for one in layer.restrictions or ():
        try:
            begin = since_midnight(time.fromisoformat(one.start_time_of_day))
        except ValueError:
            raise Unreadable(f"{quoted(one.start_time_of_day)} is no time of day; the schedule was not read.") from None
        if one.duration_seconds <= 0:
            raise Unreadable("A restriction lasts no time at all; the schedule was not read.")
        days = range(7) if one.start_day_of_week is None else [one.start_day_of_week - 1]
        yield from (Span(day * DAY + begin, timedelta(seconds=one.duration_seconds)) for day in days)
