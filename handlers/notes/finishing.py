"""The one transaction that finishes a note or amends it, with everything that follows from it (principle 4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.errors import EscalationError
from domain.escalation import Escalation
from domain.escalation.inputs import KeepNote
from domain.escalation.state import NoteState
from domain.learning.lesson import Lesson
from domain.note import BY_ID, EarlierNote, Note, missing
from handlers.act import UnknownEscalation, decide_in, retried
from handlers.learning.clearing import rid_of, words_known
from handlers.learning.sharing import propose_in
from handlers.look import look
from handlers.notes.chased import redraw_chase
from handlers.notes.drafting import forget_own, keep_own, unfinished
from handlers.notes.entering import Filled, entered, with_rule
from handlers.notes.telling import Thanks, exception_told, thanked
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Scene


@dataclass(frozen=True)
class Finished:
    """What came of sending a note: the refusal, or a sentence for each field that is still empty, or the note as it
    is done. `lesson` is what others could read of it; None where nobody will. `new_rule`: words that the list of the
    site does not know yet."""

    note: Note
    refusal: EscalationError | None = None
    gaps: Mapping[str, str] = field(default_factory=dict)
    lesson: Lesson | None = None
    new_rule: str = ""


def write_note(
    ports: Ports, escalation_id: str, by: str, filled: Filled, at: datetime, thanks: Thanks | None = None
) -> Finished:
    """Finish the note, or amend one that is done. What was entered is kept in any case.

    Raises UnknownEscalation, or the refusal where this person may not (domain/escalation/rights.py).
    """
    look(ports, escalation_id, KeepNote(by), at)

    def once() -> Finished:
        with ports.store.work() as uow:
            e = uow.escalations.get(escalation_id)
            if e is None:
                raise UnknownEscalation
            finished = _write(uow, ports, e, by, filled, at)
            if finished.refusal is None and not finished.gaps and thanks:
                uow.messages.add(thanked(ports.memory.directory, e, by, thanks, at))
            uow.commit()
        return finished

    finished = retried(once)
    ports.wake()
    return finished


def _write(uow: UnitOfWork, ports: Ports, e: Escalation, by: str, filled: Filled, at: datetime) -> Finished:
    amends = e.note == NoteState.DONE
    before = (uow.notes.get(e.id) or Note(e.id)) if amends else unfinished(uow, e, by, at)
    scene = scene_at(ports, e, at)
    note, new_rule = _with_rule(scene, entered(before, scene.site, filled, by))
    gaps = missing(note, e.highest)
    if amends and (gaps or same(before, note)):
        keep_own(uow, e.id, by, filled, at) if gaps else forget_own(uow, e.id, by, at)
        return Finished(before, gaps=gaps, lesson=None if gaps else uow.lessons.get(e.id))
    outcome = decide_in(uow, ports, e.id, KeepNote(by, done=not gaps), at)
    if outcome.refusal or gaps:
        if outcome.refusal is None:
            uow.notes.keep(note, at)
        return Finished(note, outcome.refusal, gaps)
    if amends:
        uow.notes.keep_earlier(EarlierNote(before, at, by))
    note = replace(note, done=True, done_at=before.done_at or at)
    uow.notes.keep(note, at)
    forget_own(uow, e.id, by, at)
    return Finished(note, lesson=_follow(uow, outcome.scene, note, at), new_rule=new_rule)


def _follow(uow: UnitOfWork, scene: Scene, note: Note, at: datetime) -> Lesson | None:
    """What a finished note brings about: the raiser is told of an exception, nobody is chased, a lesson is proposed."""
    uow.messages.add(exception_told(scene, note, at))
    redraw_chase(uow, scene.e, at)
    return propose_in(uow, scene, note)


def scene_at(ports: Ports, e: Escalation, at: datetime) -> Scene:
    """The escalation at its site. Raises UnknownEscalation where the site is gone."""
    site = ports.memory.directory.site(e.site_id)
    if site is None:
        raise UnknownEscalation
    return Scene(e, site, ports.memory.directory, at)


def _with_rule(scene: Scene, note: Note) -> tuple[Note, str]:
    """A rule in words is picked under its own id, with nothing personal in it: others of the site will read it."""
    written = note.texts.get("rule", "")
    if not written:
        return note, ""
    words = rid_of(written, words_known(scene.site, scene.directory))
    note = with_rule(note, scene.site, words)
    picked = note.picks.get("rule", ())
    listed = any(entry.id in picked for entry in scene.site.note_lists.get("rule", ()))
    return note, "" if listed else words


def same(before: Note, after: Note) -> bool:
    """Whether two notes say the same."""
    return all(before.value(one) == after.value(one) for one in BY_ID)
