"""A witness in the database: it writes down, in the same transactions, which message and which epoch went how.

Its entries are in the order of the commits: SQLite has one writer, so there it is the order of writing; PostgreSQL
keeps the instant of each commit (`track_commit_timestamp`).
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, text

from storage.database import Database
from storage.lanes import READ

_TABLE = """
CREATE TABLE witness (
    n {serial}, subject TEXT, id TEXT, escalation_id TEXT, kind TEXT, epoch INTEGER, was TEXT, became TEXT,
    token INTEGER, lease_until TEXT
)
"""
_INTO = "INSERT INTO witness (subject, id, escalation_id, kind, epoch, was, became, token, lease_until) VALUES "
_INSERT = _INTO + (
    "('message', NEW.id, NEW.escalation_id, NEW.kind, NEW.epoch, {was}, NEW.state, NEW.token, "
    "CAST(NEW.lease_until AS TEXT))"
)
_EPOCH = _INTO + (
    "('epoch', NEW.id, NEW.id, '', NEW.epoch, '', "
    "CASE WHEN NEW.epoch_open AND NEW.ended_at IS NULL THEN 'open' ELSE 'closed' END, NEW.version, NULL)"
)
_MOVED = "(NEW.state <> OLD.state OR NEW.token <> OLD.token)"
_TURNED = (
    "(NEW.epoch <> OLD.epoch OR NEW.epoch_open <> OLD.epoch_open OR (NEW.ended_at IS NULL) <> (OLD.ended_at IS NULL))"
)
_RULES = {
    "message_new": ("INSERT", "message", "1 = 1", _INSERT.format(was="''")),
    "message_moved": ("UPDATE", "message", _MOVED, _INSERT.format(was="OLD.state")),
    "epoch_new": ("INSERT", "escalation", "1 = 1", _EPOCH),
    "epoch_turned": ("UPDATE", "escalation", _TURNED, _EPOCH),
}
_READ = "SELECT subject, id, escalation_id, kind, epoch, was, became, token, lease_until FROM witness ORDER BY {order}"
_ORDER = {"sqlite": "n", "postgresql": "pg_xact_commit_timestamp(xmin), n"}


@dataclass(frozen=True)
class Seen:
    """One change: a message that went from `was` to `became` ("" before it is made), or an epoch opened or closed."""

    subject: str
    id: str
    escalation_id: str | None
    kind: str
    epoch: int
    was: str
    became: str
    token: int
    lease_until: str | None = None

    @property
    def posting(self) -> bool:
        """Whether somebody claimed this message in order to post it."""
        return self.subject == "message" and self.was == "due" and self.became == "sending"


def install(database: Database) -> None:
    """Let the witness watch from now on."""
    with database.engine(database.work).begin() as connection:
        kind = connection.dialect.name
        serial = "INTEGER PRIMARY KEY AUTOINCREMENT" if kind == "sqlite" else "BIGSERIAL PRIMARY KEY"
        connection.exec_driver_sql(_TABLE.format(serial=serial))
        for name, (event, table, condition, statement) in _RULES.items():
            (_on_sqlite if kind == "sqlite" else _on_postgres)(connection, name, event, table, condition, statement)


def _on_sqlite(connection: Connection, name: str, event: str, table: str, condition: str, statement: str) -> None:
    connection.exec_driver_sql(
        f"CREATE TRIGGER witness_{name} AFTER {event} ON {table} WHEN {condition} BEGIN {statement}; END"
    )


def _on_postgres(connection: Connection, name: str, event: str, table: str, condition: str, statement: str) -> None:
    function = f"witness_{name}"
    connection.exec_driver_sql(
        f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement}; RETURN NULL; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {function} AFTER {event} ON {table} FOR EACH ROW WHEN ({condition}) "
        f"EXECUTE FUNCTION {function}()"
    )


def testimony(database: Database) -> list[Seen]:
    """Everything that was seen, in the order of the commits."""
    with database.connect(READ) as connection:
        rows = connection.execute(text(_READ.format(order=_ORDER[connection.dialect.name])))
        return [Seen(*row) for row in rows]
