"""Takes each tap, click or delivery once (reliability.md F05, F06)."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection

from storage.tables import IntakeRow
from storage.upserts import insert_new


def take(connection: Connection, key: str, escalation_id: str | None, at: datetime) -> bool:
    """True where the key is new. Where another transaction has just taken it, waits to see whether that commits."""
    row = {"key": key, "escalation_id": escalation_id, "at": at}
    return connection.execute(_taking(connection.dialect.name), row).first() is not None


@cache
def _taking(dialect: str) -> Any:
    # What came back tells; the driver's count of an INSERT is -1 on PostgreSQL, taken or not.
    return insert_new(dialect, IntakeRow, "key").returning(IntakeRow.key)
