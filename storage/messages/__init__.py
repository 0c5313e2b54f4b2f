"""The outbox (handlers/ports/, Messages): `outbox.py` fills it, `claims.py` hands out, `outcomes.py` records.

Fixed lock order on PostgreSQL (reliability.md F53): the escalation, its messages, then the LISTs that carry them.
A claim comes from the other side, so it waits for nobody: what is locked it leaves for the next time.
"""

from __future__ import annotations

from storage.messages.claims import Claims
from storage.messages.outbox import Outbox
from storage.messages.outcomes import Outcomes
from storage.messages.waiting import Waiting


class Messages(Outbox, Claims, Outcomes, Waiting):
    """The repository within one transaction."""


__all__ = ["Messages"]
