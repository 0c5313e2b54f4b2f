"""Reads a rota from an .ics file: who is booked when, and in plain sentences what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.calendars.ics_events import Occurrence, Reader, Refused, parsed
from bot.calendars.recognising import Known
from bot.calendars.remarks import Remarks, quoted
from domain.people import Person
from domain.rota import Booked

MOST_BYTES = 2 * 1024 * 1024
MOST_EVENTS = 20_000


@dataclass(frozen=True)
class Imported:
    """What a calendar says: shifts by their start, none over another, and a sentence for each thing not taken."""

    booked: tuple[Booked, ...] = ()
    not_understood: tuple[str, ...] = ()


def read_ics(
    data: bytes, people: Mapping[str, Person], zone: str, start: datetime, end: datetime, *, patience: float = 5.0
) -> Imported:
    """The shifts of an .ics file that lie in [start, end), whole, in UTC; `people` by their keys.

    Whose a shift is: whom the title names, else the first known attendee. Whole days are days of `zone`, the site's,
    and so are times without a zone. Where shifts overlap, the one that began earlier (or stands earlier in the file)
    goes on, and the later one begins when it ends. Nothing is raised for rubbish; a file of more than 2 MB, of more
    than 20,000 events or of more than `patience` seconds of work is not read, and the one sentence says so.
    """
    remarks = Remarks(ZoneInfo(zone), start)
    try:
        occurrences = _occurrences(data, Reader(ZoneInfo(zone), start, end, remarks, patience))
    except Refused as refused:
        return Imported((), (str(refused),))
    return Imported(_apart(_with_people(occurrences, Known(people), remarks), remarks), remarks.sentences())


def _occurrences(data: bytes, reader: Reader) -> list[Occurrence]:
    """Raises Refused."""
    if len(data) > MOST_BYTES:
        raise Refused("The calendar is larger than 2 MB; it was not read.")
    found: list[Occurrence] = []
    for calendar in parsed(data):
        for occurrence in reader.occurrences(calendar):
            found.append(occurrence)
            if len(found) > MOST_EVENTS:
                raise Refused("The calendar has more than 20,000 events in this time; it was not read.")
    return sorted(found, key=lambda one: (one.start, one.order))


def _with_people(occurrences: list[Occurrence], known: Known, remarks: Remarks) -> list[tuple[Occurrence, str]]:
    found = []
    for one in occurrences:
        attending = [known.named(name) or known.with_address(address) for name, address in one.attendees]
        named = known.in_title(one.title) or tuple(dict.fromkeys(filter(None, attending)))
        if not named:
            remarks.about(one.title, one.start, "is nobody of this site.")
            continue
        if len(named) > 1:
            remarks.about(one.title, one.start, "is of more than one person; the first of them is taken.")
        found.append((one, named[0]))
    return found


def _apart(shifts: list[tuple[Occurrence, str]], remarks: Remarks) -> tuple[Booked, ...]:
    """The shifts, none over another."""
    booked: list[Booked] = []
    before: Occurrence | None = None
    for one, person in shifts:
        if before and one.start < before.end:
            _say_overlap(one, before, person == booked[-1].person_id, remarks)
        begin = max(one.start, before.end) if before else one.start
        if begin < one.end:
            booked.append(Booked(begin, one.end, person))
            before = one
    return tuple(booked)


def _say_overlap(one: Occurrence, before: Occurrence, same_person: bool, remarks: Remarks) -> None:
    # Somebody who follows on themselves loses nothing by it.
    if same_person:
        return
    if one.end <= before.end:
        remarks.about(one.title, one.start, f"lies within {quoted(before.title)}; it is left out.")
    else:
        remarks.about(one.title, one.start, f"overlaps {quoted(before.title)}; it begins when that ends.")
