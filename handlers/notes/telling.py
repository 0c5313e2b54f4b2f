"""What a finished note has somebody told, once and privately: an exception to the raiser, thanks to whom it names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.escalation import Escalation
from domain.note import NO_EXCEPTION, Note
from domain.page import Message
from domain.site import Directory
from handlers.learning.told import drawn_scene
from handlers.ports import UnitOfWork
from handlers.screens import Scene, Screen
from handlers.screens.notes.told import exception_screen, thanks_screen
from handlers.shifts.outgoing import to_person

EXCEPTION, THANKS = "learn.exception", "learn.thanks"


@dataclass(frozen=True)
class Thanks:
    """A good catch or thanks (domain.md d.2 row 23): to whom, and what for."""

    to: str
    words: str


def exception_told(scene: Scene, note: Note, at: datetime) -> list[Message]:
    """The raiser reads that an exception was made and why, once (domain.md c.4); none where none was made."""
    if not set(note.value("exception")) - {NO_EXCEPTION} or scene.e.raiser_id in scene.e.excluded:
        return []
    detail = {"about": EXCEPTION, "id": scene.e.id}
    return to_person(scene.directory, scene.e.raiser_id, f"{EXCEPTION}:{scene.e.id}", at, detail, scene.e.id)


def thanked(directory: Directory, e: Escalation, by: str, thanks: Thanks, at: datetime) -> list[Message]:
    """A private line to one person, once; nothing of it stands anywhere else (row 23)."""
    site = directory.site(e.site_id)
    if e.about_colleague or thanks.to == by or site is None or thanks.to not in {*site.people(), e.raiser_id}:
        return []
    detail = {"about": THANKS, "id": e.id, "by": by, "words": thanks.words}
    return to_person(directory, thanks.to, f"{THANKS}:{e.id}:{by}:{thanks.to}", at, detail, e.id)


def exception_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The message about an exception, from the note as it stands."""
    scene = drawn_scene(uow, message, directory, at)
    note = uow.notes.get(message.detail["id"])
    return exception_screen(scene, note) if scene and note else None


def thanks_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The line of thanks."""
    scene = drawn_scene(uow, message, directory, at)
    return thanks_screen(scene, message.detail["by"], message.detail.get("words", "")) if scene else None
