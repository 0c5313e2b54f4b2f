"""An hour after the end whoever called for help is thanked, once (domain.md d.6, "reply to the reporter")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.escalation.state import State
from domain.page import Message
from domain.site import Directory
from handlers.learning.told import drawn_scene
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Screen
from handlers.screens.notes.told import hour_screen
from handlers.shifts.outgoing import to_person
from handlers.shifts.rota import step

HOUR = "learn.hour"
AFTER = timedelta(hours=1)
# So far a process looks back when it begins, and so much again each time: a commit may come late.
_FIRST_LOOK, _AGAIN = timedelta(hours=24), timedelta(minutes=5)
_NOTE_DUE_WITHIN = timedelta(days=365)
_LOOK_EVERY = timedelta(minutes=1)


@dataclass
class HourLater:
    """The thanks of one process. What was called off is not thanked for: its card does that (c.7)."""

    ports: Ports
    looked_at: datetime | None = None

    def due(self, at: datetime) -> int:
        """Thank for what ended an hour ago; how many messages were made."""
        if self.looked_at is not None and timedelta(0) <= at - self.looked_at < _LOOK_EVERY:
            return 0
        ports, directory = self.ports, self.ports.memory.directory
        since = (self.looked_at - _AGAIN if self.looked_at else at - _FIRST_LOOK) - AFTER
        with ports.store.read() as uow:
            found = _messages(uow, directory, since, at)
            known = {one.id for one in uow.messages.these([one.id for one in found])}
        new = [one for one in found if one.id not in known]
        if new:
            step(ports, lambda uow: uow.messages.add(new))
        self.looked_at = at
        return len(new)


def _messages(uow: UnitOfWork, directory: Directory, since: datetime, at: datetime) -> list[Message]:
    done = [one.escalation for one in uow.learning.finished(since, at - AFTER)]
    owed = uow.learning.owed(at + _NOTE_DUE_WITHIN)
    ended = [*done, *(e for e in owed if e.ended_at and since <= e.ended_at <= at - AFTER)]
    return [
        message
        for e in ended
        if e.state == State.RESOLVED
        for message in to_person(directory, e.raiser_id, f"{HOUR}:{e.id}", at, {"about": HOUR, "id": e.id})
    ]


def hour_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The thanks; none where it was opened again meanwhile."""
    scene = drawn_scene(uow, message, directory, at)
    return hour_screen(scene) if scene and scene.e.state == State.RESOLVED else None
