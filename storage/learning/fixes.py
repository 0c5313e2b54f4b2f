"""Quick fixes agreed when an escalation was resolved, until they are done (domain.md d.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, update

from domain.learning.proposal import Fix
from storage.rows import Statements, row_of, value_of
from storage.tables import QuickFixRow as F
from storage.upserts import insert_new


class Fixes(Statements):
    """The part of the repository that *Fix now* uses."""

    def add_fixes(self, fixes: Sequence[Fix]) -> None:
        """New quick fixes; one that is there already is left alone."""
        rows = [{**row_of(fix), "due": fix.due.isoformat()} for fix in fixes]
        if rows:
            self._connection.execute(insert_new(self._connection.dialect.name, F, "id"), rows)

    def fix(self, fix_id: str) -> Fix | None:
        """One quick fix."""
        row = self._connection.execute(select(F.__table__).where(F.id == fix_id)).one_or_none()
        return None if row is None else value_of(Fix, row)

    def finish_fix(self, fix_id: str, by: str, at: datetime) -> bool:
        """True the first time; of two at once the second waits to see whether the first commits."""
        once = update(F).where(F.id == fix_id, F.done_at.is_(None)).values(done_at=at, done_by=by)
        return self._connection.execute(once).rowcount == 1

    def fixes_done(self, site_id: str, start: datetime, end: datetime) -> int:
        """How many of a site were done in [start, end)."""
        done = select(func.count()).where(F.site_id == site_id, F.done_at >= start, F.done_at < end)
        return int(self._connection.execute(done).scalar_one())

    def open_fixes(self, site_id: str) -> list[Fix]:
        """Those of a site that are not done, soonest due first."""
        waiting = select(F.__table__).where(F.site_id == site_id, F.done_at.is_(None)).order_by(F.due, F.id)
        return [value_of(Fix, row) for row in self._connection.execute(waiting)]
