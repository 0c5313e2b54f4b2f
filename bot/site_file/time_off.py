"""When somebody holds nothing, in both directions: days and hours away, and days off of every week.

A person may work at several sites; their days are those of the first one that names them.
"""

from __future__ import annotations

from datetime import UTC
from typing import Any

from bot.site_file.naming import Ids
from bot.site_file.records import Record
from bot.site_file.shapes import zone_of
from bot.site_file.spans import check_order, read_since, read_span, since_fields, span_fields
from bot.site_file.times import Zone
from bot.site_file.weekdays import days_of, days_text
from domain.people import Person
from domain.rota import ALWAYS, Absence, DaysOff
from domain.site import Directory

AWAY, OFF = "away", "days_off"
TIME_OFF_FIELDS = (AWAY, OFF)
AWAY_FIELDS = ("id", "from", "to")
OFF_FIELDS = ("from", "days")


def home_zone(directory: Directory, person_id: str) -> Zone:
    """The zone in which a person's days begin: of the first site that names them, else of the first one."""
    site = directory.site_for(person_id)
    return zone_of(site.zone) if site else None


def read_absences(record: Record, person_id: str, zone: Zone) -> tuple[Absence, ...]:
    """What stands below `away`, in its order."""
    ids, absences = Ids(person_id), list[Absence]()
    for each in record.listed_records(AWAY, AWAY_FIELDS):
        span = read_span(each, zone)
        if span:
            absences.append(Absence(ids.read(each, ids.by_words(*span)), *span))
    return tuple(absences)


def read_days_off(record: Record, zone: Zone) -> tuple[DaysOff, ...]:
    """What stands below `days_off`: weekdays, or such since some day each."""
    if not record.lists_records(OFF):
        return (DaysOff(ALWAYS, _weekdays(record, OFF)),) if record.words(OFF) else ()
    records = record.listed_records(OFF, OFF_FIELDS)
    days_off = tuple(DaysOff(read_since(each, "from", zone), _weekdays(each, "days")) for each in records)
    check_order(records[1:], "from", [one.holds_from for one in days_off])
    return days_off


def _weekdays(record: Record, name: str) -> frozenset[int]:
    return frozenset(day for days in record.all_understood(name, days_of) for day in days)


def time_off_fields(person: Person, zone: Zone) -> dict[str, Any]:
    """What the file says of a person's absences and days off."""
    ids = Ids(person.id)
    fields = {AWAY: [_away_fields(one, ids, zone) for one in person.absences], OFF: _off_fields(person.days_off, zone)}
    return {name: value for name, value in fields.items() if value}


def _away_fields(one: Absence, ids: Ids, zone: Zone) -> dict[str, Any]:
    start, end = one.start.astimezone(UTC), one.end.astimezone(UTC)
    written = ids.written(one.id, ids.by_words(start, end))
    return ({"id": written} if written else {}) | span_fields(start, end, zone)


def _off_fields(days_off: tuple[DaysOff, ...], zone: Zone) -> list[Any]:
    if len(days_off) == 1 and days_off[0].holds_from == ALWAYS and days_off[0].weekdays:
        return days_text(days_off[0].weekdays).split()
    return [since_fields("from", one.holds_from, zone) | {"days": days_text(one.weekdays).split()} for one in days_off]
