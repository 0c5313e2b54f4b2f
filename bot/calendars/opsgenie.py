"""Reads an Opsgenie schedule in the JSON of its API: GET /v2/schedules/{id}?expand=rotation, and its overrides.

In Opsgenie everybody whose rotation applies is on call together; here one person is, and the others follow. The
rotation that stands first goes before those below it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import combinations

from bot.calendars.building import Building, Turns
from bot.calendars.comparing import Said
from bot.calendars.imported_rota import ImportedRota, Unreadable, document, instant, unread
from bot.calendars.opsgenie_json import Content, Document, Override, Overrides, Participant, Rotation
from bot.calendars.recognising import Known
from bot.calendars.remarks import quoted
from bot.calendars.seats import Seat
from bot.calendars.turning import Span
from domain.people import Person
from domain.wall import DAY, WEEK

_TOOL = "Opsgenie"
_LENGTHS = {"hourly": timedelta(hours=1), "daily": DAY, "weekly": WEEK}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ALWAYS = Span(timedelta(), WEEK)


def read_schedule(
    data: bytes, people: Mapping[str, Person], at: datetime, *, overrides: bytes | None = None
) -> ImportedRota:
    """The schedule as it holds from the instant `at` on; `people` of ours by their keys.

    A rotation with an end, or one that begins later, becomes a revision of its own. Nothing is raised for rubbish;
    the one sentence says what it is.
    """
    try:
        schedule = document(data, Document, _TOOL).data
        given = document(overrides, Overrides, _TOOL).data if overrides is not None else []
        return _Reading(schedule, Known(people), at).imported(given)
    except (Unreadable, OverflowError) as failed:
        return unread(failed, _TOOL)


class _Reading:
    def __init__(self, schedule: Content, known: Known, at: datetime) -> None:
        self._schedule = schedule
        self._building = Building(_TOOL, schedule.timezone, known, at)

    def imported(self, overrides: Sequence[Override]) -> ImportedRota:
        if self._schedule.enabled is False:
            self._building.said.append("The schedule is switched off in Opsgenie; here it is on.")
        rotations = [self._turns(one, number) for number, one in enumerate(self._schedule.rotations, 1)]
        taken = [turns for turns in reversed(rotations) if self._building.add(turns)][::-1]
        self._say_together(taken)
        for number, override in enumerate(overrides, 1):
            self._stand_in(override, number, len(rotations))
        return self._building.imported(self._schedule.name or "")

    def _turns(self, rotation: Rotation, number: int) -> Turns:
        start = self._instant(rotation.startDate)
        one = _LENGTHS.get(rotation.type.casefold())
        if one is None:
            raise Unreadable(f"Turns of the type {quoted(rotation.type)} are unknown; the schedule was not read.")
        return Turns(
            id=rotation.id or str(number),
            name=rotation.name or f"Rotation {number}",
            seats=[_seat(participant) for participant in rotation.participants or ()],
            length=one * (1 if rotation.length is None else rotation.length),
            first=start,
            start=start,
            end=self._instant(rotation.endDate) if rotation.endDate else None,
            spans=list(_spans(rotation)),
        )

    def _say_together(self, rotations: Sequence[Turns]) -> None:
        for (one, on), (other, also_on) in combinations([(turns, _minutes(turns)) for turns in rotations], 2):
            apart = any(a.end is not None and a.end <= b.start for a, b in ((one, other), (other, one)))
            if not apart and on & also_on:
                self._building.said.append(
                    f"{quoted(one.name)} and {quoted(other.name)} are on call together in Opsgenie; here "
                    f"{quoted(one.name)} goes before, and {quoted(other.name)} follows."
                )

    def _stand_in(self, override: Override, number: int, rotations: int) -> None:
        seat = _seat(override.user or Participant())
        person = seat.person(self._building.known)
        said = Said(self._instant(override.startDate), self._instant(override.endDate), person, seat.label)
        if said.end > self._building.at and person and 0 < len(override.rotations or ()) < rotations:
            self._building.said.append(
                f"An override of {quoted(seat.label)} is for some rotations only; here it is for whoever is on call."
            )
        self._building.stand_in(override.alias or str(number), said)

    def _instant(self, text: str) -> datetime:
        return instant(text, self._building.zone)


def _seat(participant: Participant) -> Seat:
    """Teams and escalations are nobody of ours, and "none" is meant to be nobody."""
    if (participant.type or "user").casefold() != "user":
        return Seat(f"{participant.type}: {participant.name}" if participant.name else str(participant.type))
    return Seat(participant.name or "", participant.username or "")


def _minutes(turns: Turns) -> frozenset[int]:
    return frozenset[int]().union(*(span.minutes() for span in turns.spans or (_ALWAYS,)))


def _spans(rotation: Rotation) -> Iterator[Span]:
    """A rotation's restrictions. Raises Unreadable."""
    given = rotation.timeRestriction
    if given is None:
        return
    for one in [*([given.restriction] if given.restriction else []), *(given.restrictions or [])]:
        begin, end = timedelta(0, 0, 0, 0, one.startMin, one.startHour), timedelta(0, 0, 0, 0, one.endMin, one.endHour)
        if one.startDay is None or one.endDay is None:
            length = (end - begin) % DAY or DAY
            yield from (Span(day * DAY + begin, length) for day in range(7))
        else:
            begin, end = begin + _day(one.startDay), end + _day(one.endDay)
            yield Span(begin, (end - begin) % WEEK or WEEK)


def _day(name: str) -> timedelta:
    if name.casefold() not in _DAYS:
        raise Unreadable(f"{quoted(name)} is no day of the week; the schedule was not read.")
    return _DAYS.index(name.casefold()) * DAY
