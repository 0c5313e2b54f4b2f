"""Who takes turns, when a site is open and when people are away: kept whole, and readable across two versions."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert, update

from domain.people import Person
from domain.policy import Group
from domain.rota import (
    ALWAYS,
    Absence,
    Booked,
    DaysOff,
    Layer,
    Moment,
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
from storage.database import Database
from storage.tables import PersonRow, SiteRow
from storage.unit_of_work import SqlStore
from storage.values import site_body
from tests.storage.given import AT, look, write

DAY = timedelta(days=1)
NIGHT = Window(frozenset({6, 0, 4}), time(22), time(6, 0, 30))
LAYERS = (
    Layer("fixed", "Fixed", ("cy",)),
    Layer("weeks", "Weeks", ("ana", "bo"), Turn(Unit.WEEKS), time(9, 30), date(2026, 3, 2), (NIGHT,), True),
    Layer("split", "Split", ("bo", "ana"), Turn(Unit.MOMENTS, 1, (Moment(0, time(9)), Moment(4, time(18, 0, 1))))),
    Layer("ics", "Imported", booked=(Booked(AT, AT + DAY, "ana"),), source="https://rota.example/a.ics"),
)
ROTA = Rota(
    (Revision(ALWAYS, LAYERS[:1]), Revision(AT, LAYERS)),
    (
        Override("o1", OverrideKind.STAND_IN, AT, AT + DAY, "bo", "ana", "dentist"),
        Override("o2", OverrideKind.ADD, AT, AT + DAY, "cy"),
        Override("o3", OverrideKind.REMOVE, AT, AT + DAY, "bo"),
    ),
)
CLOSED = frozenset({date(2026, 12, 26), date(2026, 1, 1), date(2026, 12, 25)})
SHOP = Site(
    "shop",
    "Shop",
    "Europe/Vienna",
    "+43 1",
    "112",
    groups={Group.TIER_1: ("ana", "bo"), Group.TIER_2: ("cy",)},
    rotas={Group.TIER_1: ROTA, Group.TIER_2: Rota()},
    openings=(Opening(ALWAYS), Opening(AT, (replace(NIGHT, end=time(0)),), CLOSED)),
)
ANA = Person(
    "ana",
    "Ana",
    "U1",
    absences=(Absence("a1", AT, AT + 7 * DAY), Absence("a2", AT + 9 * DAY, AT + 10 * DAY)),
    days_off=(DaysOff(ALWAYS, frozenset({6, 0})), DaysOff(AT, frozenset())),
)
BO = Person("bo", "Bo", "U2")


def applied(store: SqlStore, *people: Person, sites: tuple[Site, ...] = (SHOP,)) -> Directory:
    """The directory after these were applied."""
    write(store, lambda unit: unit.people.apply(Directory(0, sites, people)))
    return look(store, lambda unit: unit.people.directory())


def test_rotas_hours_and_time_off_are_read_back_as_they_were_applied(store: SqlStore) -> None:
    """Every kind of layer and override, revisions, closed days, absences: to the second, and again."""
    kept = applied(store, ANA, BO)
    assert kept == Directory(1, (SHOP,), (ANA, BO))
    assert applied(store, *kept.people, sites=kept.sites) == replace(kept, version=2)
    assert applied(store, replace(ANA, absences=(), days_off=())).people[0].absences == ()


def test_the_same_rota_is_always_the_same_text() -> None:
    """Sets are sorted, so that two replicas and two versions write the same."""
    body = json.loads(site_body(SHOP))
    assert body["openings"][1]["closed"] == ["2026-01-01", "2026-12-25", "2026-12-26"]
    assert body["openings"][1]["windows"][0] == {"days": [0, 4, 6], "start": "22:00:00", "end": "00:00:00"}
    assert body["rotas"]["tier_1"]["revisions"][0]["holds_from"] == "2000-01-01T00:00:00.000000Z"


def test_a_site_of_the_version_before_has_no_rota(store: SqlStore, database: Database) -> None:
    """F73: its body lacks the new keys, and reads as it was."""
    applied(store, ANA)
    body = {key: value for key, value in json.loads(site_body(SHOP)).items() if key not in ("rotas", "openings")}
    with database.engine(database.work).begin() as connection:
        connection.execute(update(SiteRow).values(body=json.dumps(body)))
    found = look(store, lambda unit: unit.people.directory()).sites
    assert found == (replace(SHOP, rotas={}, openings=()),)


def test_the_version_before_adds_people_to_the_new_table(store: SqlStore, database: Database) -> None:
    """F73: it knows nothing of the new column, and its people are there whenever they are asked for."""
    row = {
        "id": "bo",
        "user_id": "U2",
        "name": "Bo",
        "roles": "[]",
        "dm_id": None,
        "deactivated": False,
        "guest": False,
    }
    more = {"phone": "", "listed": True, "position": 0, "tested_at": None, "home_opened_at": None}
    with database.engine(database.work).begin() as connection:
        connection.execute(insert(PersonRow).values(row | more))
    assert look(store, lambda unit: unit.people.directory()).people == (BO,)


def test_what_a_newer_version_says_of_a_rota_is_read_by_this_one(store: SqlStore, database: Database) -> None:
    """F73: unknown keys are ignored, within layers and time off as well."""
    applied(store, ANA)
    body = json.loads(site_body(SHOP))
    body["rotas"]["tier_1"]["revisions"][1]["layers"][1]["colour"] = "red"
    off = '{"absences":[{"id":"a1","start":"2026-03-01T12:00:00Z","end":"2026-03-02T12:00:00Z","why":"?"}],"more":1}'
    with database.engine(database.work).begin() as connection:
        connection.execute(update(SiteRow).values(body=json.dumps(body)))
        connection.execute(update(PersonRow).values(time_off=off))
    found = look(store, lambda unit: unit.people.directory())
    assert found.sites == (SHOP,)
    assert found.people[0].absences == (Absence("a1", datetime(2026, 3, 1, 12, tzinfo=UTC), AT + DAY),)
    assert found.people[0].days_off == ()


def test_a_stranger_has_no_time_off(store: SqlStore) -> None:
    """Nor does adding one need any."""
    write(store, lambda unit: unit.people.add_stranger(Person("U7", "Zed", "U7")))
    (found,) = look(store, lambda unit: unit.people.directory()).people
    assert (found.absences, found.days_off) == ((), ())
