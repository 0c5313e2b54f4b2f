"""A hold on something that is over: nothing of it goes, and nobody learns from it (domain.md d.5, e.6)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.escalation.inputs import Input, LiftHold, SetHold
from handlers.act import Outcome, decide_in, retried
from handlers.ports import Ports


def hold(ports: Ports, escalation_id: str, by: str, why: str, at: datetime) -> Outcome:
    """Keep it for the police, HR or lawyers. Raises UnknownEscalation, or StoreUnavailable."""
    return _step(ports, escalation_id, SetHold(by, why=why), at)


def lift(ports: Ports, escalation_id: str, by: str, at: datetime) -> Outcome:
    """Lift the hold; its lesson is found again where it was cleared. Raises the same."""
    return _step(ports, escalation_id, LiftHold(by), at)


def _step(ports: Ports, escalation_id: str, change: Input, at: datetime) -> Outcome:
    held = isinstance(change, SetHold)

    def once() -> Outcome:
        with ports.store.work() as uow:
            outcome = decide_in(uow, ports, escalation_id, change, at)
            lesson = uow.lessons.get(escalation_id)
            if outcome.refusal is None and lesson and lesson.held != held:
                uow.lessons.keep(replace(lesson, held=held))
            uow.commit()
        return outcome

    outcome = retried(once)
    if outcome.decision.entries:
        ports.wake()
    return outcome
