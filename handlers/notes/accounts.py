"""The raiser's own account: kept as it is typed, read back at any time, changed by nobody else (d.2 row 24, c.2)."""

from __future__ import annotations

from datetime import datetime

from domain.errors import EscalationError, NotAllowed, StillOpen, TextsGone
from domain.escalation.inputs import KeepNote
from domain.note import TEXT_LIMIT, Account
from handlers.look import look
from handlers.notes.opening import scene_in
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Scene


class NothingWritten(EscalationError):
    """Write a few words, or close this."""


def own_account(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Scene, str]:
    """What this raiser has written so far, kept or only typed. Raises UnknownEscalation, NotAllowed or StillOpen."""
    with ports.store.read() as uow:
        scene = _own(uow, ports, escalation_id, by, at)
        typed = str((uow.plans.draft(_key(escalation_id), by) or {}).get("words", ""))
        kept = next((one.words for one in uow.notes.accounts(escalation_id) if one.person_id == by), "")
    return scene, typed or kept


def keep_account(ports: Ports, escalation_id: str, by: str, words: str, at: datetime) -> None:
    """Keep it as the raiser's own. Raises NothingWritten and what `own_account` raises."""
    if not words.strip():
        raise NothingWritten
    with ports.store.work() as uow:
        _own(uow, ports, escalation_id, by, at)
        uow.notes.keep_account(Account(escalation_id, by, words.strip()[:TEXT_LIMIT], at))
        uow.plans.keep_draft(_key(escalation_id), by, {}, at)
        uow.commit()


def keep_typed(ports: Ports, escalation_id: str, by: str, words: str, at: datetime) -> None:
    """It was closed before it was kept: what was typed stands there again. Raises what `own_account` raises."""
    with ports.store.work() as uow:
        _own(uow, ports, escalation_id, by, at)
        uow.plans.keep_draft(_key(escalation_id), by, {"words": words[:TEXT_LIMIT]}, at)
        uow.commit()


def accounts_of(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Scene, tuple[Account, ...]]:
    """Own accounts, for those who may write the note. Raises UnknownEscalation or the refusal."""
    scene = look(ports, escalation_id, KeepNote(by), at)
    with ports.store.read() as uow:
        return scene, tuple(uow.notes.accounts(escalation_id))


def _own(uow: UnitOfWork, ports: Ports, escalation_id: str, by: str, at: datetime) -> Scene:
    scene = scene_in(uow, ports, escalation_id, at)
    person = scene.directory.person(by)
    if scene.e.raiser_id != by or person is None or not person.reachable:
        raise NotAllowed("Only whoever called for help writes this.")
    if scene.e.open:
        raise StillOpen
    if scene.e.texts_gone_at is not None:
        raise TextsGone
    return scene


def _key(escalation_id: str) -> str:
    return f"account:{escalation_id}"
