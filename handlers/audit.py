"""Is anything stuck? Looked at every 15 s, apart from what it watches (reliability.md, "Watching the watcher")."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.escalation import due_at
from handlers.ports import Ports

LATE = timedelta(seconds=5)


@dataclass(frozen=True)
class Findings:
    """What the audit saw: how many escalations are open or overdue, messages overdue, and how many were re-armed."""

    open: int
    overdue: int
    messages_overdue: int
    rearmed: int

    @property
    def clean(self) -> bool:
        """Nothing stuck and nothing late (invariants 3 and 4)."""
        return not (self.overdue or self.messages_overdue or self.rearmed)


def audit(ports: Ports, at: datetime) -> Findings:
    """Look for open escalations that nobody would ever look at again, give them a next look, and count what is late."""
    with ports.store.read() as uow:
        unarmed = uow.escalations.unarmed()
        found = Findings(
            open=len(uow.escalations.open_at()),
            overdue=uow.escalations.overdue(at - LATE),
            messages_overdue=uow.messages.overdue(at - LATE * 6),
            rearmed=len(unarmed),
        )
    for escalation_id in unarmed:
        _rearm(ports, escalation_id, at)
    return found


def _rearm(ports: Ports, escalation_id: str, at: datetime) -> None:
    with ports.store.work() as uow:
        e = uow.escalations.get(escalation_id)
        if e is not None and e.open:
            uow.escalations.rearm(e.id, due_at(e) or at)
        uow.commit()
    ports.wake()
