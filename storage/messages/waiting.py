"""When the outbox wants attention next, and how long it has had none."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import aliased

from domain.page import Delivery
from storage.messages.rows import Statements
from storage.tables import DestinationRow as D
from storage.tables import MessageRow as M

_other = aliased(M)
_muted = exists().where(D.target == M.target, D.not_before > M.due_at)
_behind = exists().where(_other.target == M.target, _other.state == Delivery.SENDING.value, _other.id != M.id)
# Reads the index from its start up to the first that can be claimed then.
_EARLIEST = select(M.due_at).where(M.due_at.is_not(None), ~_muted, ~_behind).order_by(M.due_at).limit(1)
_theirs = select(M.due_at).where(M.target == D.target, M.due_at.is_not(None)).order_by(M.due_at).limit(1)
# One look into the index for each target: as an EXISTS, PostgreSQL joins with the whole table while its statistics
# are old.
_UNMUTED = select(func.min(D.not_before)).where(_theirs.scalar_subquery() < D.not_before)


class Waiting(Statements):
    """The part of the repository that the heartbeat and the auditor use."""

    def next_due_at(self) -> datetime | None:
        """The earliest instant at which a claim may find something.

        That is the earliest `due_at`, but for a muted target the end of its silence, and for a target with a message
        in somebody's hands the end of that lease: an engine that woke for those sooner would find nothing.
        """
        earliest = self._connection.execute(_EARLIEST).scalar()
        unmuted = self._connection.execute(_UNMUTED).scalar()
        return min(filter(None, (earliest, unmuted)), default=None)

    def overdue(self, before: datetime) -> int:
        """How many have been due since before this instant, those of muted targets apart."""
        quiet = exists().where(D.target == M.target, D.not_before >= before)
        return self._connection.execute(select(func.count()).where(and_(M.due_at < before, ~quiet))).scalar_one()

    def last_answer_at(self) -> datetime | None:
        """When a message last reached the platform."""
        return self._connection.execute(select(func.max(M.shown_at)).where(M.shown_at.is_not(None))).scalar()
