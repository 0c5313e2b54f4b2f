"""Messages to rows and back, and the conditions that several statements share."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, Update, and_, select, update

from domain.escalation.state import ENDED
from domain.page import Delivery, Kind, Message, Ref
from storage.tables import EscalationRow as E
from storage.tables import MessageRow as M
from storage.values import to_json

# The columns that are fields of the same name; the rest is `ref` and `detail`.
_SAME = (
    "id", "key", "kind", "target", "rank", "due_at", "escalation_id", "site_id", "person_id", "epoch", "round",
    "state", "wanted", "shown", "attempts", "unknowns", "token", "lease_until", "superseded", "list_id", "made_at",
)  # fmt: skip
READ = (*(getattr(M, name) for name in _SAME), M.detail, M.ref_channel, M.ref_ts)


class Statements:
    """Holds the connection that the parts of the repository share."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _all(self, query: Select[Any], **values: Any) -> list[Message]:
        return [message_of(row) for row in self._connection.execute(query, values)]


def message_of(row: Row[Any]) -> Message:
    """The message of a row of READ."""
    values: tuple[Any, ...] = tuple(row)
    *same, detail, channel, ts = values
    fields = dict(zip(_SAME, same, strict=True))
    fields["kind"], fields["state"] = Kind(fields["kind"]), Delivery(fields["state"])
    ref = None if channel is None else Ref(channel, ts or "")
    return Message(**fields, detail=json.loads(detail) if detail != "{}" else {}, ref=ref)


def row_of(message: Message) -> dict[str, Any]:
    """The row of a new message."""
    row = {name: getattr(message, name) for name in _SAME}
    row |= {"kind": message.kind.value, "state": message.state.value, "detail": to_json(dict(message.detail))}
    row |= {"ref_channel": message.ref and message.ref.channel, "ref_ts": message.ref and message.ref.ts}
    return {**row, "drawn": message.shown, "shown_at": None}


def epoch_is_open() -> ColumnElement[bool]:
    """On a join of page and escalation: this page may still be sent (invariant 6)."""
    return and_(E.epoch_open, E.epoch == M.epoch, E.state.not_in([state.value for state in ENDED]))


def change(condition: ColumnElement[bool]) -> Update:
    """An update of several messages that locks them in the order of their ids, so that two cannot deadlock."""
    ids = select(M.id).where(condition).order_by(M.id).with_for_update()
    return update(M).where(M.id.in_(ids))
