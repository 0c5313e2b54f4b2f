"""The end, the note, and the beginning again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.timeline.entry import Entry


@dataclass(frozen=True)
class ResolveAsked(Entry):
    """Resolve was pressed, but nobody has confirmed yet that the raiser is safe."""


@dataclass(frozen=True)
class Resolved(Entry):
    """It is over."""

    note_due_at: datetime | None = None


@dataclass(frozen=True)
class Withdrawn(Entry):
    """It ended without a visit; `how` is "undo", "withdrawn" or "stood_down"."""

    how: str = "withdrawn"


@dataclass(frozen=True)
class NoteKept(Entry):
    """Picks and words of the resolution note as they stand; `done` once complete."""

    done: bool = False


@dataclass(frozen=True)
class Reopened(Entry):
    """It was not over: paging begins again in a new epoch."""
