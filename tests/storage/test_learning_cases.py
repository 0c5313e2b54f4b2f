"""What figures and exports are made of: cases and notes in the order of time, in batches, and notes still owed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import event

from domain.escalation import Decision, Escalation, NoteState, State, due_at
from domain.note import Note
from storage.database import Database
from storage.unit_of_work import SqlStore, SqlUnitOfWork
from tests.storage.given import AT, acknowledge, call, later, look, raised, write

DAY = timedelta(days=1)


def ended(store: SqlStore, escalation_id: str, at: datetime, *, done: bool = True, **changes: object) -> Escalation:
    """An escalation that was raised a minute before `at`, ended then, and has a note."""
    raised(store, escalation_id, at=at - timedelta(minutes=1), site_id=str(changes.pop("site_id", "shop")))

    def end(unit: SqlUnitOfWork) -> Escalation:
        now = unit.escalations.get(escalation_id)
        assert now is not None
        state = {"note": NoteState.DONE if done else NoteState.DUE, "note_due_at": at + DAY, **changes}
        over = replace(now, state=State.RESOLVED, ended_at=at, ended_by="ana", **state)  # type: ignore[arg-type]
        unit.escalations.save(over, [], None)
        unit.notes.keep(Note(escalation_id, {"ended": ("solved",)}, written_by="ana", done=done), at)
        return over

    return write(store, end)


@contextmanager
def counted(database: Database) -> Iterator[list[str]]:
    """The statements that reading makes, as they are made."""
    seen: list[str] = []

    def see(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    engine = database.engine(database.read)
    event.listen(engine, "before_cursor_execute", see)
    yield seen
    event.remove(engine, "before_cursor_execute", see)


def test_a_case_has_its_whole_timeline_and_its_note(store: SqlStore) -> None:
    """As they would be read one by one; a case without a note has none."""
    raised(store)
    answered = acknowledge(store).escalation
    noted = ended(store, "e2", later(3600))
    with store.read() as unit:
        first, second = unit.learning.cases(AT, AT + DAY)
        assert (first.escalation, second.escalation) == (answered, noted)
        assert list(first.timeline) == unit.escalations.timeline("e1")
        assert list(second.timeline) == unit.escalations.timeline("e2")
        assert (first.note, second.note) == (None, unit.notes.get("e2"))


def test_the_span_is_half_open_and_the_site_is_the_one_asked_for(store: SqlStore) -> None:
    """The first instant counts, the last does not; counting gives as many as reading."""
    for name, at, site in (
        ("a", AT, "shop"),
        ("b", later(1), "depot"),
        ("c", later(2), "shop"),
        ("d", later(3), "shop"),
    ):
        raised(store, name, at=at, site_id=site)

    def names(site_id: str = "") -> list[str]:
        found = look(store, lambda unit: [one.escalation.id for one in unit.learning.cases(AT, later(3), site_id)])
        assert look(store, lambda unit: unit.learning.how_many(AT, later(3), site_id)) == len(found)
        return found

    assert names() == ["a", "b", "c"]
    assert names("shop") == ["a", "c"]
    assert names("nowhere") == []


def test_many_cases_come_once_each_in_batches_that_are_read_when_they_are_wanted(
    store: SqlStore, database: Database
) -> None:
    """More than two batches, many raised at one instant: none is lost or doubled where a batch ends, the first one is
    given before the second is read, and timelines and notes cost one query a batch."""
    made = [call(f"e{n:04}", by=f"r{n}", at=later(n // 300)) for n in range(1_003)]
    for part in (made[:500], made[500:]):
        keep_all(store, part)
    with counted(database) as statements, store.read() as unit:
        begun = len(statements)
        found = unit.learning.cases(AT, AT + DAY)
        names = [next(found).escalation.id]
        assert len(statements) - begun == 3
        names += [case.escalation.id for case in found]
        assert len(statements) - begun == 9
    assert names == [decision.escalation.id for decision in made]


def keep_all(store: SqlStore, decisions: list[Decision]) -> None:
    """Raised, all in one transaction."""

    def keep(unit: SqlUnitOfWork) -> None:
        for one in decisions:
            unit.escalations.add(one.escalation, one.entries, due_at(one.escalation), f"intake:{one.escalation.id}")

    write(store, keep)


def test_finished_notes_come_by_the_end_of_their_escalation(store: SqlStore) -> None:
    """Only finished ones, of escalations that ended in the span, oldest end first, of one site or of all."""
    ended(store, "late", AT + 2 * DAY)
    ended(store, "second", AT + DAY)
    ended(store, "first", AT)
    ended(store, "unfinished", AT, done=False)
    ended(store, "depot", later(1), site_id="depot")
    raised(store, "open")

    def finished(site_id: str = "") -> list[str]:
        with store.read() as unit:
            found = list(unit.learning.finished(AT, AT + 2 * DAY, site_id))
            assert [one.note for one in found] == [unit.notes.get(one.escalation.id) for one in found]
        return [one.escalation.id for one in found]

    assert finished() == ["first", "depot", "second"]
    assert finished("depot") == ["depot"]


def test_owed_notes_come_longest_due_first(store: SqlStore) -> None:
    """Due before the instant and not done; one that is done, or due at that instant or later, is not in it."""
    ended(store, "new", AT + DAY, done=False)
    ended(store, "newer", AT + 2 * DAY, done=False)
    old = ended(store, "old", AT, done=False)
    ended(store, "done", AT)
    owed = look(store, lambda unit: unit.learning.owed(AT + 3 * DAY))
    assert [one.id for one in owed] == ["old", "new"]
    assert owed[0] == old
