"""Resolution notes are kept as they are entered, and nothing that was finished is lost when they change."""

from __future__ import annotations

from dataclasses import replace

from domain.note import Account, EarlierNote, Note
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, later, look, raised, write

FINISHED = Note(
    "e1",
    picks={"ended": ("solved",), "helped": ("listening", "apology")},
    texts={"change": "Größere Schilder 🪧"},
    written_by="ana",
    done=True,
    done_at=later(60),
)


def test_a_note_is_kept_as_it_stands_and_replaced_as_it_grows(store: SqlStore) -> None:
    """Half-finished is kept too; there is none before the first pick; the instant of its end comes with it."""
    raised(store)
    assert look(store, lambda unit: unit.notes.get("e1")) is None
    half = Note("e1", picks={"ended": ("solved",)}, written_by="ana")
    write(store, lambda unit: unit.notes.keep(half, AT))
    assert look(store, lambda unit: unit.notes.get("e1")) == half
    write(store, lambda unit: unit.notes.keep(FINISHED, later(60)))
    assert look(store, lambda unit: unit.notes.get("e1")) == FINISHED


def test_what_stood_in_a_finished_note_stays_readable(store: SqlStore) -> None:
    """Each amendment keeps the whole earlier note with who changed it and when, oldest first, of this one alone."""
    raised(store)
    raised(store, "e2")
    second = replace(FINISHED, texts={"change": "Signs in two languages"}, written_by="bo")
    versions = [EarlierNote(FINISHED, later(120), "bo"), EarlierNote(second, later(120), "cy")]
    for version in versions:
        write(store, lambda unit, version=version: unit.notes.keep_earlier(version))
    other = EarlierNote(replace(FINISHED, escalation_id="e2"), later(1), "ana")
    write(store, lambda unit: unit.notes.keep_earlier(other))
    assert look(store, lambda unit: unit.notes.earlier("e1")) == versions
    assert look(store, lambda unit: unit.notes.earlier("e2")) == [other]
    assert look(store, lambda unit: unit.notes.earlier("e3")) == []


def test_everybody_has_one_own_account_and_replaces_no_other(store: SqlStore) -> None:
    """The last words of each person count; two people's stand side by side, oldest first."""
    raised(store)
    first = Account("e1", "rae", "He shouted.", AT)
    other = Account("e1", "ana", "I came at once.", later(30))
    said_again = replace(first, words="He shouted and left.", at=later(60))
    for account in (first, other, said_again):
        write(store, lambda unit, account=account: unit.notes.keep_account(account))
    assert look(store, lambda unit: unit.notes.accounts("e1")) == [other, said_again]
    assert look(store, lambda unit: unit.notes.accounts("e2")) == []
