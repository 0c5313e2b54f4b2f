"""Requests for cover: asked, taken, agreed, and never by two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Event

import pytest

from domain.planning import Cover, CoverState
from domain.policy import Group
from domain.store_errors import Conflict
from storage.unit_of_work import SqlStore, SqlUnitOfWork
from tests.storage.given import AT, at_once, later, look, write

HOUR = timedelta(hours=1)
ASKED = Cover(
    id="r1",
    site_id="harbour",
    tier=Group.TIER_1,
    by="ana",
    start=AT + 24 * HOUR,
    end=AT + 32 * HOUR,
    asked=("bo", "cy"),
    made_at=AT,
    note="Dentist “at last”\n🙁",
)


def taken(request: Cover, by: str) -> Cover:
    """The next version, in somebody's hands."""
    return replace(request, state=CoverState.TAKEN, taken_by=by, version=request.version + 1)


def keep(store: SqlStore, **changes: object) -> Cover:
    request = replace(ASKED, **changes)  # type: ignore[arg-type]
    write(store, lambda unit: unit.plans.add_cover(request))
    return request


def stored(unit: SqlUnitOfWork, request_id: str = "r1") -> Cover:
    found = unit.plans.cover(request_id)
    assert found is not None
    return found


def test_a_request_is_read_back_as_it_was_after_each_step(store: SqlStore) -> None:
    """A swap with all its fields, from asked to agreed."""
    asked = keep(store, swap_start=AT + 48 * HOUR, swap_end=AT + 56 * HOUR, asked=("bo",))
    assert look(store, stored) == asked
    steps = [taken(asked, "bo")]
    agreed = CoverState.AGREED
    steps.append(replace(steps[0], state=agreed, approved_by="eve", override_ids=("o1", "o2"), version=3))
    for step in steps:
        write(store, lambda unit, step=step: unit.plans.save_cover(step))
        assert look(store, stored) == step
    assert look(store, lambda unit: unit.plans.cover("r2")) is None


def test_a_step_on_an_old_version_is_a_conflict_and_changes_nothing(store: SqlStore) -> None:
    """Nothing is overwritten unseen (reliability.md F54)."""
    asked = keep(store)
    bo = taken(asked, "bo")
    write(store, lambda unit: unit.plans.save_cover(bo))
    for stale in (taken(asked, "dee"), replace(bo, version=4), replace(bo, id="r2")):
        with pytest.raises(Conflict), store.work() as unit:
            unit.plans.save_cover(stale)
    assert look(store, stored) == bo
    assert look(store, lambda unit: unit.plans.covers_of("dee", AT)) == []


def test_two_who_decided_on_the_same_version_are_told_apart(store: SqlStore) -> None:
    """Both have read it before either writes: many rounds, one is kept, the other hears of a Conflict."""
    for n in range(15):
        asked = keep(store, id=f"r{n}")
        together = Barrier(2)

        def save(by: str, asked: Cover = asked, together: Barrier = together) -> str | None:
            together.wait(10)
            try:
                write(store, lambda unit: unit.plans.save_cover(taken(asked, by)))
            except Conflict:
                return None
            return by

        winners = [by for by in at_once(lambda: save("bo"), lambda: save("cy")) if by]
        assert winners == [look(store, lambda unit, name=asked.id: stored(unit, name)).taken_by]


def test_the_second_who_taps_sees_who_has_it(store: SqlStore) -> None:
    """Read and decided under the row's lock: the later one waits, then sees the earlier one's name; no Conflict."""
    for n in range(15):
        name, together = keep(store, id=f"r{n}").id, Barrier(2)

        def tap(by: str, name: str = name, together: Barrier = together) -> str | None:
            together.wait(10)
            with store.work() as unit:
                request = stored(unit, name)
                if request.state == CoverState.ASKED:
                    request = taken(request, by)
                    unit.plans.save_cover(request)
                unit.commit()
            return request.taken_by

        first, second = at_once(lambda: tap("bo"), lambda: tap("cy"))
        assert first == second == look(store, lambda unit, name=name: stored(unit, name)).taken_by


def test_a_reader_does_not_wait_for_whoever_is_taking_it(store: SqlStore) -> None:
    """A screen is drawn while somebody holds the row."""
    asked = keep(store)
    held, drawn = Event(), Event()

    def taker() -> Cover:
        with store.work() as unit:
            unit.plans.save_cover(taken(stored(unit), "bo"))
            held.set()
            assert drawn.wait(10)
            unit.commit()
        return asked

    def reader() -> Cover:
        assert held.wait(10)
        try:
            return look(store, stored)
        finally:
            drawn.set()

    assert at_once(taker, reader)[1] == asked


def test_open_requests_come_soonest_shift_first(store: SqlStore) -> None:
    """Asked or waiting for approval, of one site or all; what has come to an end is in no list."""
    keep(store, id="late", start=AT + 3 * HOUR)
    soon = keep(store, id="soon", start=AT + HOUR)
    keep(store, id="depot", site_id="depot", start=AT + 2 * HOUR)
    for state in CoverState:
        if state not in (CoverState.ASKED, CoverState.TAKEN):
            keep(store, id=state.value, state=state)
    write(store, lambda unit: unit.plans.save_cover(taken(soon, "bo")))

    def open_covers(site_id: str = "") -> list[str]:
        return [one.id for one in look(store, lambda unit: unit.plans.open_covers(site_id))]

    assert open_covers() == ["soon", "depot", "late"]
    assert open_covers("harbour") == ["soon", "late"]
    assert open_covers("nowhere") == []


def test_each_person_sees_the_requests_that_concern_them(store: SqlStore) -> None:
    """Made, taken or asked for, each once, soonest first; what has ended by then is past."""
    keep(store, id="mine", by="bo", asked=("cy",), start=AT + 3 * HOUR, end=later(9 * 3600))
    keep(store, id="past", end=AT + HOUR)
    keep(store, id="asked", start=AT + 2 * HOUR)
    other = keep(store, id="taken", asked=("cy", "dee"), start=AT + HOUR)
    keep(store, id="not mine", asked=("cy",))

    def covers_of(person_id: str) -> list[str]:
        return [one.id for one in look(store, lambda unit: unit.plans.covers_of(person_id, AT + HOUR))]

    assert covers_of("bo") == ["asked", "mine"]
    write(store, lambda unit: unit.plans.save_cover(taken(other, "bo")))
    assert covers_of("bo") == ["taken", "asked", "mine"]
    assert covers_of("dee") == ["taken"]
    assert covers_of("nobody") == []
    nobody_asked = replace(taken(other, "bo"), asked=(), version=3)
    write(store, lambda unit: unit.plans.save_cover(nobody_asked))
    assert covers_of("dee") == []
