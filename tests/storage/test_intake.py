"""The same tap twice is one escalation (reliability.md F05, F06)."""

from __future__ import annotations

from threading import Barrier

import pytest

from domain.store_errors import DuplicateIntake
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, call, keep_raised, look, raised, write


def test_an_intake_key_finds_what_it_became(store: SqlStore) -> None:
    """After a lost answer the handler asks by the key (F11)."""
    e = keep_raised(store, call(), key="tap-1")
    assert look(store, lambda unit: unit.escalations.by_intake("tap-1")) == e
    assert look(store, lambda unit: unit.escalations.by_intake("tap-2")) is None


def test_a_second_raise_with_the_key_hears_what_the_first_became(store: SqlStore) -> None:
    """F06: and leaves nothing of its own behind."""
    keep_raised(store, call("e1"), key="tap")
    with pytest.raises(DuplicateIntake) as taken:
        keep_raised(store, call("e2"), key="tap")
    assert taken.value.escalation_id == "e1"
    assert look(store, lambda unit: unit.escalations.get("e2")) is None


def test_a_double_tap_in_the_same_instant_makes_one_escalation(store: SqlStore) -> None:
    """F06: two threads, one key, many rounds: always one winner, and the loser gets the winner's id."""
    for n in range(25):
        together = Barrier(2)

        def tap(name: str, key: str = f"tap{n}", together: Barrier = together) -> str | None:
            together.wait(10)
            try:
                return keep_raised(store, call(name), key=key).id
            except DuplicateIntake as taken:
                return taken.escalation_id

        first, second = at_once(lambda n=n: tap(f"a{n}"), lambda n=n: tap(f"b{n}"))
        assert first == second
        there = look(store, lambda unit, n=n: [unit.escalations.get(f"{who}{n}") for who in "ab"])
        assert [e.id for e in there if e] == [first]


def test_an_event_is_taken_once(store: SqlStore) -> None:
    """F05: a redelivery is seen as one, unless the first time was never committed."""
    with store.work() as unit:
        assert unit.people.take_event("Ev1", AT)
        assert not unit.people.take_event("Ev1", AT)
    assert write(store, lambda unit: unit.people.take_event("Ev1", AT))
    assert not write(store, lambda unit: unit.people.take_event("Ev1", AT))


def test_a_delivery_key_that_became_nothing_is_a_duplicate_of_nothing(store: SqlStore) -> None:
    """A key that was taken as an event names no escalation."""
    write(store, lambda unit: unit.people.take_event("tap", AT))
    with pytest.raises(DuplicateIntake) as taken:
        keep_raised(store, call(), key="tap")
    assert taken.value.escalation_id is None
    assert raised(store, "e2").id == "e2"
