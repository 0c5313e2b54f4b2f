"""The resolution note: its fields, pick-lists, and what is required at which severity (domain.md d.1 to d.3)."""

from domain.note.fields import BY_ID, FIELDS, NO_EXCEPTION, NOTHING, OUR_TRIGGERS, RULE_WAS_RIGHT, Field, Need
from domain.note.lists import SHIPPED, ListEntry, OwnLists, all_words, entries, id_of, offered, words_of
from domain.note.note import (
    TEXT_LIMIT,
    Account,
    EarlierNote,
    Note,
    asked_first,
    check,
    is_required,
    missing,
    shown_fields,
)

__all__ = [
    "BY_ID",
    "FIELDS",
    "NOTHING",
    "NO_EXCEPTION",
    "OUR_TRIGGERS",
    "RULE_WAS_RIGHT",
    "SHIPPED",
    "TEXT_LIMIT",
    "Account",
    "EarlierNote",
    "Field",
    "ListEntry",
    "Need",
    "Note",
    "OwnLists",
    "all_words",
    "asked_first",
    "check",
    "entries",
    "id_of",
    "is_required",
    "missing",
    "offered",
    "shown_fields",
    "words_of",
]
