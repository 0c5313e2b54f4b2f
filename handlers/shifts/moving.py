"""A note to everybody whose future shifts somebody else's edit moved (lessons.md 20), in the edit's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.edits.gaps import first_weeks
from domain.edits.moves import Moved, people_in
from domain.page import Message
from domain.site import Directory
from handlers.shifts.outgoing import to_person

_SHOWN = 4


def moved_notes(
    before: Directory, after: Directory, mark: str, by: str, at: datetime, but: Iterable[str] = ()
) -> list[Message]:
    """One message for each person who gains or loses a shift of the four weeks from when the change holds, to be added
    where `after` is kept.

    `mark` is the id of the change, so that nobody is told twice; `by` says who made it ("Ines", "the site file");
    `but` are those who know already.
    """
    _, moved = first_weeks(before, after, at)
    people = (one for one in people_in(moved) if one not in set(but))
    return [note for person in people for note in _note(after, moved, person, mark, by, at)]


def _note(
    after: Directory, moved: tuple[Moved, ...], person_id: str, mark: str, by: str, at: datetime
) -> list[Message]:
    new = [one for one in moved if one.gained_by(person_id)]
    gone = [one for one in moved if one.gained_by(person_id) is False]
    more = max(len(new) - _SHOWN, 0) + max(len(gone) - _SHOWN, 0)
    detail = {"about": "moved", "by": by, "new": _spans(new), "gone": _spans(gone), "more": str(more) if more else ""}
    return to_person(after, person_id, f"moved:{mark}:{person_id}", at, detail)


def _spans(moved: list[Moved]) -> str:
    shown = moved[:_SHOWN]
    return ";".join(f"{m.site_id}|{m.tier.value}|{m.start.isoformat()}|{m.end.isoformat()}" for m in shown)
