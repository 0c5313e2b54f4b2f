"""The journal of what admins changed, and what somebody has typed in a form so far."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select, update

from domain.planning import Change
from storage.rows import Statements, row_of, value_of
from storage.tables import ChangeRow as C
from storage.tables import DraftRow as D
from storage.upserts import insert_into
from storage.values import to_json

# The number tells apart two edits of one instant: the later one is the newer.
_NEWEST_FIRST = select(C.__table__).order_by(C.at.desc(), C.seq.desc())


class Changes(Statements):
    """The part of the repository that the admins' forms use."""

    def add_change(self, change: Change) -> None:
        """Write one edit into the journal, in the transaction that makes it."""
        self._connection.execute(insert(C), row_of(change))

    def change(self, change_id: str) -> Change | None:
        """One edit."""
        row = self._connection.execute(select(C.__table__).where(C.id == change_id)).one_or_none()
        return None if row is None else value_of(Change, row)

    def changes(self, subject: str = "", site_id: str = "", limit: int = 20) -> list[Change]:
        """Edits, newest first: of one thing, of one site, or all."""
        some = _NEWEST_FIRST.limit(limit)
        if subject:
            some = some.where(C.subject == subject)
        if site_id:
            some = some.where(C.site_id == site_id)
        return [value_of(Change, row) for row in self._connection.execute(some)]

    def mark_undone(self, change_id: str, at: datetime) -> bool:
        """True the first time; of two at once the second waits to see whether the first commits."""
        once = update(C).where(C.id == change_id, C.undone_at.is_(None)).values(undone_at=at)
        return self._connection.execute(once).rowcount == 1

    def keep_draft(self, draft_id: str, by: str, body: Mapping[str, object], at: datetime) -> None:
        """Insert or replace one's own draft. `body` holds what JSON can say."""
        fresh = {"body": to_json(dict(body)), "at": at}
        kept = insert_into(self._connection, D).values(id=draft_id, by=by, **fresh)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["id", "by"], set_=fresh))

    def draft(self, draft_id: str, by: str) -> Mapping[str, object] | None:
        """One's own draft; nobody gets at somebody else's by its id."""
        body = self._connection.execute(select(D.body).where(D.id == draft_id, D.by == by)).scalar()
        return None if body is None else dict(json.loads(body))

    def drop_drafts(self, before: datetime) -> None:
        """Forget what nobody came back to: drafts last kept before this instant."""
        self._connection.execute(delete(D).where(D.at < before))
