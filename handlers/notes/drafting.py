"""What stands in the form is kept as it is entered, so that a half-finished note is a kept note (domain.md d.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.errors import EscalationError
from domain.escalation import Escalation
from domain.escalation.inputs import KeepNote
from domain.escalation.state import NoteState
from domain.note import EarlierNote, Note
from handlers.act import UnknownEscalation, decide_in, retried
from handlers.look import look
from handlers.notes.entering import Filled, entered
from handlers.notes.opening import draft_in, draft_key
from handlers.ports import Ports, UnitOfWork


def keep_draft(ports: Ports, escalation_id: str, by: str, filled: Filled, at: datetime) -> EscalationError | None:
    """Keep picks and words although the note is not finished. Gives the refusal where this person may not.

    Of a note that is done already it is this person's own draft: the note stays as it is until they send it.
    """
    look(ports, escalation_id, KeepNote(by), at)

    def once() -> EscalationError | None:
        with ports.store.work() as uow:
            e = uow.escalations.get(escalation_id)
            if e is None:
                raise UnknownEscalation
            if e.note == NoteState.DONE:
                keep_own(uow, escalation_id, by, filled, at)
                refused = None
            else:
                refused = _keep(uow, ports, e, by, filled, at)
            uow.commit()
        return refused

    refused = retried(once)
    ports.wake()
    return refused


def _keep(
    uow: UnitOfWork, ports: Ports, e: Escalation, by: str, filled: Filled, at: datetime
) -> EscalationError | None:
    outcome = decide_in(uow, ports, e.id, KeepNote(by), at)
    if outcome.refusal is None:
        note = entered(unfinished(uow, e, by, at), outcome.scene.site, filled, by)
        uow.notes.keep(note, at)
    return outcome.refusal


def unfinished(uow: UnitOfWork, e: Escalation, by: str, at: datetime) -> Note:
    """The note of an escalation that is not done. One that was, before it was opened again, becomes an earlier one."""
    note = uow.notes.get(e.id) or Note(e.id)
    if note.done:
        uow.notes.keep_earlier(EarlierNote(note, at, by))
        note = replace(note, done=False, done_at=None, written_by=by)
    return note


def keep_own(uow: UnitOfWork, escalation_id: str, by: str, filled: Filled, at: datetime) -> None:
    """Keep somebody's unfinished amendment, over what they entered before."""
    before = draft_in(uow, escalation_id, by)
    texts = {**before.texts, **filled.texts}
    picks = {name: list(ids) for name, ids in {**before.picks, **filled.picks}.items()}
    uow.plans.keep_draft(draft_key(escalation_id), by, {"picks": picks, "texts": texts}, at)


def forget_own(uow: UnitOfWork, escalation_id: str, by: str, at: datetime) -> None:
    """It was sent: what they enter next begins with the note as it stands."""
    uow.plans.keep_draft(draft_key(escalation_id), by, {}, at)
