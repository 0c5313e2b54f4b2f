"""What people read whose future shifts somebody else's edit moved."""

from __future__ import annotations

from collections.abc import Iterable

from domain.edits import Edited, Moved
from domain.edits.moves import people_in, when_and_where
from domain.edits.words import joined
from domain.site import Directory

_NAMED = 3

# Whom to tell, and what.
Told = tuple[tuple[str, str], ...]


def told(before: Directory, edited: Edited, moved: tuple[Moved, ...], by: str) -> Told:
    """One line for each person who gains or loses a shift, other than whoever edits; the first few by name."""
    actor = before.name(by)
    people = (person for person in people_in(moved) if person != by)
    return tuple((person, _words(before, edited, moved, person, actor)) for person in people)


def _words(before: Directory, edited: Edited, moved: tuple[Moved, ...], person: str, actor: str) -> str:
    gained = [one for one in moved if one.gained_by(person)]
    lost = [one for one in moved if one.gained_by(person) is False]
    parts = [f"{actor} changed who is on call. {edited.sentence}"]
    if gained:
        parts.append(f"Now yours: {_some(gained, before, edited.directory)}.")
    if lost:
        parts.append(f"No longer yours: {_some(lost, before, edited.directory)}.")
    return " ".join(parts)


def _some(moved: Iterable[Moved], before: Directory, after: Directory) -> str:
    shown = [when_and_where(one, before, after) for one in moved]
    more = [f"{len(shown) - _NAMED} more until four weeks from now"] if len(shown) > _NAMED else []
    return joined([*shown[:_NAMED], *more]) if more or len(shown) < 2 else "; ".join(shown)
