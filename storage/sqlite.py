"""How a SQLite database is opened and its transactions begin (reliability.md, "Stores and libraries")."""

from __future__ import annotations

import sqlite3
import threading
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from storage.lanes import Lane


def in_memory(url: URL) -> bool:
    """Whether the database lives and dies with its one connection."""
    return url.database in (None, "", ":memory:") or "mode=memory" in str(url.database)


def file_engine(url: URL, lane: Lane) -> Engine:
    """An engine on a file: WAL, and FULL so that an answered success survives a power cut (F64)."""
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=lane.connections,
        max_overflow=0,
        pool_timeout=lane.pool_wait,
        connect_args={"check_same_thread": False, "timeout": lane.lock},
        hide_parameters=True,
    )
    # What is removed is overwritten, too: the file must not tell what its tables no longer say (domain.md e.6).
    pragmas = ["synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"]
    if not lane.writes:
        pragmas.append("query_only=ON")
    _on_connect(engine, pragmas, wal_within=lane.lock)
    return engine


def memory_engine(url: URL) -> Engine:
    """An engine with the one connection that holds a database in memory; its users take turns."""
    engine = create_engine(url, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True)
    _on_connect(engine, ["foreign_keys=ON"])
    return engine


def _on_connect(engine: Engine, pragmas: list[str], wal_within: float | None = None) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own BEGIN comes late and deferred; with None it leaves transactions to `begin` below.
        connection.isolation_level = None
        if wal_within is not None:
            _use_wal(connection, wal_within)
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection, seconds: float) -> None:
    """Journal ahead. A new file that several open at once says "locked" at once, without its busy time-out."""
    until, pause = time.monotonic() + seconds, threading.Event()
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() >= until:
                raise
            pause.wait(0.01)


def begin(connection: Connection, lane: Lane, seconds_left: float) -> None:
    """Begin. A writer takes the write lock here, waiting `seconds_left` at most: a transaction that reads first and
    writes later fails at once when somebody else has committed in between (F62)."""
    if lane.writes:
        wait = max(1, int(min(lane.lock, seconds_left) * 1000))
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if lane.writes else "BEGIN")
