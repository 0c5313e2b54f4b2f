"""What a site changed in the pick-lists of the note, in both directions: added, renamed and retired entries."""

from __future__ import annotations

from typing import Any

from bot.site_file.records import Record
from domain.note import SHIPPED, ListEntry, OwnLists, id_of, offered
from domain.note.lists import WORDS_FIT

NOTE_LISTS = "note_lists"
_ENTRY_FIELDS = ("words", "id", "retired")


def read_note_lists(site: Record) -> OwnLists:
    """The changes by list; an entry is its words, or a record that says which entry it is and whether it is retired."""
    record = site.record(NOTE_LISTS, SHIPPED)
    read = {name: _entries(record, name) for name in record.names()}
    own = {name: found for name, found in read.items() if found}
    for name in own:
        _check_offered(record, name, own)
    return own


def _entries(record: Record, name: str) -> tuple[ListEntry, ...]:
    found: dict[str, ListEntry] = {}
    for one in record.listed(name, _ENTRY_FIELDS):
        entry = _entry(one)
        if not entry.id:
            one.wrong("words", "This has no words.", "Write what people read when they pick it.")
        elif entry.id in found:
            one.wrong("words", f'"{entry.words}" stands here twice.', "Name each entry once.")
        else:
            found[entry.id] = entry
    return tuple(found.values())


def _entry(one: Record) -> ListEntry:
    words = one.text("words", longest=WORDS_FIT)
    key = one.text("id")
    if key and key != id_of(key):
        one.wrong("id", f'"{key}" cannot be an id.', f"Write it as {id_of(key) or 'late-check-out'}.")
    return ListEntry(key or id_of(words), words, one.flag("retired"))


def _check_offered(record: Record, name: str, own: OwnLists) -> None:
    """Something can be picked, and no two entries read alike."""
    if SHIPPED[name] and not offered(name, own):
        record.wrong(name, "Every entry is retired.", "Keep one that can be picked.")
    words = [entry.words.casefold() for entry in offered(name, own)]
    for twice in sorted({one for one in words if words.count(one) > 1}):
        record.wrong(name, f'Two entries read "{twice}".', "Give each its own words, or retire one.")


def note_lists_fields(own: OwnLists) -> dict[str, Any]:
    """What the file says of them."""
    lists = {name: [_fields(entry) for entry in own[name]] for name in SHIPPED if own.get(name)}
    return {NOTE_LISTS: lists} if lists else {}


def note_lists_facts(own: OwnLists) -> dict[str, str]:
    """The same in words, list by list, for a sentence about what changed."""
    return {f"note list {name}": ", ".join(map(_said, own[name])) for name in SHIPPED if own.get(name)}


def _fields(entry: ListEntry) -> str | dict[str, Any]:
    usual = entry.id == id_of(entry.words)
    if usual and not entry.retired:
        return entry.words
    named = {} if usual else {"id": entry.id}
    return {"words": entry.words, **named, **({"retired": True} if entry.retired else {})}


def _said(entry: ListEntry) -> str:
    known = "" if entry.id == id_of(entry.words) else f" (for {entry.id})"
    return f"{entry.words}{known}{' (retired)' if entry.retired else ''}"
