"""What one VEVENT says, property by property; one that is missing or broken raises LookupError or AttributeError."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from icalendar import Event

from domain.wall import DAY


def title_of(event: Event) -> str:
    """Its title; empty without one."""
    return str(event.get("SUMMARY", ""))


def is_cancelled(event: Event) -> bool:
    """Whether it is kept only to say that it does not happen."""
    return str(event.get("STATUS", "")).upper() == "CANCELLED"


def began(event: Event) -> date:
    """When it begins: a date where it is of whole days, else a datetime, with a zone where it has one."""
    found: date = _property(event, "DTSTART").dt
    return found


def ended(event: Event) -> date:
    """When it ends, as `began`. Hours of a DURATION are hours, its days are days of the calendar (RFC 5545 3.3.6)."""
    if "DTEND" in event:
        found: date = _property(event, "DTEND").dt
        return found
    lasts: timedelta = _property(event, "DURATION").dt if "DURATION" in event else timedelta()
    begin = began(event)
    if isinstance(begin, datetime) and begin.tzinfo and lasts < DAY:
        return begin.astimezone(UTC) + lasts
    return begin + lasts


def unknown_zones(event: Event) -> set[str]:
    """Names of zones that it uses and nobody knows."""
    times = [_property(event, name) for name in ("DTSTART", "DTEND") if name in event]
    named = [(one.params.get("TZID"), one.dt) for one in times]
    return {str(zone) for zone, when in named if zone and isinstance(when, datetime) and when.tzinfo is None}


def attendees_of(event: Event) -> tuple[tuple[str, str], ...]:
    """Name and address of each attendee who has not declined."""
    given: Any = event.get("ATTENDEE", [])
    people = given if isinstance(given, list) else [given]
    accepted = [one for one in people if str(one.params.get("PARTSTAT", "")).upper() != "DECLINED"]
    return tuple((str(one.params.get("CN", "")), str(one)) for one in accepted)


def _property(event: Event, name: str) -> Any:
    return event[name]
