"""Escalations and their timelines."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.escalation import Escalation, due_at, fold
from domain.escalation import inputs as i
from domain.escalation.state import NoteState
from domain.severity import Flag, Severity
from domain.store_errors import Conflict
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, acknowledge, call, change, keep_raised, later, look, raised, write


def stored(store: SqlStore, escalation_id: str = "e1") -> Escalation | None:
    return look(store, lambda unit: unit.escalations.get(escalation_id))


def test_what_was_raised_is_read_back_as_it_was(store: SqlStore) -> None:
    """Every field of an escalation survives the store, and what is not there is None."""
    e = raised(store, flags=frozenset({Flag.WEAPON, Flag.ALONE}), words="He says “now”\nor else 🙁", silent=True)
    assert stored(store) == e
    assert stored(store, "nobody") is None


def test_folding_the_timeline_gives_the_row_after_every_step_of_a_life(store: SqlStore) -> None:
    """Audit equals state: at each step of a whole life, the stored entries fold to the stored escalation."""
    raised(store)
    steps: list[i.Change] = [
        i.Tick(), i.Acknowledge("ana"), i.ComeOnTheWay("ana", 5), i.RaiseSeverity("rae", to=Severity.VIOLENT),
        i.Tick(), i.SetFlags("rae", frozenset({Flag.WEAPON})), i.Say("rae", "he has a knife"), i.BeWithThem("bo"),
        i.AnswerSafe("rae", safe=False), i.ReportUndeliverable("cy", "gone"), i.PassOn("ana"), i.Tick(),
        i.AnswerSafe("rae"), i.SeeSafe("bo"), i.Resolve("bo", saw=True), i.KeepNote("bo", done=True),
        i.AnswerOk("rae"), i.Reopen("rae"), i.Tick(),
    ]  # fmt: skip
    for n, step in enumerate(steps, 1):
        decision = change(store, "e1", step, later(45 * n))
        e = stored(store)
        assert e == decision.escalation
        assert e == fold(look(store, lambda unit: unit.escalations.timeline("e1")))
    assert e is not None
    assert e.version > len(steps)


def test_of_two_who_decide_on_the_same_version_the_second_hears_of_a_conflict(store: SqlStore) -> None:
    """Nothing is overwritten unseen: a save on an old version raises Conflict and changes nothing (F54)."""
    e = raised(store)
    decided = acknowledge(store, by="ana")
    with pytest.raises(Conflict), store.work() as unit:
        unit.escalations.save(decided.escalation, decided.entries, AT)
    unknown = call("e2").escalation
    with pytest.raises(Conflict), store.work() as unit:
        unit.escalations.save(unknown, (), AT)
    assert stored(store) == decided.escalation != e


def test_left_without_commit_nothing_happened(store: SqlStore) -> None:
    """A unit of work that is left early, or by an error, leaves no trace."""
    decision = call()
    with store.work() as unit:
        unit.escalations.add(decision.escalation, decision.entries, AT, "key")

    def broken() -> float:
        with store.safety() as unit:
            unit.escalations.add(decision.escalation, decision.entries, AT, "key")
            return 1 / 0

    with pytest.raises(ZeroDivisionError):
        broken()
    assert stored(store) is None
    assert look(store, lambda unit: unit.escalations.by_intake("key")) is None


def test_what_is_due_comes_worst_first(store: SqlStore) -> None:
    """The clock looks at the worst first, then at whoever waits longest, and at nothing before its time."""
    for name, severity, seconds in (("a", 1, 0), ("b", 4, 5), ("c", 4, 3), ("d", 2, 60)):
        raised(store, name, severity=Severity(severity))
        write(store, lambda unit, name=name, seconds=seconds: unit.escalations.rearm(name, later(seconds)))
    assert look(store, lambda unit: unit.escalations.due(later(5), 10)) == ["c", "b", "a"]
    assert look(store, lambda unit: unit.escalations.due(later(5), 2)) == ["c", "b"]
    assert look(store, lambda unit: unit.escalations.next_due_at()) == AT
    assert look(store, lambda unit: unit.escalations.overdue(later(5))) == 2


def test_an_open_escalation_without_a_next_look_is_found_and_re_armed(store: SqlStore) -> None:
    """Never stuck: the auditor finds what has no `due_at`, and only while it is open (invariant 3)."""
    decision = call()
    with store.work() as unit:
        unit.escalations.add(decision.escalation, decision.entries, None, "key")
        unit.commit()
    assert look(store, lambda unit: unit.escalations.unarmed()) == ["e1"]
    write(store, lambda unit: unit.escalations.rearm("e1", later(1)))
    assert look(store, lambda unit: unit.escalations.unarmed()) == []
    assert look(store, lambda unit: unit.escalations.next_due_at()) == later(1)


def test_open_escalations_are_found_by_raiser_site_and_place(store: SqlStore) -> None:
    """Each list has its order, and what has ended is in none of them."""
    raised(store, "old", by="rae", at=AT)
    raised(store, "new", by="rae", at=later(60), place_id="door")
    raised(store, "worst", by="sam", at=later(90), severity=Severity.VIOLENT)
    raised(store, "far", by="sam", at=later(95), site_id="depot")
    raised(store, "over", by="rae", at=later(100), severity=Severity.UPSET)
    change(store, "over", i.Undo("rae"), later(101))
    with store.read() as unit:
        assert [e.id for e in unit.escalations.open_of_raiser("rae")] == ["new", "old"]
        assert [e.id for e in unit.escalations.open_at("shop")] == ["worst", "old", "new"]
        assert [e.id for e in unit.escalations.open_at()] == ["worst", "old", "new", "far"]
        assert [e.id for e in unit.escalations.raised_at_place("shop", "till", AT)] == ["old", "worst"]
        assert [e.id for e in unit.escalations.raised_at_place("shop", "till", later(1))] == ["worst"]


def test_a_reference_used_again_names_the_newest(store: SqlStore) -> None:
    """References are short, so they come round again."""
    for name, at in (("e1", AT), ("e2", AT + timedelta(days=400))):
        raised(store, name, at=at)
    two = call("e3", at=AT + timedelta(days=200))
    keep_raised(store, two)
    with store.read() as unit:
        found = unit.escalations.by_reference("E2")
        assert found is not None
        assert found.id == "e2"
        assert unit.escalations.by_reference("none") is None


def test_who_responds_to_what_is_known_while_it_is_open(store: SqlStore) -> None:
    """Everybody who has answered counts as busy, with the worst of theirs, until it is over."""
    raised(store, "e1")
    raised(store, "e2", severity=Severity.VIOLENT)
    acknowledge(store, "e1", "ana")
    acknowledge(store, "e2", "ana")
    acknowledge(store, "e2", "bo")
    with store.read() as unit:
        busy = unit.escalations.responding(["ana", "bo", "cy"])
        assert busy == {"ana": ("e2", "E2"), "bo": ("e2", "E2")}
        assert unit.escalations.responding([]) == {}
    change(store, "e2", i.StandDown("bo", saw=True), later(60))
    assert look(store, lambda unit: unit.escalations.responding(["ana", "bo"])) == {"ana": ("e1", "E1")}


def test_a_note_is_owed_by_the_responder_until_it_is_done(store: SqlStore) -> None:
    """Oldest first, and nobody owes the note of what is still open."""
    for n, name in enumerate(("e1", "e2")):
        raised(store, name, severity=Severity.UPSET)
        acknowledge(store, name, "ana")
        change(store, name, i.Resolve("ana", saw=True), later(60 - n))
    with store.read() as unit:
        assert [e.id for e in unit.escalations.notes_due("ana")] == ["e2", "e1"]
        assert unit.escalations.notes_due("bo") == []
    done = change(store, "e2", i.KeepNote("ana", done=True), later(70))
    assert done.escalation.note == NoteState.DONE
    assert [e.id for e in look(store, lambda unit: unit.escalations.notes_due("ana"))] == ["e1"]


def test_due_at_of_the_domain_is_what_the_clock_sees(store: SqlStore, database: Database) -> None:
    """What the rules say is due next is what the index says, also after a change."""
    e = raised(store)
    assert look(store, lambda unit: unit.escalations.next_due_at()) == due_at(e)
    after = acknowledge(store).escalation
    assert look(store, lambda unit: unit.escalations.next_due_at()) == due_at(after)
