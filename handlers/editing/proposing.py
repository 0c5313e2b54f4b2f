"""What an edit would do, before anybody says yes to it: reads only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.edits import Edited, Moved, Refused, leaves_nobody, moved_in_words, new_gaps, who_it_changes
from domain.edits.moves import WEEKS
from domain.site import Directory
from handlers.editing.meanwhile import base_in
from handlers.editing.ports import EditPorts
from handlers.editing.rights import check_admin

Edit = Callable[[Directory, datetime], Edited]
# A change may be planned for later: two years are looked through, four weeks at a time.
_PLANNED_AHEAD = 26


@dataclass(frozen=True)
class Proposal:
    """`edited` from `before`. `moved` are the shifts of the four weeks from `since` on that change hands: now, or where
    nothing moves so soon the first that does. `gaps` are those that it would open in the next eight, as sentences;
    `notes` all that should be read before saving, the gaps with it. `base` is the subject as it stands."""

    before: Directory
    edited: Edited
    moved: tuple[Moved, ...]
    gaps: tuple[str, ...]
    base: str
    since: datetime

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be read before saving."""
        return (*self.edited.notes, *self.gaps)

    def moved_in_words(self) -> tuple[str, ...]:
        """Each shift that changes hands, one line each."""
        return moved_in_words(self.moved, self.before, self.edited.directory)


def propose(ports: EditPorts, by: str, edit: Edit, at: datetime) -> Proposal:
    """What `edit` by this person would do at `at`. Raises Refused, NotAllowed, or StoreUnavailable."""
    with ports.ports.store.read() as uow:
        directory = uow.people.directory()
    check_admin(directory, by)
    edited = checked(edit, directory, at)
    since, moved = _first_weeks(directory, edited, at)
    return Proposal(
        directory,
        edited,
        moved,
        new_gaps(directory, edited.directory, at),
        base_in(directory, edited.subject, ports.text),
        since,
    )


def _first_weeks(before: Directory, edited: Edited, at: datetime) -> tuple[datetime, tuple[Moved, ...]]:
    """The first weeks in which a shift changes hands, and which do."""
    for number in range(_PLANNED_AHEAD):
        moved = who_it_changes(before, edited.directory, at + timedelta(weeks=WEEKS * number))
        if moved and number:
            since = moved[0].start
            return since, who_it_changes(before, edited.directory, since)
        if moved:
            return at, moved
    return at, ()


def checked(edit: Edit, directory: Directory, at: datetime) -> Edited:
    """The edit, refused where it would leave nobody."""
    edited = edit(directory, at)
    sentence = leaves_nobody(directory, edited.directory, at)
    if sentence:
        raise Refused(edited.field, sentence)
    return edited
