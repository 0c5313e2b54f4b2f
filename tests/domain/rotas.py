"""Tiers for the stories: a few words make a layer, a tier, an instant."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from domain.oncall import holder, on_call, shifts
from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Tier, Turn, Unit, Window

BERLIN = "Europe/Berlin"
WEEKLY, DAILY = Turn(Unit.WEEKS), Turn(Unit.DAYS)
EVERY_DAY = frozenset(range(7))
WEEKDAYS, WEEKEND = frozenset(range(5)), frozenset({5, 6})
STAND_IN, ADD, REMOVE = OverrideKind
# Monday 1 June 2026: no clock is changed near it.
MONDAY = date(2026, 6, 1)


def rotation(*people: str, turn: Turn = DAILY, handoff: str = "09:00", starts_on: date = MONDAY, **more: Any) -> Layer:
    """People who take turns."""
    return Layer("rotation", "Turns", people, turn, time.fromisoformat(handoff), starts_on, **more)


def fixed(*people: str, **more: Any) -> Layer:
    """People who are always there."""
    return Layer("fixed", "Fixed", people, **more)


def tier(*layers: Layer, overrides: tuple[Override, ...] = (), zone: str = BERLIN, **more: Any) -> Tier:
    """A tier with these layers since always, the lowest first; none: only its members."""
    revisions = (Revision(ALWAYS, layers),) if layers else ()
    return Tier(zone=zone, rota=Rota(revisions, overrides), **more)


def window(days: frozenset[int], hours: str) -> Window:
    """As in "22:00-06:00"."""
    start, end = hours.split("-")
    return Window(days, time.fromisoformat(start), time.fromisoformat(end))


def utc(text: str) -> datetime:
    """An instant, as in "2026-06-01 09:00", in UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def override(kind: OverrideKind, person: str, start: str, end: str, **more: Any) -> Override:
    """With both ends in UTC."""
    return Override(f"{kind} {person}", kind, utc(start), utc(end), person, **more)


def line(of: Tier, at: str) -> list[str]:
    """Everybody who could hold the tier, the holder first."""
    return [one.person_id for one in on_call(of, utc(at))]


def who(of: Tier, at: str) -> str | None:
    """Who holds the tier."""
    first = holder(of, utc(at))
    return first.person_id if first else None


def held(of: Tier, start: str, end: str) -> Mapping[str, str | None]:
    """Who holds it from when on, in UTC, from start to end."""
    return {one.start.strftime("%d. %H:%M"): one.person_id for one in shifts(of, utc(start), utc(end))}
