"""The one transaction that applies an edit, writes it into the journal, and takes one back (principles 4 and 12)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime

from domain.edits import ChangedSince, Edited, kept, listed, new_gaps, undo
from domain.errors import EscalationError
from domain.planning import Change
from domain.site import Directory
from handlers.act import retried
from handlers.editing.in_use import check_in_use
from handlers.editing.meanwhile import changed_by, check_base
from handlers.editing.ports import EditPorts
from handlers.editing.proposing import Edit, checked
from handlers.editing.rights import check_admin
from handlers.ports import StoreUnavailable, UnitOfWork
from handlers.shifts.moving import moved_notes


class OpensGaps(EscalationError):
    """This would leave gaps."""

    def __init__(self, gaps: tuple[str, ...]) -> None:
        """`gaps` are a sentence each; with `with_gaps` it is saved all the same."""
        super().__init__(" ".join(gaps))
        self.gaps = gaps


class NothingToUndo(EscalationError):
    """That was undone already."""


@dataclass(frozen=True)
class Committed:
    """What was saved, and the ids of those who are sent a note, since their future shifts moved."""

    change: Change
    told: tuple[str, ...]


def commit(
    ports: EditPorts, by: str, edit: Edit, at: datetime, base: str | None = None, with_gaps: bool = False
) -> Committed:
    """Do `edit` on the directory as it is now, durably.

    Raises Refused, NotAllowed, ChangedMeanwhile where the subject of `base` is not as it was, OpensGaps unless
    `with_gaps`, and StoreUnavailable where nothing was recorded (CommitUnknown where nobody can tell).
    """

    def once(uow: UnitOfWork, directory: Directory) -> Committed:
        if base is not None:
            check_base(uow, directory, base, ports.text)
        return _keep(ports, uow, directory, by, checked(edit, directory, at), at, with_gaps)

    return _in_one(ports, by, once)


def undo_change(ports: EditPorts, by: str, change_id: str, at: datetime) -> Committed:
    """Take an edit back, which is an edit too. Raises ChangedMeanwhile where the same thing was changed again since,
    NothingToUndo, and what `commit` raises; gaps that were there before may come back."""

    def once(uow: UnitOfWork, directory: Directory) -> Committed:
        change = uow.plans.change(change_id)
        if change is None or change.undone_at or not uow.plans.mark_undone(change.id, at):
            raise NothingToUndo
        if not change.after:
            raise NothingToUndo("People agreed on this among themselves, so it is taken back there.")
        try:
            edited = checked(lambda now, then: _undone(ports, now, then, change), directory, at)
        except ChangedSince as since:
            found = changed_by(uow, directory, change.subject, but=change.id)
            raise (found if found.change else since) from since
        return _keep(ports, uow, directory, by, edited, at, with_gaps=True)

    return _in_one(ports, by, once)


def _undone(ports: EditPorts, directory: Directory, at: datetime, change: Change) -> Edited:
    return undo(directory, at, change, ports.text.of_text(change.before), ports.text.of_text(change.after))


def _in_one(ports: EditPorts, by: str, once: Callable[[UnitOfWork, Directory], Committed]) -> Committed:
    """One transaction on the directory, which nobody else changes meanwhile; memory follows."""

    def whole() -> Committed:
        with ports.ports.store.work() as uow:
            uow.people.hold()
            directory = uow.people.directory()
            check_admin(directory, by)
            committed = once(uow, directory)
            ports.ports.boundary("apply.before_commit")
            uow.commit()
            ports.ports.boundary("apply.after_commit")
        return committed

    committed = retried(whole)
    if committed.told:
        ports.ports.wake()
    # It is recorded: where the store does not answer now, the heartbeat reads it into memory later.
    with suppress(StoreUnavailable):
        ports.follow()
    return committed


def _keep(
    ports: EditPorts, uow: UnitOfWork, directory: Directory, by: str, edited: Edited, at: datetime, with_gaps: bool
) -> Committed:
    after = edited.directory
    if not with_gaps and (gaps := new_gaps(directory, after, at)):
        raise OpensGaps(gaps)
    check_in_use(uow, directory, after)
    was, became = (ports.text.to_text(one) for one in kept(directory, after))
    change = Change(
        id=ports.ports.identity.new_id(),
        at=at,
        by=by,
        subject=edited.subject,
        sentence=edited.sentence,
        before=was,
        after=became,
        site_id=edited.site_id,
    )
    uow.people.apply(replace(after, people=listed(after)))
    uow.plans.add_change(change)
    notes = moved_notes(directory, after, change.id, directory.name(by), at, but=(by,))
    uow.messages.add(notes)
    return Committed(change, tuple(note.person_id for note in notes if note.person_id))
