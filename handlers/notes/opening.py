"""The note as one person has it: what is kept, and over it what they entered into a finished one and did not send."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.escalation.state import NoteState
from domain.note import Note
from handlers.act import UnknownEscalation
from handlers.notes.entering import Filled, entered
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Scene
from handlers.screens.notes.writing import Writing


def writing_of(ports: Ports, escalation_id: str, by: str, at: datetime) -> Writing:
    """What the form shows this person, who may write it (handlers/look.py). Raises UnknownEscalation."""
    with ports.store.read() as uow:
        scene = scene_in(uow, ports, escalation_id, at)
        note = uow.notes.get(escalation_id) or Note(escalation_id)
        amends = scene.e.note == NoteState.DONE
        if amends:
            note = entered(note, scene.site, draft_in(uow, escalation_id, by), by)
        return Writing(
            scene,
            note,
            amends,
            earlier=len(uow.notes.earlier(escalation_id)),
            accounts=len(uow.notes.accounts(escalation_id)),
        )


def scene_in(uow: UnitOfWork, ports: Ports, escalation_id: str, at: datetime) -> Scene:
    """The escalation at its site. Raises UnknownEscalation."""
    directory = ports.memory.directory
    e = uow.escalations.get(escalation_id)
    site = directory.site(e.site_id) if e else None
    if e is None or site is None:
        raise UnknownEscalation
    return Scene(e, site, directory, at)


def draft_key(escalation_id: str) -> str:
    """Under which somebody's own, unfinished amendment is kept."""
    return f"note:{escalation_id}"


def draft_in(uow: UnitOfWork, escalation_id: str, by: str) -> Filled:
    """What somebody entered into a finished note and did not send."""
    kept = uow.plans.draft(draft_key(escalation_id), by) or {}
    return Filled(_picks(kept.get("picks")), _texts(kept.get("texts")))


def _picks(kept: object) -> dict[str, tuple[str, ...]]:
    return {str(name): tuple(map(str, ids)) for name, ids in kept.items()} if isinstance(kept, Mapping) else {}


def _texts(kept: object) -> dict[str, str]:
    return {str(name): str(words) for name, words in kept.items()} if isinstance(kept, Mapping) else {}
