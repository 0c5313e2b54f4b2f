"""What an error of a driver means to whoever asked: unavailable, unknown, conflict, or a bug that goes up as it is."""

from __future__ import annotations

import sqlite3

import psycopg

from domain.store_errors import Conflict, StoreUnavailable

_SQLITE_UNAVAILABLE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)
_SQLITE_NOT_COMMITTED = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL})
_SERIALIZATION, _DEADLOCK = "40001", "40P01"
# Connection, resources, operator, system, and time-outs of statement, lock and idle transaction.
_POSTGRES_UNAVAILABLE = ("08", "53", "57", "58", "55P03", "25P03")
# The server may have ended the session after it made the commit durable.
_SESSION_ENDED = ("08", "57P", "58")


def meaning(error: BaseException | None) -> Exception | None:
    """Conflict or StoreUnavailable for what this driver's error means, None where it is neither."""
    if isinstance(error, sqlite3.Error):
        return _of_sqlite(getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR))
    if isinstance(error, psycopg.Error):
        return _of_postgres(error)
    return None


def _of_sqlite(code: int) -> Exception | None:
    # A transaction that read before another's commit cannot write any more, whatever the busy time-out.
    if code == sqlite3.SQLITE_BUSY_SNAPSHOT:
        return Conflict("SQLITE_BUSY_SNAPSHOT")
    # The low byte is the class of the error.
    return StoreUnavailable(f"SQLite error {code}") if code & 0xFF in _SQLITE_UNAVAILABLE else None


def _of_postgres(error: psycopg.Error) -> Exception | None:
    if error.sqlstate in (_SERIALIZATION, _DEADLOCK):
        return Conflict(f"PostgreSQL error {error.sqlstate}")
    if error.sqlstate is None and isinstance(error, (psycopg.OperationalError, psycopg.InterfaceError)):
        return StoreUnavailable("no connection to PostgreSQL")
    if error.sqlstate and error.sqlstate.startswith(_POSTGRES_UNAVAILABLE):
        return StoreUnavailable(f"PostgreSQL error {error.sqlstate}")
    return None


def surely_not_committed(error: BaseException | None) -> bool:
    """Whether this error of COMMIT is the database's own word that nothing was recorded (reliability.md F11)."""
    if isinstance(error, sqlite3.Error):
        return getattr(error, "sqlite_errorcode", 0) & 0xFF in _SQLITE_NOT_COMMITTED
    if isinstance(error, psycopg.Error):
        return error.sqlstate is not None and not error.sqlstate.startswith(_SESSION_ENDED)
    return False
