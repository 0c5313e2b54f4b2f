"""Messages of what is long over: first one line in chat, later no row at all (domain.md e.6)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, delete, literal, select, update

from domain.page import Delivery, Kind
from storage.messages.rows import Statements
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M
from storage.values import to_json

# A dialog is no message: it was closed long ago, and nobody can draw it (handlers/outbox.py, modal_card).
_POSTED = and_(M.ref_channel.is_not(None), M.kind != Kind.MODAL_CARD.value, M.state == Delivery.SENT.value)
_LAST = 99
_LATER = (
    update(M)
    .where(M.id == bindparam("its_id"), M.state == Delivery.SENT.value)
    .values(wanted=M.wanted + 1, due_at=bindparam("when", type_=M.due_at.type), rank=_LAST)
)


class StubbedMessages(Statements):
    """The part of the repository that shortens what stands in chat."""

    def without_stub(self, site_id: str, start: datetime, at: datetime, stub_after: timedelta) -> list[str]:
        """Ids of posted messages that show more than the reference and have for long enough, oldest end first."""
        in_time = and_(E.ended_at >= start, E.ended_at < at - stub_after, E.site_id == site_id)
        shown = select(M.id, M.shown_at, M.made_at, E.ended_at).join(E, E.id == M.escalation_id)
        rows = self._connection.execute(shown.where(in_time, _POSTED, M.due_at.is_(None)).order_by(E.ended_at, M.id))
        return [row.id for row in rows if _shows_more(row, stub_after) and at >= _since(row) + stub_after]

    def draw_later(self, message_ids: Sequence[str], first: datetime, every: float) -> None:
        """Drawn anew one after the other, behind everything else: Slack limits edits for the whole workspace."""
        rows = [{"its_id": id_, "when": first + timedelta(seconds=every * n)} for n, id_ in enumerate(message_ids)]
        if rows:
            self._connection.execute(_LATER, rows)

    def drop_messages(self, escalation_id: str, reference: str, ended_at: datetime, stub_after: timedelta) -> list[str]:
        """All go but what must be drawn once more; that keeps nothing but the reference, and goes later (`tidy`)."""
        its = M.escalation_id == escalation_id
        posted = select(M.id, M.kind, M.shown_at, M.made_at, literal(ended_at, M.shown_at.type).label("ended_at"))
        rows = self._connection.execute(posted.where(its, _POSTED).order_by(M.id)).all()
        # A page keeps its menu in chat for as long as something could be done with it.
        ids = [row.id for row in rows if row.kind == Kind.PAGE.value or _shows_more(row, stub_after)]
        self._connection.execute(delete(M).where(its, M.id.not_in(ids)))
        nothing = dict.fromkeys(("escalation_id", "person_id", "list_id", "made_at"))
        bare = {**nothing, "detail": to_json({"stub": reference})}
        for id_ in ids:
            self._connection.execute(update(M).where(M.id == id_).values(**bare, key=f"gone:{id_}"))
        return ids


def _since(row: Any) -> datetime:
    """As domain/learning/keeping/until.py, stub_from, counts."""
    ended: datetime = row.ended_at
    return max(ended, row.made_at or ended)


def _shows_more(row: Any, stub_after: timedelta) -> bool:
    return row.shown_at is None or row.shown_at < _since(row) + stub_after
