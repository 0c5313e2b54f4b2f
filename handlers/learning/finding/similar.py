"""Looks up similar past escalations while a message is drawn; without them the message is drawn all the same."""

from __future__ import annotations

from dataclasses import replace

import structlog

from domain.learning.lesson import Lesson, Vote
from domain.learning.similar import similar
from domain.severity import Severity
from handlers.ports import StoreUnavailable, UnitOfWork
from handlers.screens import Scene
from handlers.screens.learning.similar import NOTHING_FOUND, Looked

LOOKED_THROUGH = 100
"""How many of the newest lessons are compared: enough to find the same trigger again, and soon read (P20)."""

_log = structlog.get_logger()


def looked(uow: UnitOfWork, scene: Scene, person_id: str | None) -> Looked:
    """What was found for this reader. The last look into the store for a message: whatever fails here leaves the lines
    out, and a store that is not there goes up as everywhere."""
    e = scene.e
    if not e.open or e.severity == Severity.VIOLENT or e.about_colleague:
        return NOTHING_FOUND
    try:
        return _look(uow, scene, person_id)
    except StoreUnavailable:
        raise
    except Exception as failed:  # noqa: BLE001 - a page goes out whatever is wrong with what was learned before
        _log.error("similar_not_found", error=type(failed).__name__)
        return NOTHING_FOUND


def _look(uow: UnitOfWork, scene: Scene, person_id: str | None) -> Looked:
    e = scene.e
    lessons = uow.lessons.recent(e.site_id, e.raised_at, LOOKED_THROUGH)
    if not lessons:
        return NOTHING_FOUND
    votes = uow.lessons.votes(e.id)
    said = {vote.lesson_id: vote.helped for vote in votes if vote.person_id == person_id}
    return Looked(similar(e, scene.site, _as_before(lessons, votes)), said)


def _as_before(lessons: list[Lesson], votes: list[Vote]) -> list[Lesson]:
    """Without the votes of this escalation: the lines keep their order under the finger that votes."""
    if not votes:
        return lessons
    return [
        replace(
            one,
            yes=one.yes - sum(vote.helped for vote in votes if vote.lesson_id == one.escalation_id),
            no=one.no - sum(not vote.helped for vote in votes if vote.lesson_id == one.escalation_id),
        )
        for one in lessons
    ]
