"""The end of an escalation, and the note that is written about it (domain.md d.1, d.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from domain.errors import EscalationError, NoteIncomplete
from domain.escalation.inputs import KeepNote, Resolve
from domain.note import Note, missing
from handlers.act import Outcome, UnknownEscalation, act, decide_in, retried
from handlers.ports import Ports
from handlers.screens import Scene


def resolve(ports: Ports, escalation_id: str, by: str, at: datetime, saw: bool = False) -> Outcome:
    """End it. What a human called the same event ends with it, each behind its own safety question."""
    outcome = act(ports, escalation_id, Resolve(by, saw=saw), at)
    other = outcome.scene.e.same_event
    if other and outcome.refusal is None and outcome.decision.entries:
        act(ports, other, Resolve(by), at)
    return outcome


def note_of(ports: Ports, escalation_id: str, at: datetime) -> tuple[Scene, Note]:
    """The escalation and its note as it stands. Raises UnknownEscalation."""
    with ports.store.read() as uow:
        e = uow.escalations.get(escalation_id)
        site = ports.memory.directory.site(e.site_id) if e else None
        if e is None or site is None:
            raise UnknownEscalation
        note = uow.notes.get(escalation_id) or Note(escalation_id)
    return Scene(e, site, ports.memory.directory, at), note


def keep_pick(
    ports: Ports, escalation_id: str, by: str, field_id: str, picks: tuple[str, ...], at: datetime
) -> EscalationError | None:
    """Keep one pick as it is made, so that a half-finished note is a kept note."""
    return _keep(ports, escalation_id, by, {field_id: picks}, {}, at, finish=False)


def keep_draft(ports: Ports, escalation_id: str, by: str, texts: Mapping[str, str], at: datetime) -> None:
    """Keep what was typed although the note is not finished: nothing typed is lost."""
    _keep(ports, escalation_id, by, {}, texts, at, finish=False)


def write_note(
    ports: Ports,
    escalation_id: str,
    by: str,
    picks: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, str],
    at: datetime,
) -> tuple[EscalationError | None, dict[str, str]]:
    """Finish the note. What is missing comes back as a sentence per field, and what was entered is kept anyway."""
    refused = _keep(ports, escalation_id, by, picks, texts, at, finish=True)
    scene, note = note_of(ports, escalation_id, at)
    gaps = missing(note, scene.e.highest) if isinstance(refused, NoteIncomplete) else {}
    return refused, gaps


def _keep(
    ports: Ports,
    escalation_id: str,
    by: str,
    picks: Mapping[str, tuple[str, ...]],
    texts: Mapping[str, str],
    at: datetime,
    finish: bool,
) -> EscalationError | None:
    def once() -> EscalationError | None:
        with ports.store.work() as uow:
            e = uow.escalations.get(escalation_id)
            if e is None:
                raise UnknownEscalation
            before = uow.notes.get(escalation_id) or Note(escalation_id)
            note = _merged(before, by, picks, texts)
            gaps = missing(note, e.highest)
            done = before.done or (finish and not gaps)
            outcome = decide_in(uow, ports, escalation_id, KeepNote(by, done=done), at)
            if outcome.refusal is None:
                uow.notes.keep(replace(note, done=done), at)
            uow.commit()
        return outcome.refusal or (NoteIncomplete() if finish and gaps else None)

    refused = retried(once)
    ports.wake()
    return refused


def _merged(before: Note, by: str, picks: Mapping[str, tuple[str, ...]], texts: Mapping[str, str]) -> Note:
    return replace(
        before,
        picks={**before.picks, **picks},
        texts={**before.texts, **texts},
        written_by=before.written_by or by,
    )
