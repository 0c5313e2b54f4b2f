"""How PostgreSQL is opened and its transactions begin: every wait has an end on both sides of the connection.

Nothing here outlives a transaction, so a transaction pooler may stand in between (reliability.md F70).
"""

from __future__ import annotations

import time
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TookTooLong
from threading import Thread
from typing import Any, TypeVar

import psycopg
from psycopg.abc import PQGen
from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from storage.lanes import Lane

T = TypeVar("T")
_AT_LEAST = 0.001
_NO_PARAMETERS = {"no_parameters": True}


class PunctualConnection(psycopg.Connection[Any]):
    """A connection whose waits end at `deadline` (monotonic seconds).

    The server's own time-outs do not help where the server hangs or its answers are lost on the way.
    """

    deadline: float = float("inf")

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        """As psycopg's, but not beyond the deadline: then the connection is closed, as nobody knows its state."""
        left = self.deadline - time.monotonic()
        if left != float("inf"):
            timeout = max(_AT_LEAST, left if timeout is None else min(timeout, left))
        try:
            return super().wait(gen, interval, timeout)
        except psycopg.OperationalError:
            if time.monotonic() >= self.deadline:
                self.close()
            raise


def engine_for(url: URL, lane: Lane) -> Engine:
    """An engine whose connections give up in the lane's time."""
    engine = create_engine(
        url.set(drivername="postgresql+psycopg"),
        poolclass=QueuePool,
        pool_size=lane.connections,
        max_overflow=0,
        pool_timeout=lane.pool_wait,
        use_native_hstore=False,
        hide_parameters=True,
        connect_args={
            "autocommit": True,  # `begin` below says BEGIN and the transaction's settings in one round trip
            "prepare_threshold": None,
            "connect_timeout": 2,
            "tcp_user_timeout": int(max(1.0, lane.budget) * 1000),
            "application_name": f"stepin {lane.name}",
        },
    )

    @event.listens_for(engine, "do_connect")
    def _(_dialect: Any, _record: Any, args: tuple[Any, ...], options: dict[str, Any]) -> PunctualConnection:
        return _connect_within(lane.budget, *args, **options)

    @event.listens_for(engine, "checkout")
    def _(connection: PunctualConnection, _record: Any, _proxy: Any) -> None:
        connection.deadline = time.monotonic() + lane.budget

    return engine


def _connect_within(seconds: float, *args: Any, **options: Any) -> PunctualConnection:
    """Connect, or raise after `seconds`: the driver's own time-out is 2 s at least, more than a raise has."""
    made: Future[PunctualConnection] = Future()

    def connect() -> None:
        try:
            made.set_result(PunctualConnection.connect(*args, **options))
        except psycopg.Error as failed:
            made.set_exception(failed)

    Thread(target=connect, name="stepin-connect", daemon=True).start()
    try:
        connection = made.result(seconds)
    except TookTooLong:
        made.add_done_callback(_close_late)
        raise psycopg.OperationalError("PostgreSQL did not take a connection in time") from None
    connection.deadline = time.monotonic() + seconds
    return connection


def _close_late(made: Future[PunctualConnection]) -> None:
    if made.exception() is None:
        made.result().close()


def begin(connection: Connection, lane: Lane, seconds_left: float) -> None:
    """Begin with the lane's time-outs, which end with the transaction; readers see one snapshot throughout."""
    allow(connection, seconds_left)
    kind = "" if lane.writes else " ISOLATION LEVEL REPEATABLE READ READ ONLY"
    connection.exec_driver_sql(
        f"BEGIN{kind}; SET LOCAL statement_timeout = {int(lane.budget * 1000)}; "
        f"SET LOCAL lock_timeout = {int(lane.lock * 1000)}; SET LOCAL idle_in_transaction_session_timeout = 3000",
        execution_options=_NO_PARAMETERS,
    )


def allow(connection: Connection, seconds: float) -> None:
    """From now on this connection waits for the server no longer than this, until told otherwise."""
    raw = connection.connection.driver_connection
    if isinstance(raw, PunctualConnection):
        raw.deadline = time.monotonic() + seconds
