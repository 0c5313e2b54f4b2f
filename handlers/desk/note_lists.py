"""The admin's forms about the lists of the note: an entry is added, renamed, retired, brought back (domain.md d.3)."""

from __future__ import annotations

from domain.edits import add_entry, offer_entry, rename_entry, retire_entry
from domain.edits.note_lists import entry_in
from domain.note import BY_ID, SHIPPED, ListEntry
from domain.note.lists import WORDS_FIT
from handlers.desk import asking as ask
from handlers.desk.about import Gone, part, site_of
from handlers.desk.kind import Desk, Edit, Entered, Kind
from handlers.screens.parts import Form, Line, Part, Small, Strong

_HINT = f"Short, at most {WORDS_FIT} letters. No names, no blame: what it was about."


def list_of(desk: Desk) -> str:
    """The name of the list that the button is about. Raises Gone."""
    name = part(desk, 1)
    if name not in SHIPPED:
        raise Gone
    return name


def _entry(desk: Desk) -> ListEntry:
    return entry_in(site_of(desk), list_of(desk), part(desk, 2))


def _write(desk: Desk, kind: str, title: str, entered: Entered, *more: Small) -> Form:
    parts: tuple[Part, ...] = (
        Line((Strong(BY_ID[list_of(desk)].label),)),
        ask.write(entered, "words", "Words", WORDS_FIT, _HINT),
        *more,
    )
    return Form(kind, title, parts, close="Back", submit="Save")


def _new(desk: Desk, entered: Entered | None) -> Form:
    return _write(desk, "note_entry_new", "Add to the list", entered or Entered())


def _read_new(desk: Desk, entered: Entered) -> Edit:
    site_id, name, words = site_of(desk).id, list_of(desk), entered.text("words")
    return lambda directory, at: add_entry(directory, at, site_id, name, words)


def _rename(desk: Desk, entered: Entered | None) -> Form:
    entered = entered or Entered(texts={"words": _entry(desk).words})
    note = Small(("Old notes that picked it read with the new words too. For something else, add a new one.",))
    return _write(desk, "note_entry_words", "Other words", entered, note)


def _read_rename(desk: Desk, entered: Entered) -> Edit:
    site_id, name, entry_id, words = site_of(desk).id, list_of(desk), part(desk, 2), entered.text("words")
    return lambda directory, at: rename_entry(directory, at, site_id, name, entry_id, words)


def _retire(desk: Desk, _entered: Entered | None) -> Form:
    sentences = (
        f"“{_entry(desk).words}” can no longer be picked in a new note.",
        "Old notes that have it still read right, and it can be brought back.",
    )
    return ask.sure("note_entry_retire", "Retire an entry?", sentences, "Retire")


def _read_retire(desk: Desk, _entered: Entered) -> Edit:
    site_id, name, entry_id = site_of(desk).id, list_of(desk), part(desk, 2)
    return lambda directory, at: retire_entry(directory, at, site_id, name, entry_id)


def _back(desk: Desk, _entered: Entered | None) -> Form:
    return ask.sure(
        "note_entry_back", "Bring it back?", (f"“{_entry(desk).words}” can be picked again.",), "Bring back"
    )


def _read_back(desk: Desk, _entered: Entered) -> Edit:
    site_id, name, entry_id = site_of(desk).id, list_of(desk), part(desk, 2)
    return lambda directory, at: offer_entry(directory, at, site_id, name, entry_id)


def _subject(desk: Desk) -> str:
    return f"note_lists:{part(desk, 0)}"


KINDS: tuple[Kind, ...] = (
    Kind("note_entry_new", _new, _read_new),
    Kind("note_entry_words", _rename, _read_rename, subject=_subject),
    Kind("note_entry_retire", _retire, _read_retire, subject=_subject),
    Kind("note_entry_back", _back, _read_back, subject=_subject),
)
