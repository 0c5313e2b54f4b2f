"""What figures, exports and proposals are reckoned from: the escalation with its timeline and its note, as stored."""

from __future__ import annotations

from dataclasses import dataclass

from domain.escalation import Escalation
from domain.note import Note
from domain.timeline import Entry


@dataclass(frozen=True)
class FinishedNote:
    """A finished note with the columns of its escalation that count."""

    escalation: Escalation
    note: Note


@dataclass(frozen=True)
class Case:
    """An escalation with its whole timeline and its note as it stands: what figures and exports are made of."""

    escalation: Escalation
    timeline: tuple[Entry, ...]
    note: Note | None = None
