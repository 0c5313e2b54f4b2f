"""Writes shifts as a calendar that a phone subscribes to (RFC 5545).

Instants are written in UTC, without VTIMEZONE: a phone shows them in its own zone, an hour that comes twice stays
unambiguous, and no reader's idea of a zone can move a shift.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event, vDuration

# How often a phone should ask again; a calendar program may ask less often whatever we say.
REFRESH_EVERY = timedelta(hours=1)
_PRODUCT = "-//StepIn//Shifts//EN"
_NAMES = UUID("5f0c9b1e-6a55-4a55-9d0b-3c1d7a0f3e52")


@dataclass(frozen=True)
class Entry:
    """A shift to be written, from `start` until before `end`.

    `key` is the same whenever the same shift is written (domain.planning.ShiftKey), so that a calendar program changes
    its event instead of adding another. `holder` is named in a tier's feed and left empty in a person's own.
    """

    key: str
    site_name: str
    tier_name: str
    start: datetime
    end: datetime
    holder: str = ""


def calendar_of(entries: Iterable[Entry], *, name: str, now: datetime) -> bytes:
    """The calendar `name` with an event for each entry, as the bytes of an .ics file; a gap is no entry.

    `now` is when the events were made (DTSTAMP). Give whole shifts: one that is cut off where a span begins would be
    another one each time.
    """
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", _PRODUCT)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.calendar_name = name
    calendar.add("REFRESH-INTERVAL", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(REFRESH_EVERY))
    for entry in sorted(entries, key=lambda one: (one.start, one.key)):
        calendar.add_component(_event(entry, now))
    return bytes(calendar.to_ical())


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("UID", f"{uuid5(_NAMES, entry.key)}@stepin")
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("DTSTART", entry.start.astimezone(UTC))
    event.add("DTEND", entry.end.astimezone(UTC))
    event.add("SUMMARY", "On call: " + ", ".join(filter(None, (entry.holder, entry.tier_name, entry.site_name))))
    # To be on call is no appointment: it must not make anybody look busy.
    event.add("TRANSP", "TRANSPARENT")
    return event
