"""The messages that remind of a note: their keys, so that each comes once, and is true wherever it stands."""

from __future__ import annotations

from datetime import datetime

from domain.escalation import Escalation
from handlers.ports import UnitOfWork
from handlers.shifts.outgoing import redraw

CHASE = "learn.chase"
ASKED_ABOVE = 5
"""How many people of the tier above are asked at most."""


def chase_key(e: Escalation, stage: int, number: int = 0) -> str:
    """One message for each end of an escalation and stage, the third for several people; opened again it is anew."""
    ended = int(e.ended_at.timestamp()) if e.ended_at else 0
    return f"{CHASE}:{e.id}:{ended}:{stage}:{number}"


def redraw_chase(uow: UnitOfWork, e: Escalation, at: datetime) -> None:
    """The note changed: whatever reminds of it is drawn anew."""
    keys = [chase_key(e, 1), chase_key(e, 2), *(chase_key(e, 3, number) for number in range(ASKED_ABOVE))]
    redraw(uow, keys, at)
