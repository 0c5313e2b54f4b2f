"""Calendars line by line, and how they are read."""

from __future__ import annotations

from datetime import timedelta

from bot.calendars import Imported, read_ics
from domain.people import Person
from tests.bot.calendars.given import PEOPLE, local

BERLIN = "Europe/Berlin"
START = local("2026-03-01T00:00", BERLIN)
END = START + timedelta(days=730)


def event(title: str, *lines: str, uid: str = "") -> str:
    """A VEVENT."""
    return "\r\n".join(
        ["BEGIN:VEVENT", f"UID:{uid or title + ''.join(lines)}", f"SUMMARY:{title}", *lines, "END:VEVENT"]
    )


def span(start: str, end: str) -> tuple[str, str]:
    """The two lines of a span, with what belongs between name and value."""
    return f"DTSTART{start}", f"DTEND{end}"


def calendar(*events: str, head: str = "") -> bytes:
    """A VCALENDAR."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:x", *([head] if head else []), *events, "END:VCALENDAR", ""]
    return "\r\n".join(lines).encode()


def read(data: bytes, people: dict[str, Person] | None = None) -> Imported:
    """Read for two years from 1 March 2026."""
    return read_ics(data, people or PEOPLE, BERLIN, START, END)


def walls(imported: Imported) -> list[tuple[str, str, str]]:
    """The shifts in UTC, short."""
    return [(f"{one.start:%m-%d %H:%M}", f"{one.end:%m-%d %H:%M}", one.person_id) for one in imported.booked]


def zone_named(name: str, offset: str) -> str:
    """A zone of a file's own, without changes."""
    standard = [
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        f"TZOFFSETFROM:{offset}",
        f"TZOFFSETTO:{offset}",
        "END:STANDARD",
    ]
    return "\r\n".join(["BEGIN:VTIMEZONE", f"TZID:{name}", *standard, "END:VTIMEZONE"])
