"""Draw one message anew on demand: somebody just tapped what it showed (screens.md rule 8, reliability.md F58)."""

from __future__ import annotations

from datetime import datetime

from domain.page import edit_rank
from domain.severity import Severity
from handlers.ports import Ports


def redraw_message(ports: Ports, message_id: str, at: datetime) -> None:
    """Put this message, and whatever else shows its escalation, back into the outbox."""
    with ports.store.work() as uow:
        message = uow.messages.get(message_id)
        if message is None or message.escalation_id is None:
            return
        uow.messages.redraw(message.escalation_id, at, edit_rank(Severity.VIOLENT))
        uow.commit()
    ports.wake()
