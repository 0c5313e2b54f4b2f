"""Shifts written as a calendar come back as the same shifts from a reader that is not ours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar

from bot.calendars import Entry, calendar_of, read_ics
from domain.oncall import shifts
from domain.rota import ALWAYS, Layer, Revision, Rota, Tier, Turn, Unit
from tests.bot.calendars.given import PEOPLE, local

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
HOURS = Layer("hours", "Hours", ("dana", "omar", "lea"), Turn(Unit.HOURS, 1))
CHANGES = {
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),
    "America/St_Johns": ("2026-03-08", "2026-11-01"),
}


def entries(zone: str, start: datetime, end: datetime) -> list[Entry]:
    """The shifts of a tier in which somebody else takes over every hour, without Lea's: hers are gaps here."""
    found = shifts(Tier(zone, rota=Rota((Revision(ALWAYS, (HOURS,)),))), start, end)
    return [
        Entry(
            f"harbour:{one.start.isoformat()}",
            "Harbour Hotel",
            "tier 1",
            one.start,
            one.end,
            PEOPLE[one.person_id].name,
        )
        for one in found
        if one.person_id and one.person_id != "lea"
    ]


def read_back(data: bytes, start: datetime, end: datetime) -> list[Any]:
    """What another program finds in it, by start."""
    found = recurring_ical_events.of(Calendar.from_ical(data)).between(start, end)
    return sorted(found, key=lambda event: event["DTSTART"].dt)


@pytest.mark.parametrize("zone", CHANGES)
@pytest.mark.parametrize("change", [0, 1], ids=["spring", "autumn"])
def test_what_is_read_back_is_what_was_written(zone: str, change: int) -> None:
    """Through both nights of the year in which clocks change: same starts, same ends, same people, gaps left out."""
    night = local(CHANGES[zone][change], zone)
    start, end = night - timedelta(hours=6), night + timedelta(hours=12)
    written = entries(zone, start, end)
    assert len(written) >= 10
    read = read_back(calendar_of(written, name="Tier 1", now=NOW), start, end)
    assert [(event["DTSTART"].dt, event["DTEND"].dt) for event in read] == [(one.start, one.end) for one in written]
    assert [event["SUMMARY"] for event in read] == [f"On call: {one.holder}, tier 1, Harbour Hotel" for one in written]


def test_a_feed_of_ours_can_be_imported_again() -> None:
    """A tier's feed, read as a calendar of another site, gives the same people at the same times."""
    start, end = datetime(2026, 10, 24, 12, tzinfo=UTC), datetime(2026, 10, 26, 12, tzinfo=UTC)
    written = entries("Europe/Berlin", start, end)
    imported = read_ics(calendar_of(written, name="Tier 1", now=NOW), PEOPLE, "Europe/Berlin", start, end)
    assert imported.not_understood == ()
    names = {key: person.name for key, person in PEOPLE.items()}
    assert [(one.start, one.end, names[one.person_id]) for one in imported.booked] == [
        (one.start, one.end, one.holder) for one in written
    ]


ONE = Entry("harbour:1", "Harbour Hotel", "tier 1", NOW, NOW + timedelta(hours=8))


def test_a_shift_keeps_its_event() -> None:
    """A shift that ends earlier, or was taken by somebody else, changes its event; no second one appears."""
    other = replace(ONE, end=NOW + timedelta(hours=4), holder="Omar Haddad")
    (event,) = read_back(calendar_of([ONE], name="Dana", now=NOW), NOW, NOW + timedelta(days=1))
    (later,) = read_back(calendar_of([other], name="Dana", now=NOW), NOW, NOW + timedelta(days=1))
    (another,) = read_back(calendar_of([replace(ONE, key="x")], name="Dana", now=NOW), NOW, NOW + timedelta(days=1))
    assert event["UID"] == later["UID"]
    assert event["UID"] != another["UID"]


def test_a_person_s_own_feed_names_the_place_and_makes_nobody_busy() -> None:
    """Several sites in one feed; being on call is no appointment."""
    kiosk = replace(ONE, key="kiosk:1", site_name="Quay Kiosk", tier_name="tier 2", start=NOW + timedelta(hours=9))
    kiosk = replace(kiosk, end=kiosk.start + timedelta(hours=1))
    events = read_back(calendar_of([kiosk, ONE], name="Dana", now=NOW), NOW, NOW + timedelta(days=1))
    assert [event["SUMMARY"] for event in events] == [
        "On call: tier 1, Harbour Hotel",
        "On call: tier 2, Quay Kiosk",
    ]
    assert {event["TRANSP"] for event in events} == {"TRANSPARENT"}
    assert {event["DTSTAMP"].dt for event in events} == {NOW}


def test_it_is_written_by_the_standard() -> None:
    """Lines of at most 75 bytes with CRLF, special characters escaped, what RFC 5545 asks for, and how often to ask."""
    name = "Zum Goldenen Hafen; Empfang, Nacht – " + "äöü" * 30
    data = calendar_of([replace(ONE, site_name=name)], name=name, now=NOW)
    lines = data.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert b"VERSION:2.0" in lines
    assert b"PRODID:-//StepIn//Shifts//EN" in lines
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
    assert b"X-PUBLISHED-TTL:PT1H" in lines
    assert b"DTSTART:20261122T100000Z" in lines
    calendar = Calendar.from_ical(data)
    assert calendar.calendar_name == name
    assert calendar.errors == []
    assert [event.errors for event in calendar.walk("VEVENT")] == [[]]
    assert read_back(data, NOW, NOW + timedelta(days=1))[0]["SUMMARY"] == f"On call: tier 1, {name}"


def test_a_feed_without_shifts_is_a_calendar() -> None:
    """Somebody who has no shift subscribes as well."""
    assert Calendar.from_ical(calendar_of([], name="Dana", now=NOW)).walk("VEVENT") == []
