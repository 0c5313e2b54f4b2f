"""Very many rows, made by the database itself out of one escalation that the product has recorded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, bindparam, text

from storage.database import Database
from storage.tables import EscalationRow, MessageRow, Row

_INSTANT = EscalationRow.__table__.c.due_at.type
_SERIES = {
    True: "(SELECT generate_series(CAST(:first AS integer), CAST(:last AS integer)) AS n) AS numbers",
    False: "(WITH RECURSIVE s(n) AS (SELECT :first UNION ALL SELECT n + 1 FROM s WHERE n < :last) "
    "SELECT n FROM s) AS numbers",
}


@contextmanager
def writing(database: Database) -> Iterator[Connection]:
    """A long transaction past the product's own time-outs."""
    engine = database.engine(database.work)
    with engine.connect() as connection, connection.begin():
        if database.is_postgres:
            connection.connection.driver_connection.deadline = float("inf")  # type: ignore[union-attr]
            connection.exec_driver_sql("BEGIN")
        else:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        yield connection
    if database.is_postgres:
        with engine.connect() as connection:
            connection.connection.driver_connection.deadline = float("inf")  # type: ignore[union-attr]
            connection.exec_driver_sql("ANALYZE")


def let_rest(database: Database, escalation_id: str) -> None:
    """Everything of this escalation is sent, and looked at again in a day; nothing is due sooner."""
    later = datetime.now(UTC) + timedelta(days=1)
    with writing(database) as connection:
        posted = "state = 'sent', due_at = NULL, ref_channel = 'D1', ref_ts = '1.1', shown = wanted"
        connection.execute(text(f"UPDATE message SET {posted}"))
        at = bindparam("at", later, type_=_INSTANT)
        rest = text("UPDATE escalation SET due_at = :at WHERE id = :id").bindparams(at)
        connection.execute(rest, {"id": escalation_id})


def copy_pending(database: Database, template: str, first: int, last: int) -> None:
    """Copies `first` + 1 to `last` of an open escalation, each with a page that waits to be drawn anew in a day."""
    with writing(database) as connection:
        _copy(connection, "escalation", template, {"id": "'p' || n"}, first + 1, last)
        later = bindparam("later", datetime.now(UTC) + timedelta(days=1), type_=MessageRow.__table__.c.due_at.type)
        fresh = {**dict.fromkeys(("id", "key", "escalation_id"), "'p' || n"), "target": "'D' || n", "due_at": ":later"}
        _copy(connection, "message", template, fresh, first + 1, last, later)


def copy_finished(database: Database, template: str, count: int) -> None:
    """So many copies that are over, with a page each that nobody looks at again."""
    ended = {"id": "'f' || n", "state": "'resolved'", "ended_at": "raised_at", "due_at": "NULL", "note_state": "'done'"}
    with writing(database) as connection:
        _copy(connection, "escalation", template, ended, 1, count)
        fresh = {**dict.fromkeys(("id", "key", "escalation_id"), "'f' || n"), "target": "'D' || n", "due_at": "NULL"}
        _copy(connection, "message", template, fresh, 1, count)


def _copy(
    connection: Connection, table: str, template: str, fresh: dict[str, str], first: int, last: int, *more: object
) -> None:
    columns = [column.name for column in Row.metadata.tables[table].columns]
    values = ", ".join(fresh.get(name, f'source."{name}"') for name in columns)
    names = ", ".join(f'"{name}"' for name in columns)
    key = "id" if table == "escalation" else "escalation_id"
    kind = "" if table == "escalation" else " AND kind = 'page'"
    series = _SERIES[connection.dialect.name == "postgresql"]
    statement = text(
        f"INSERT INTO {table} ({names}) SELECT {values} FROM {table} AS source, {series} "
        f'WHERE source."{key}" = :template{kind}'
    )
    bound = statement.bindparams(*more) if more else statement  # type: ignore[arg-type]
    connection.execute(bound, {"template": template, "first": first, "last": last})
