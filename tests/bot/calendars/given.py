"""Three people, the sample files next to this, and what their own tools say about who is on call."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from domain.oncall import shifts
from domain.people import Person
from domain.rota import Rota, Tier

PEOPLE = {
    key: Person(key, name, f"U0{key.upper()}")
    for key, name in (("dana", "Dana Kim"), ("omar", "Omar Haddad"), ("lea", "Lea Brandt"))
}
Held = tuple[datetime, datetime, str]


def sample(name: str) -> bytes:
    """One of the sample files."""
    return (Path(__file__).parent / "samples" / name).read_bytes()


def documents(name: str) -> dict[str, Any]:
    """A sample file that holds several answers of an API."""
    found: dict[str, Any] = json.loads(sample(name))
    return found


def local(text: str, zone: str) -> datetime:
    """A wall-clock time of a zone, in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def held(rota: Rota, zone: str, start: datetime, end: datetime) -> list[Held]:
    """Who is on call in [start, end), as the domain says; gaps are left out."""
    found = shifts(Tier(zone, rota=rota), start, end)
    return [(one.start, one.end, one.person_id) for one in found if one.person_id]


def joined(spans: Iterable[Held]) -> list[Held]:
    """The same with spans put together in which one person goes on."""
    found: list[Held] = []
    for start, end, person in sorted(spans):
        if found and found[-1][1:] == (start, person):
            found[-1] = (found[-1][0], end, person)
        else:
            found.append((start, end, person))
    return found
