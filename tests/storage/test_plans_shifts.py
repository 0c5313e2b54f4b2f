"""Shifts taken on, and tiers handed over by name."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier
from zoneinfo import ZoneInfo

from domain.planning import HandOver, ShiftKey
from domain.policy import Group
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, later, look, write

MINE = ShiftKey("harbour", Group.TIER_1, AT, "ana")
ASKED = HandOver("h1", "harbour", Group.TIER_1, "ana", "bo", "Table 9 waits “for a call”\n🙁", AT, override_id="o1")


def taken_on(store: SqlStore, *keys: ShiftKey) -> dict[ShiftKey, object]:
    return dict(look(store, lambda unit: unit.plans.taken_on(keys)))


def test_a_shift_is_taken_on_once(store: SqlStore) -> None:
    """*I'm on*: a second tap is seen as one, and the first one's instant stays."""
    assert taken_on(store, MINE) == {}
    assert write(store, lambda unit: unit.plans.take_on(MINE, later(60)))
    assert not write(store, lambda unit: unit.plans.take_on(MINE, later(90)))
    assert taken_on(store, MINE) == {MINE: later(60)}
    assert taken_on(store) == {}


def test_every_shift_is_taken_on_by_itself(store: SqlStore) -> None:
    """Another site, tier, start or person is another shift; the same instant told in another zone is not."""
    others = [
        replace(MINE, site_id="depot"),
        replace(MINE, tier=Group.TIER_2),
        replace(MINE, start=later(1)),
        replace(MINE, person_id="bo"),
    ]
    write(store, lambda unit: unit.plans.take_on(MINE, AT))
    assert taken_on(store, MINE, *others) == {MINE: AT}
    for n, key in enumerate(others):
        assert write(store, lambda unit, key=key, n=n: unit.plans.take_on(key, later(n)))
    assert taken_on(store, *others) == {key: later(n) for n, key in enumerate(others)}
    abroad = replace(MINE, start=AT.astimezone(ZoneInfo("Asia/Kathmandu")))
    assert not write(store, lambda unit: unit.plans.take_on(abroad, later(5)))
    assert taken_on(store, abroad) == {abroad: AT}


def test_a_tap_that_was_not_kept_is_no_tap(store: SqlStore) -> None:
    """Left without commit, the shift can be taken on as before."""
    with store.work() as unit:
        assert unit.plans.take_on(MINE, AT)
    assert write(store, lambda unit: unit.plans.take_on(MINE, AT))


def test_of_two_taps_at_once_one_is_the_first(store: SqlStore) -> None:
    """Two replicas, the same tap, many rounds: one of them announces it."""
    for n in range(15):
        key, together = replace(MINE, start=later(n)), Barrier(2)

        def tap(key: ShiftKey = key, together: Barrier = together) -> bool:
            together.wait(10)
            return write(store, lambda unit: unit.plans.take_on(key, AT))

        assert sorted(at_once(tap, tap)) == [False, True]


def test_a_hand_over_is_read_back_as_it_was_asked(store: SqlStore) -> None:
    """Words and all; before it is accepted it says so."""
    write(store, lambda unit: unit.plans.add_hand_over(ASKED))
    assert look(store, lambda unit: unit.plans.hand_over("h1")) == ASKED
    assert look(store, lambda unit: unit.plans.hand_over("h2")) is None


def test_the_newest_hand_over_of_a_tier_is_the_one_that_waits(store: SqlStore) -> None:
    """Of this tier alone; accepted or taken back, it waits no longer."""
    others = (replace(ASKED, id="depot", site_id="depot"), replace(ASKED, id="second", tier=Group.TIER_2))
    for hand_over in (replace(ASKED, id="h2", asked_at=later(60)), ASKED, *others):
        write(store, lambda unit, hand_over=hand_over: unit.plans.add_hand_over(hand_over))

    def waits() -> str | None:
        found = look(store, lambda unit: unit.plans.open_hand_over("harbour", Group.TIER_1))
        return found.id if found else None

    assert waits() == "h2"
    write(store, lambda unit: unit.plans.drop_hand_over("h2"))
    assert waits() == "h1"
    write(store, lambda unit: unit.plans.accept_hand_over("h1", later(90)))
    assert waits() is None


def test_a_hand_over_is_accepted_once(store: SqlStore) -> None:
    """The first tap counts; one that was taken back cannot be accepted, one that was accepted cannot be taken back."""
    for name in ("h1", "h2"):
        write(store, lambda unit, name=name: unit.plans.add_hand_over(replace(ASKED, id=name)))
    assert write(store, lambda unit: unit.plans.accept_hand_over("h1", later(60)))
    assert not write(store, lambda unit: unit.plans.accept_hand_over("h1", later(90)))
    write(store, lambda unit: unit.plans.drop_hand_over("h1"))
    assert look(store, lambda unit: unit.plans.hand_over("h1")) == replace(ASKED, accepted_at=later(60))
    write(store, lambda unit: unit.plans.drop_hand_over("h2"))
    assert not write(store, lambda unit: unit.plans.accept_hand_over("h2", later(90)))
    assert look(store, lambda unit: unit.plans.hand_over("h2")) is None


def test_accepted_and_taken_back_at_once_one_of_them_happens(store: SqlStore) -> None:
    """Whoever accepted is never left without the hand-over; two who accept at once are one acceptance."""
    for n in range(15):
        name, together = f"h{n}", Barrier(3)
        write(store, lambda unit, name=name: unit.plans.add_hand_over(replace(ASKED, id=name)))

        def accept(name: str = name, together: Barrier = together) -> bool:
            together.wait(10)
            return write(store, lambda unit: unit.plans.accept_hand_over(name, later(60)))

        def take_back(name: str = name, together: Barrier = together) -> bool:
            together.wait(10)
            write(store, lambda unit: unit.plans.drop_hand_over(name))
            return False

        accepted = sum(at_once(accept, accept, take_back))
        left = look(store, lambda unit, name=name: unit.plans.hand_over(name))
        assert (accepted, left and left.accepted_at) in [(1, later(60)), (0, None)]
