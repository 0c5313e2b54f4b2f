"""What time does: every escalation that is due is looked at, worst first (principle 3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.escalation.inputs import ReportUndeliverable, Tick
from handlers.act import UnknownEscalation, act
from handlers.ports import Ports

AT_ONCE = 50
_WITHOUT_SITE = timedelta(minutes=1)


def follow_up(ports: Ports, at: datetime, limit: int = AT_ONCE) -> int:
    """Look at up to `limit` escalations that are due by `at`; how many there were.

    Each is a transaction of its own, so that an acknowledgement gets in between (performance.md, "What follows" 3).
    """
    with ports.store.read() as uow:
        due = uow.escalations.due(at, limit)
    for escalation_id in due:
        ports.boundary("tick.before_look")
        _look(ports, escalation_id, at)
        ports.boundary("tick.after_look")
    return len(due)


def _look(ports: Ports, escalation_id: str, at: datetime) -> None:
    """One escalation. Where its site has left the file there is nobody to call, and nobody else's may wait for that:
    it is looked at again each minute, and goes on as soon as the site is back (reliability.md F48)."""
    try:
        act(ports, escalation_id, Tick(), at)
    except UnknownEscalation:
        with ports.store.work() as uow:
            uow.escalations.rearm(escalation_id, at + _WITHOUT_SITE)
            uow.commit()


def undeliverable(ports: Ports, escalation_id: str, person_id: str, reason: str, at: datetime) -> None:
    """A page cannot reach this person: the next one, at once (principle 8)."""
    act(ports, escalation_id, ReportUndeliverable(person_id, reason), at)


def next_look(ports: Ports) -> datetime | None:
    """The earliest instant at which anything at all is due."""
    return glance(ports)[1]


def glance(ports: Ports) -> tuple[int, datetime | None]:
    """The directory's version, and the earliest instant at which anything is due: all that an idle tick reads."""
    with ports.store.read() as uow:
        instants = (uow.escalations.next_due_at(), uow.messages.next_due_at())
        version = uow.people.version()
    return version, min((instant for instant in instants if instant), default=None)
