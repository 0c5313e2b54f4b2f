"""Missing notes are asked for: at the due time, once more, then from the tier above; each message once (b.4).

Every message has the key of its escalation's end and its stage, so that two replicas or a restart send none twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from domain.escalation import Escalation
from domain.escalation.state import NoteState
from domain.learning.chase import first_due, stage
from domain.page import Message
from domain.site import Directory
from handlers.learning.told import drawn_scene
from handlers.notes.chased import ASKED_ABOVE, CHASE, chase_key
from handlers.notes.writers import shift_end_of, writers_of
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Screen
from handlers.screens.notes.told import chase_screen
from handlers.shifts.outgoing import to_person
from handlers.shifts.rota import step

# An UPSET note is asked for at the end of a shift, which may come before it is due.
_AHEAD = timedelta(days=7)
_LOOK_EVERY = timedelta(minutes=1)


@dataclass
class Chase:
    """The chase of one process."""

    ports: Ports
    looked_at: datetime | None = None

    def due(self, at: datetime) -> int:
        """Ask for what is missing by now; how many messages were made."""
        if self.looked_at is not None and timedelta(0) <= at - self.looked_at < _LOOK_EVERY:
            return 0
        ports, directory = self.ports, self.ports.memory.directory
        with ports.store.read() as uow:
            owed = [e for e in uow.learning.owed(at + _AHEAD) if _stage(e, directory, at)]
            new = [e for e in owed if not _asked(uow, e, _stage(e, directory, at))]
        made = sum(step(ports, partial(_ask, e.id, directory, at)) for e in new)
        self.looked_at = at
        return made


def _stage(e: Escalation, directory: Directory, at: datetime) -> int:
    """How far its chase is now; of stages that were missed only the last one is made."""
    site = directory.site(e.site_id)
    due = first_due(e, shift_end_of(e, directory))
    return stage(due, site.zone, at) if site and due else 0


def _asked(uow: UnitOfWork, e: Escalation, stage_now: int) -> bool:
    return bool(uow.messages.these([opaque(chase_key(e, stage_now))]))


def _ask(escalation_id: str, directory: Directory, at: datetime, uow: UnitOfWork) -> int:
    """The messages of a stage, with the row in hand: nobody finishes the note meanwhile."""
    e = uow.escalations.get(escalation_id)
    site = directory.site(e.site_id) if e else None
    if e is None or site is None or e.open or e.note != NoteState.DUE:
        return 0
    now = _stage(e, directory, at)
    writers = writers_of(uow, e, site, directory, at)
    writer = writers.writer()
    people = (writer,) if writer and now < 3 else writers.above()[:ASKED_ABOVE]
    found: list[Message] = []
    for number, person in enumerate(people):
        detail = {"about": CHASE, "id": e.id}
        found += to_person(directory, person, chase_key(e, now, number), at, detail)
    uow.messages.add(found)
    return len(found)


def chase_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The message as it is true now: with its button while the note is due."""
    scene = drawn_scene(uow, message, directory, at)
    if scene is None or (message.ref is None and scene.e.note != NoteState.DUE):
        return None
    return chase_screen(scene, scene.e.ended_by, message.person_id)
