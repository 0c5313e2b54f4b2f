"""The site file as applied, and what is known of each account."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.people import Person, Role
from domain.policy import STANDARD, Group
from domain.site import BackupContact, Directory, Place, Site
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, later, look, raised, write

ANA = Person("ana", "Ana Örtl", "U1", frozenset({Role.MANAGER, Role.ADMIN}), phone="+43 1 2")
BO = Person("bo", "Bo", "U2")
SHOP = Site(
    "shop",
    "Shop",
    "Europe/Vienna",
    "+43 1",
    "112",
    channel_id="C1",
    places=(Place("till", "Till 1", silent=True), Place("door", "Back door", lone=True)),
    groups={Group.TIER_1: ("ana", "bo"), Group.BACKUP: ()},
    staff=("bo",),
    backup=(BackupContact("Police desk", "133"), BackupContact("Ana", "1", "ana")),
    last_resort=("ana",),
    policy=replace(STANDARD, loop_every=timedelta(minutes=7)),
)
DEPOT = Site("depot", "Depot", "UTC", "1", "999")


def apply(store: SqlStore, *people: Person, sites: tuple[Site, ...] = (SHOP, DEPOT)) -> int:
    return write(store, lambda unit: unit.people.apply(Directory(0, sites, people)))


def directory(store: SqlStore) -> Directory:
    return look(store, lambda unit: unit.people.directory())


def test_the_directory_is_read_back_as_it_was_applied(store: SqlStore) -> None:
    """In the order of the file, policy and all; before the first one it is empty."""
    assert directory(store) == Directory(0)
    assert apply(store, ANA, BO) == 1
    assert directory(store) == Directory(1, (SHOP, DEPOT), (ANA, BO))
    assert apply(store, BO, sites=(DEPOT,)) == 2
    assert directory(store) == Directory(2, (DEPOT,), (BO,))


def test_what_is_known_of_an_account_outlives_a_new_file(store: SqlStore) -> None:
    """DM channel, state of the account and test date belong to the account and stay with it."""
    apply(store, ANA, BO)
    with store.work() as unit:
        unit.people.keep_dm("ana", "D1")
        unit.people.keep_account("bo", deactivated=True, guest=False)
        unit.people.keep_tested("ana", AT)
        unit.people.keep_home_opened("ana", AT)
        unit.commit()
    apply(store, replace(BO, id="bo2"), replace(ANA, name="Ana M."))
    assert directory(store).people == (
        replace(BO, id="bo2", deactivated=True),
        replace(ANA, name="Ana M.", dm_id="D1"),
    )
    assert look(store, lambda unit: unit.people.tested_at()) == {"ana": AT}
    apply(store, replace(ANA, user_id="U9"))
    assert directory(store).people == (replace(ANA, user_id="U9"),)
    assert look(store, lambda unit: unit.people.tested_at()) == {}


def test_a_stranger_is_known_once_and_stays(store: SqlStore) -> None:
    """Also by another id with the same account; listed by a later file, the stranger's DM channel is kept."""
    apply(store, ANA)
    stranger = Person("U7", "Zed", "U7")
    for person in (stranger, replace(stranger, name="Other"), Person("x", "Ana again", "U1")):
        write(store, lambda unit, person=person: unit.people.add_stranger(person))
    write(store, lambda unit: unit.people.keep_dm("U7", "D7"))
    apply(store, ANA, BO)
    assert directory(store).people == (ANA, BO, replace(stranger, dm_id="D7"))
    apply(store, Person("zed", "Zed Z.", "U7"))
    assert directory(store).people == (Person("zed", "Zed Z.", "U7", dm_id="D7"),)


def test_the_version_moves_with_whatever_the_directory_shows(store: SqlStore) -> None:
    """So that every replica reads it again; what changes nothing moves nothing."""

    def version() -> int:
        return look(store, lambda unit: unit.people.version())

    assert version() == 0
    apply(store, ANA)
    with store.work() as unit:
        unit.people.keep_dm("ana", "D1")
        unit.people.keep_account("ana", deactivated=False, guest=True)
        unit.people.add_stranger(BO)
        unit.commit()
    assert version() == directory(store).version == 4
    with store.work() as unit:
        unit.people.keep_dm("ana", "D1")
        unit.people.keep_account("ana", deactivated=False, guest=True)
        unit.people.add_stranger(BO)
        unit.people.keep_tested("ana", AT)
        unit.people.keep_dm("nobody", "D2")
        unit.commit()
    assert version() == 4


def test_people_without_an_account_do_not_collide(store: SqlStore) -> None:
    """Two people whom the file names but the chat does not know."""
    nobodies = (Person("a", "A", ""), Person("b", "B", ""))
    apply(store, *nobodies)
    apply(store, *nobodies)
    assert directory(store).people == nobodies


def test_who_has_looked_at_home_lately_is_known(store: SqlStore) -> None:
    """Their App Home is worth drawing anew."""
    apply(store, ANA, BO)
    with store.work() as unit:
        unit.people.keep_home_opened("ana", AT)
        unit.people.keep_home_opened("bo", later(60))
        unit.commit()
    assert look(store, lambda unit: unit.people.homes_opened(AT)) == ["ana", "bo"]
    assert look(store, lambda unit: unit.people.homes_opened(later(1))) == ["bo"]


def test_the_last_place_of_each_raiser_is_the_prefill(store: SqlStore) -> None:
    """The newest one that named a place."""
    apply(store, ANA, BO)
    raised(store, "e1", by="ana", place_id="till")
    raised(store, "e2", by="ana", place_id="door", at=later(60))
    raised(store, "e3", by="ana", place_id=None, at=later(90))
    raised(store, "e4", by="bo", place_id="till", site_id="depot")
    raised(store, "e5", by="nobody in the file", place_id="till")
    places = {"ana": ("shop", "door"), "bo": ("depot", "till")}
    assert look(store, lambda unit: unit.escalations.last_places()) == places
