"""Takes each tap, click or delivery once (reliability.md F05, F06)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from storage.tables import IntakeRow
from storage.upserts import insert_into


def take(connection: Connection, key: str, escalation_id: str | None, at: datetime) -> bool:
    """True where the key is new. Where another transaction has just taken it, waits to see whether that commits."""
    new = insert_into(connection, IntakeRow).on_conflict_do_nothing().returning(IntakeRow.key)
    row = {"key": key, "escalation_id": escalation_id, "at": at}
    return connection.execute(new, row).first() is not None
