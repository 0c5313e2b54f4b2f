"""A believable month for the demo's hotel: who takes turns, who is away, who stands in, reckoned from today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.policy import Group
from domain.rota import (
    ALWAYS,
    Absence,
    Layer,
    Opening,
    Override,
    OverrideKind,
    Revision,
    Rota,
    Turn,
    Unit,
    Window,
)
from domain.site import Directory, Site
from domain.wall import instant_of

_HANDOFF = time(8)
_WEEKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})


def with_month(directory: Directory, at: datetime) -> Directory:
    """The directory with a rota for the second tier of its first site, of which Omar has this week."""
    hotel = directory.sites[0]
    monday = _week_begins(at, hotel)
    people = tuple(
        replace(person, absences=(_away(hotel, monday),)) if person.id == "kim" else person
        for person in directory.people
    )
    return replace(directory, sites=(_with_turns(hotel, monday), *directory.sites[1:]), people=people)


def _week_begins(at: datetime, site: Site) -> date:
    """The Monday of the week that runs; before the handoff on a Monday the last one still does."""
    shown = at.astimezone(ZoneInfo(site.zone)) - timedelta(hours=_HANDOFF.hour)
    return shown.date() - timedelta(days=shown.weekday())


def _with_turns(site: Site, monday: date) -> Site:
    weeks = Layer("weeks", "Weeks", ("omar", "kim"), Turn(Unit.WEEKS), _HANDOFF, monday - timedelta(weeks=52))
    saturday = monday + timedelta(days=12)
    stands_in = Override(
        id="wedding",
        kind=OverrideKind.STAND_IN,
        start=_instant(site, saturday, time(14)),
        end=_instant(site, saturday + timedelta(days=1), _HANDOFF),
        person_id="dana",
        instead_of="kim",
    )
    opening = Opening(ALWAYS, (Window(_WEEKDAYS, time(6, 30), time(23)), Window(_WEEKEND, time(7), time(23))))
    rota = Rota((Revision(ALWAYS, (weeks,)),), (stands_in,))
    return replace(site, rotas={**site.rotas, Group.TIER_2: rota}, openings=(opening,))


def _away(site: Site, monday: date) -> Absence:
    """Kim has three days off in the middle of the week after next."""
    wednesday = monday + timedelta(days=23)
    return Absence(
        "holiday", _instant(site, wednesday, time(0)), _instant(site, wednesday + timedelta(days=3), time(0))
    )


def _instant(site: Site, day: date, at: time) -> datetime:
    return instant_of(datetime.combine(day, at), ZoneInfo(site.zone))
