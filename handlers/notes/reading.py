"""Reading a note: earlier versions for those with the right to it, the exception for the raiser (c.2, c.4)."""

from __future__ import annotations

from datetime import datetime

from domain.errors import NotAllowed
from domain.escalation.inputs import KeepNote
from domain.note import EarlierNote, Note
from handlers.look import look
from handlers.notes.opening import scene_in
from handlers.ports import Ports
from handlers.screens import Scene


def earlier_of(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Scene, tuple[EarlierNote, ...]]:
    """Finished versions before the present one, oldest first. Raises UnknownEscalation or the refusal."""
    scene = look(ports, escalation_id, KeepNote(by), at)
    with ports.store.read() as uow:
        return scene, tuple(uow.notes.earlier(escalation_id))


def exception_of(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Scene, Note]:
    """The note behind the message about an exception, to its raiser alone. Raises UnknownEscalation or NotAllowed."""
    with ports.store.read() as uow:
        scene = scene_in(uow, ports, escalation_id, at)
        note = uow.notes.get(escalation_id)
    if scene.e.raiser_id != by or note is None:
        raise NotAllowed("Only whoever called for help reads this.")
    return scene, note
