"""Lessons of escalations that ended long before the story begins."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain.escalation import RaiseEscalation, decide, due_at, raise_escalation
from domain.escalation.inputs import Undo
from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson, LessonState
from domain.people import Roster, Standing
from domain.policy import STANDARD
from domain.severity import Severity
from tests.world import World

_ROSTER = Roster(groups={}, standings={"jon": Standing("jon", active=True, of_site=True)})


def before(world: World, name: str, days: float = 10, **lesson: Any) -> Lesson:
    """A cleared lesson whose escalation ended so many days before now: a refund at the front desk, unless said."""
    ended_at = world.clock.now() - timedelta(days=days)
    with world.store.work() as uow:
        request = RaiseEscalation(name, name.upper()[:3], world.site.id, "jon", Severity.UPSET, policy=STANDARD)
        raised = raise_escalation(request, ended_at, _ROSTER)
        uow.escalations.add(raised.escalation, raised.entries, None, f"before:{name}")
        undone = decide(raised.escalation, Undo("jon"), ended_at + timedelta(seconds=1), _ROSTER)
        uow.escalations.save(undone.escalation, undone.entries, due_at(undone.escalation))
        known = {
            "severity": Severity.UPSET,
            "place_id": "front_desk",
            "triggers": ("refund-or-return",),
            "ended": "solved",
            "tried": ("checked-our-records",),
            "helped": ("options",),
            "minutes": 4,
            "text": "The sale was found by the last digits of the card",
            "state": LessonState.CLEARED,
        }
        kept = Lesson(name, request.reference, world.site.id, ended_at=ended_at, **{**known, **lesson})
        uow.lessons.keep(indexed(kept, world.site))
        uow.commit()
    return kept
