"""Two admins save in one instant, on two replicas: nothing of either is lost, and neither saves over the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

import pytest

from domain.edits import set_phone, set_site, set_staff
from handlers.editing import ChangedMeanwhile, Committed, base_of, commit, undo_change
from handlers.editing.committing import NothingToUndo
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.handlers.editing.given import AT, Office, nights, office
from tests.storage.replicas import in_one_instant

ROUNDS = 8


@pytest.fixture
def replicas(url: str, store: SqlStore) -> Iterator[tuple[Office, Office]]:
    """Two replicas on PostgreSQL; two threads of the one server on SQLite (F65)."""
    numbers = count(1)
    database = Database(url) if url.startswith("postgresql") else None
    other = SqlStore(database) if database else store
    yield tuple(office(each, new_id=lambda: f"id{next(numbers)}") for each in (store, other))  # type: ignore[misc]
    if database:
        database.close()


def test_edits_of_different_things_are_both_kept(replicas: tuple[Office, Office]) -> None:
    """Each is done on what the other left, and none hears of the other."""
    one, other = replicas
    for number in range(ROUNDS):
        in_one_instant(
            lambda n=number: commit(one.ports, "ines", lambda d, at: set_phone(d, at, "kim", f"030 {n}{n}"), AT),
            lambda n=number: commit(
                other.ports, "omar", lambda d, at: set_staff(d, at, "hotel", ["mia", "lea", "ines"][n % 2 :]), AT
            ),
        )
        directory = one.directory
        kim = directory.person("kim")
        assert kim
        assert (kim.phone, len(directory.sites[0].staff)) == (f"030 {number}{number}", 3 - number % 2)
    assert len(one.journal()) == 2 * ROUNDS


def test_of_two_who_save_the_same_form_the_second_is_shown_the_first(replicas: tuple[Office, Office]) -> None:
    """Exactly one is saved, and the other reads who saved what."""
    one, other = replicas

    def save(where: Office, who: str, door: str, base: str) -> Committed | ChangedMeanwhile:
        try:
            return commit(where.ports, who, lambda d, at: set_site(d, at, "hotel", {"door": door}), AT, base)
        except ChangedMeanwhile as shown:
            return shown

    for number in range(ROUNDS):
        base = base_of(one.ports, "site:hotel")
        results = in_one_instant(
            lambda n=number, b=base: save(one, "ines", f"left {n}", b),
            lambda n=number, b=base: save(other, "omar", f"right {n}", b),
        )
        (saved,) = [each for each in results if isinstance(each, Committed)]
        (shown,) = [each for each in results if isinstance(each, ChangedMeanwhile)]
        assert shown.change == saved.change


def test_of_two_who_undo_the_same_edit_one_does(replicas: tuple[Office, Office]) -> None:
    """The other reads that it was undone already."""
    one, other = replicas
    done = commit(one.ports, "ines", nights, AT)

    def take_back(where: Office, who: str) -> str:
        try:
            return undo_change(where.ports, who, done.change.id, AT).change.id
        except NothingToUndo as no:
            return no.sentence

    results = in_one_instant(lambda: take_back(one, "ines"), lambda: take_back(other, "omar"))
    assert sorted(result == "That was undone already." for result in results) == [False, True]
    assert len(one.journal()) == 2
