"""Edits as Hypothesis makes them up: any kind, of people and layers that are there or not, with odd times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from domain import edits as e
from domain.edits import Edited
from domain.people import Role
from domain.rota import Absence, Layer, Moment, Override, OverrideKind, Turn, Unit, Window
from domain.severity import Severity
from domain.site import BackupContact, Directory, Place
from tests.domain.edits.given import AT, HOUSE, TIER_1, TIER_2, WEEK, busy

Edit = Callable[[Directory, datetime], Edited]
Some = st.SearchStrategy[Any]

STAFF = ["kim", "dana", "omar", "mia", "lea", "ines"]
PERSON = st.sampled_from([*STAFF, *STAFF, "new", "U0SAM", "nobody"])
PEOPLE = st.one_of(
    st.permutations(STAFF).flatmap(lambda all_: st.integers(1, 4).map(lambda n: all_[:n])), st.lists(PERSON, max_size=3)
)
SITE = st.sampled_from(["hotel", "hotel", "hotel", "hotel", "shop", "shop", "inn"])
TIER = st.sampled_from([TIER_1, TIER_1, TIER_2])
KEY = st.sampled_from(["o1", "o2", "o3", "o4", "a1"])
LAYER_ID = st.sampled_from(["", "", "in-order", "nights", "weeks", "split"])
HOURS = st.integers(-72, 24 * 20).map(lambda hours: timedelta(hours=hours))
LENGTH = st.integers(-1, 24 * 15).map(lambda hours: timedelta(hours=hours))
CLOCK = st.sampled_from([time(9), time(22), time(0), time(2, 30)])
DAY = st.integers(-30, 60).map(lambda days: (AT + timedelta(days=days)).date())
LATER = st.one_of(st.none(), st.none(), st.integers(0, 14).map(timedelta))
WEEKDAYS = st.frozensets(st.integers(0, 6), min_size=1, max_size=6)
WINDOW = st.builds(Window, WEEKDAYS, CLOCK, CLOCK)
MOMENTS = st.lists(st.builds(Moment, st.integers(0, 6), CLOCK), max_size=3).map(tuple)
TURN = st.one_of(st.none(), *[st.builds(Turn, st.just(unit), st.integers(1, 5), MOMENTS) for unit in Unit])
LAYER = st.builds(
    Layer,
    LAYER_ID,
    st.sampled_from(["Nights", "Weeks", "Split"]),
    PEOPLE.map(tuple),
    TURN,
    CLOCK,
    DAY,
    st.lists(WINDOW, max_size=1).map(tuple),
    st.booleans(),
)
_FACTS = {
    "name": st.sampled_from(["Inn", "Corner Shop", "Quay"]),
    "zone": st.sampled_from(["Europe/Berlin", "Asia/Kathmandu", "Nowhere"]),
    "phone": st.sampled_from(["55", "x"]),
    "emergency_number": st.just("112"),
}
FACTS = st.fixed_dictionaries({}, optional=_FACTS)


def _edit(name: str, *arguments: Some, **named: Some) -> st.SearchStrategy[Edit]:
    """An edit of domain/edits by name; instants that it is given count from its own `at`."""

    def bound(pair: tuple[tuple[Any, ...], dict[str, Any]]) -> Edit:
        given, by_name = pair
        return lambda directory, at: getattr(e, name)(
            directory, at, *(_at(one, at) for one in given), **{key: _at(one, at) for key, one in by_name.items()}
        )

    return st.tuples(st.tuples(*arguments), st.fixed_dictionaries(named)).map(bound)


def _at(value: object, at: datetime) -> object:
    if isinstance(value, timedelta):
        return at + value
    return value(at) if callable(value) else value


def _override(key: str, kind: OverrideKind, start: timedelta, length: timedelta, person: str, other: str | None) -> Any:
    return lambda at: Override(key, kind, at + start, at + start + length, person, other)


def _absence(key: str, start: timedelta, length: timedelta) -> Any:
    return lambda at: Absence(key, at + start, at + start + length)


def _times(minutes: int | None, name: str) -> Any:
    return lambda _: {name: None if minutes is None else timedelta(minutes=minutes)}


OVERRIDE = st.builds(
    _override, KEY, st.sampled_from(list(OverrideKind)), HOURS, LENGTH, PERSON, st.none() | st.none() | PERSON
)
TIMES = st.builds(_times, st.none() | st.integers(0, 20), st.sampled_from(["tier_1", "tier_2", "check_every"]))
CLOSED: st.SearchStrategy[frozenset[date]] = st.frozensets(DAY, max_size=3)
ROLES = st.frozensets(st.sampled_from(list(Role)))
NAME = st.sampled_from(["New", "Kim", ""])
PLACE = st.builds(Place, st.sampled_from(["bar", "roof", ""]), NAME)

# Of what decides who holds a tier, and of the rest.
OF_TIERS: st.SearchStrategy[Edit] = st.one_of(
    _edit("set_layer", SITE, TIER, LAYER, LATER),
    _edit("set_layer", SITE, TIER, LAYER, LATER),
    _edit("remove_layer", SITE, TIER, LAYER_ID, LATER),
    _edit("move_layer", SITE, TIER, LAYER_ID, st.booleans(), LATER),
    _edit("set_members", SITE, TIER, PEOPLE),
    _edit("add_override", SITE, TIER, OVERRIDE),
    _edit("add_override", SITE, TIER, OVERRIDE),
    _edit("end_override", SITE, TIER, KEY),
    _edit("add_absence", PERSON, st.builds(_absence, KEY, HOURS, LENGTH)),
    _edit("end_absence", PERSON, KEY),
    _edit("set_days_off", PERSON, WEEKDAYS, LATER),
    _edit("set_opening", SITE, st.lists(WINDOW, max_size=2), CLOSED, LATER),
    _edit("remove_person", PERSON),
)
OF_THE_REST: st.SearchStrategy[Edit] = st.one_of(
    _edit("add_person", NAME, st.sampled_from(["U0NEW", "U0SAM", "U0KIM", "?"]), ROLES, st.just(""), SITE),
    _edit("set_roles", PERSON, ROLES),
    _edit("set_phone", PERSON, st.sampled_from(["", "12", "x"])),
    _edit("set_staff", SITE, PEOPLE),
    _edit("set_last_resort", SITE, PEOPLE),
    _edit("set_backup", SITE, st.lists(st.builds(BackupContact, NAME, st.just(""), st.none() | PERSON), max_size=2)),
    _edit("set_site", SITE, FACTS),
    _edit("add_site", FACTS, PEOPLE, PEOPLE),
    _edit("remove_site", SITE),
    _edit("add_place", SITE, PLACE),
    _edit("set_place", SITE, PLACE),
    _edit("remove_place", SITE, st.sampled_from(["bar", "roof"])),
    _edit("set_times", SITE, st.sampled_from(list(Severity)), TIMES),
)
ANY_EDIT = st.one_of(OF_TIERS, OF_TIERS, OF_TIERS, OF_THE_REST)
# Each edit comes so many hours after the one before.
STORY = st.lists(
    st.tuples(st.integers(0, 200).map(lambda hours: timedelta(hours=hours)), ANY_EDIT), min_size=1, max_size=14
)
HOUSES = st.sampled_from([HOUSE, busy()])
SINCE = AT - 4 * WEEK
