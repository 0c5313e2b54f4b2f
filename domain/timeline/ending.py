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


@dataclass(frozen=True)
class HoldSet(Entry):
    """Nothing of it may be removed or shown to others; `why` is "police", "hr" or "legal" (domain.md e.6)."""

    why: str = ""


@dataclass(frozen=True)
class HoldLifted(Entry):
    """It is kept no longer than others of its kind, and others may learn from it."""


@dataclass(frozen=True)
class TextsRemoved(Entry):
    """Names and words were kept long enough and are gone from here, also from the entries above (domain.md e.6)."""


@dataclass(frozen=True)
class PersonForgotten(Entry):
    """One person's id and words are gone from here, also from the entries above; who it was is not said."""
