"""One resolution note: what has been entered, and what is still missing (domain.md d.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import NoteIncomplete
from domain.note.fields import FIELDS, NO_EXCEPTION, OUR_TRIGGERS, Field, Need
from domain.severity import Severity

TEXT_LIMIT = 3000


@dataclass(frozen=True)
class Note:
    """What has been entered so far: ids of pick-list entries and texts, by field id. Either may be incomplete.

    `done_at`: when it was first complete; what changes afterwards is an amendment and the earlier text stays.
    """

    escalation_id: str
    picks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    written_by: str | None = None
    done: bool = False
    done_at: datetime | None = None

    def value(self, field_id: str) -> tuple[str, ...]:
        """What stands in a field: its picks, or its text as one item; empty where nothing does."""
        text = self.texts.get(field_id, "").strip()
        return tuple(self.picks.get(field_id, ())) or ((text,) if text else ())


@dataclass(frozen=True)
class EarlierNote:
    """A finished note as it stood before somebody amended it at `until`."""

    note: Note
    until: datetime
    amended_by: str


@dataclass(frozen=True)
class Account:
    """The raiser's own account, in their words: nobody else changes it (domain.md d.2 row 24, c.2)."""

    escalation_id: str
    person_id: str
    words: str
    at: datetime


def shown_fields(highest: Severity) -> tuple[Field, ...]:
    """The fields that this level shows, taps before text (domain.md d.1)."""
    return tuple(one for one in FIELDS if one.need(highest) != Need.HIDDEN)


def asked_first(highest: Severity, note: Note) -> tuple[Field, ...]:
    """The fields that must be filled: the first screen of the form; the others stand behind *more* (d.1, d.2)."""
    return tuple(one for one in shown_fields(highest) if is_required(one, highest, note))


def is_required(one: Field, highest: Severity, note: Note) -> bool:
    """Whether this field must be filled (domain.md d.2).

    Field 5 only where the trigger is one of ours; the reason of an exception only where one was made (row 20).
    """
    if one.id == "rule" and highest <= Severity.ABUSIVE:
        return bool(set(note.value("trigger")) & OUR_TRIGGERS)
    if one.id == "exception_reason" and highest <= Severity.ABUSIVE:
        return bool(set(note.value("exception")) - {NO_EXCEPTION})
    return one.need(highest) == Need.REQUIRED


def missing(note: Note, highest: Severity) -> dict[str, str]:
    """A sentence for each required field that is still empty, by field id."""
    return {
        one.id: "Pick at least one." if one.picked else "Write a few words."
        for one in shown_fields(highest)
        if is_required(one, highest, note) and not note.value(one.id)
    }


def check(note: Note, highest: Severity) -> None:
    """Raises NoteIncomplete where something required is missing."""
    if missing(note, highest):
        raise NoteIncomplete
