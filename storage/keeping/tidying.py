"""What was only needed for a while and hangs on nothing that is kept goes, a few rows at a time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import delete, or_, select, text, update

from storage.messages.rows import Statements
from storage.tables import DraftRow, EscalationRow, IntakeRow, MessageRow, QuickFixRow

SOMEBODY = "somebody"
# In the words of the partial index, so that SQLite sees that it fits.
_WITHOUT = text("escalation_id IS NULL")


class Tidying(Statements):
    """The part of the repository that cleans up behind everything else."""

    def tidy(self, before: datetime, limit: int) -> int:
        """Old messages and intake keys, old drafts, and words of quick fixes done since; how many."""
        m = MessageRow
        # What was emptied has no instant any more.
        aged = or_(m.made_at.is_(None), m.made_at < before)
        old = select(m.id).where(_WITHOUT, aged, m.due_at.is_(None)).order_by(m.made_at).limit(limit)
        keys = select(IntakeRow.key).where(IntakeRow.at < before).order_by(IntakeRow.at).limit(limit)
        drafts = delete(DraftRow).where(DraftRow.at < before)
        return sum(
            (
                self._count(delete(m).where(m.id.in_(old))),
                self._count(delete(IntakeRow).where(IntakeRow.key.in_(keys))),
                self._count(drafts),
                self._fixes_done_since(),
            )
        )

    def _fixes_done_since(self) -> int:
        """Quick fixes that were open when the texts of their escalation went, and are done by now."""
        f = QuickFixRow
        emptied = select(EscalationRow.id).where(EscalationRow.texts_gone_at.is_not(None))
        done = (f.done_at.is_not(None), f.what != "", f.escalation_id.in_(emptied))
        bare = {"what": "", "owner_id": None, "made_by": SOMEBODY, "done_by": SOMEBODY}
        return self._count(update(f).where(*done).values(bare))

    def _count(self, statement: Any) -> int:
        return int(self._connection.execute(statement).rowcount)
