"""Resolution notes are kept as they are entered."""

from __future__ import annotations

from dataclasses import replace

from domain.note import Note
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, later, look, raised, write


def test_a_note_is_kept_as_it_stands_and_replaced_as_it_grows(store: SqlStore) -> None:
    """Half-finished is kept too; there is none before the first pick."""
    raised(store)
    assert look(store, lambda unit: unit.notes.get("e1")) is None
    half = Note("e1", picks={"ended": ("Solved",)}, written_by="ana")
    write(store, lambda unit: unit.notes.keep(half, AT))
    assert look(store, lambda unit: unit.notes.get("e1")) == half
    picks = {"ended": ("Solved",), "helped": ("Listening", "Apology")}
    whole = replace(half, picks=picks, texts={"change": "Größere Schilder 🪧"}, done=True)
    write(store, lambda unit: unit.notes.keep(whole, later(60)))
    assert look(store, lambda unit: unit.notes.get("e1")) == whole
