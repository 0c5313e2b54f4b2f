"""A lesson from its proposal to what others can find: only a person clears it, and may keep it back (d.4, e.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from domain.errors import EscalationError
from domain.escalation.inputs import KeepNote, Reopen
from domain.learning.lesson import Lesson, LessonState
from domain.note import ListEntry, Note
from handlers.act import Outcome, decide_in, retried
from handlers.learning.clearing import proposed, rid_of, words_known
from handlers.look import look
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Scene

TEXT_FITS = 1000


class NothingToShare(EscalationError):
    """There is nothing to share of this one."""


def propose_in(uow: UnitOfWork, scene: Scene, note: Note) -> Lesson | None:
    """Propose what others could learn of a note that was just finished or amended.

    Where an amendment changed nothing that others read, what a person cleared or kept back stays so.
    """
    before, fresh = uow.lessons.get(scene.e.id), proposed(scene, note)
    if fresh is None:
        if before:
            uow.lessons.keep(replace(_state(before, LessonState.KEPT_BACK), text=""))
        return None
    if before and not _proposal_differs(uow, scene, before, fresh):
        return before
    if before:
        # What a manager said of it after the first note still holds.
        fresh = replace(fresh, held=before.held)
    uow.lessons.keep(fresh)
    return fresh


def _proposal_differs(uow: UnitOfWork, scene: Scene, before: Lesson, fresh: Lesson) -> bool:
    """Whether the note before this amendment would have been proposed otherwise."""
    earlier = uow.notes.earlier(scene.e.id)
    was = proposed(scene, earlier[-1].note) if earlier else None
    return was != fresh or before.ended_at != fresh.ended_at


def reopen(ports: Ports, escalation_id: str, by: str, at: datetime) -> Outcome:
    """It was not over: what was cleared is only proposed again, in the same transaction. Raises UnknownEscalation."""

    def once() -> Outcome:
        with ports.store.work() as uow:
            outcome = decide_in(uow, ports, escalation_id, Reopen(by), at)
            lesson = uow.lessons.get(escalation_id)
            if lesson and outcome.refusal is None:
                uow.lessons.keep(_state(lesson, LessonState.PROPOSED))
            uow.commit()
        return outcome

    outcome = retried(once)
    ports.wake()
    return outcome


def share(ports: Ports, escalation_id: str, by: str, text: str, at: datetime) -> Lesson:
    """Clear the lesson with these words. Raises what `lesson_for` raises."""
    return _decided(ports, escalation_id, by, at, lambda lesson: _cleared(lesson, by, text, at))


def keep_back(ports: Ports, escalation_id: str, by: str, at: datetime) -> Lesson:
    """Nobody else is to read it. Raises what `lesson_for` raises."""
    return _decided(ports, escalation_id, by, at, lambda lesson: _state(lesson, LessonState.KEPT_BACK))


def keep_words(ports: Ports, escalation_id: str, by: str, text: str, at: datetime) -> Lesson:
    """Keep the words of a proposal as they stand, and nothing else: it was closed."""

    def change(lesson: Lesson) -> Lesson:
        return replace(lesson, text=text[:TEXT_FITS]) if lesson.state == LessonState.PROPOSED else lesson

    return _decided(ports, escalation_id, by, at, change)


def lesson_for(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Scene, Lesson]:
    """The lesson, for whoever may write the note. Raises UnknownEscalation, the refusal, or NothingToShare."""
    scene = look(ports, escalation_id, KeepNote(by), at)
    with ports.store.read() as uow:
        lesson, note = uow.lessons.get(escalation_id), uow.notes.get(escalation_id)
    if lesson is None or note is None or scene.e.about_colleague or scene.e.open:
        raise NothingToShare
    return _with_new_rule(scene, lesson, note), lesson


def _with_new_rule(scene: Scene, lesson: Lesson, note: Note) -> Scene:
    """A rule that was only just written may not stand in the list of the site yet."""
    lists, words = scene.site.note_lists, note.texts.get("rule", "")
    if not words or any(entry.id == lesson.rule for entry in lists.get("rule", ())):
        return scene
    rule = ListEntry(lesson.rule, rid_of(words, words_known(scene.site, scene.directory)))
    return replace(scene, site=replace(scene.site, note_lists={**lists, "rule": (*lists.get("rule", ()), rule)}))


def _decided(ports: Ports, escalation_id: str, by: str, at: datetime, change: Callable[[Lesson], Lesson]) -> Lesson:
    lesson_for(ports, escalation_id, by, at)

    def once() -> Lesson:
        with ports.store.work() as uow:
            # Its escalation's row first: nobody reopens it, or amends its note, meanwhile.
            e, lesson = uow.escalations.get(escalation_id), uow.lessons.get(escalation_id)
            if e is None or lesson is None or e.open:
                raise NothingToShare
            decided = change(lesson)
            uow.lessons.keep(decided)
            uow.commit()
        return decided

    decided = retried(once)
    ports.wake()
    return decided


def _cleared(lesson: Lesson, by: str, text: str, at: datetime) -> Lesson:
    return replace(lesson, text=text[:TEXT_FITS], state=LessonState.CLEARED, cleared_by=by, cleared_at=at)


def _state(lesson: Lesson, state: LessonState) -> Lesson:
    return replace(lesson, state=state, cleared_by=None, cleared_at=None)
