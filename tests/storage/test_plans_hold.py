"""An edit of the directory reads, decides and writes under one lock."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier

from domain.people import Person
from domain.site import Directory
from storage.unit_of_work import SqlStore
from tests.storage.given import at_once, look, write


def directory(store: SqlStore) -> Directory:
    return look(store, lambda unit: unit.people.directory())


def test_two_who_add_somebody_at_once_both_do(store: SqlStore) -> None:
    """Each reads the directory, adds a person and applies the whole: neither writes over the other's."""
    for n in range(10):
        together = Barrier(2)

        def add(person_id: str, together: Barrier = together) -> None:
            together.wait(10)
            with store.work() as unit:
                unit.people.hold()
                now = unit.people.directory()
                unit.people.apply(replace(now, people=(*now.people, Person(person_id, "Bo", person_id))))
                unit.commit()

        at_once(lambda n=n: add(f"a{n}"), lambda n=n: add(f"b{n}"))
        assert {f"a{n}", f"b{n}"} <= {person.id for person in directory(store).people}
    assert len(directory(store).people) == 20


def test_holding_moves_the_version(store: SqlStore) -> None:
    """Also where nothing is changed in the end; left without commit, nothing has moved."""
    write(store, lambda unit: unit.people.hold())
    assert directory(store).version == 1
    with store.work() as unit:
        unit.people.hold()
        assert unit.people.directory().version == 2
    assert directory(store).version == 1
