"""The end of an escalation (domain.md c.1): one tap, and what a human called the same event ends with it."""

from __future__ import annotations

from datetime import datetime

from domain.escalation.inputs import Resolve
from handlers.act import Outcome, act
from handlers.ports import Ports


def resolve(ports: Ports, escalation_id: str, by: str, at: datetime, saw: bool = False) -> Outcome:
    """End it. What a human called the same event ends with it, each behind its own safety question."""
    outcome = act(ports, escalation_id, Resolve(by, saw=saw), at)
    other = outcome.scene.e.same_event
    if other and outcome.refusal is None and outcome.decision.entries:
        act(ports, other, Resolve(by), at)
    return outcome
