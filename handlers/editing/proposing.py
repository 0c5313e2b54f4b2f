"""What an edit would do, before anybody says yes to it: reads only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.edits import Edited, Moved, Refused, leaves_nobody, new_gaps
from domain.edits.gaps import first_weeks
from domain.site import Directory
from handlers.editing.meanwhile import base_in
from handlers.editing.ports import EditPorts
from handlers.editing.rights import check_admin

Edit = Callable[[Directory, datetime], Edited]


@dataclass(frozen=True)
class Proposal:
    """`edited` from `before`. `moved` are the shifts of the four weeks from `since` on that change hands: now, or where
    nothing moves so soon the first that does. `gaps` are those that it would open in the eight weeks from when it
    holds, as sentences; `notes` all that should be read before saving, the gaps with it. `base` is the subject as it
    stands."""

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


def propose(ports: EditPorts, by: str, edit: Edit, at: datetime) -> Proposal:
    """What `edit` by this person would do at `at`. Raises Refused, NotAllowed, or StoreUnavailable."""
    with ports.ports.store.read() as uow:
        directory = uow.people.directory()
    check_admin(directory, by)
    edited = checked(edit, directory, at)
    since, moved = first_weeks(directory, edited.directory, at)
    return Proposal(
        directory,
        edited,
        moved,
        new_gaps(directory, edited.directory, at),
        base_in(directory, edited.subject, ports.text),
        since,
    )


def checked(edit: Edit, directory: Directory, at: datetime) -> Edited:
    """The edit, refused where it would leave nobody."""
    edited = edit(directory, at)
    sentence = leaves_nobody(directory, edited.directory, at)
    if sentence:
        raise Refused(edited.field, sentence)
    return edited
