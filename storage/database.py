"""One database, its three lanes, and what its errors mean."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, Engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import TimeoutError as PoolExhausted

from domain.store_errors import StoreUnavailable
from storage import postgres, sqlite
from storage.failures import meaning
from storage.lanes import READ, SAFETY, WORK, Lane
from storage.turns import Turns


class Database:
    """Where the rows are. `url` is SQLAlchemy's: `sqlite:///stepin.db`, `sqlite://` (memory) or `postgresql://...`.

    `connections` is the size of the pools of work and of reading; safety keeps its own four. Nothing is opened
    before it is needed. `safety` with longer time-outs suits a machine where nobody waits for the answer.
    """

    def __init__(self, url: str, *, connections: int = 8, safety: Lane = SAFETY) -> None:
        self.url = make_url(url)
        self.is_postgres = self.url.get_backend_name() == "postgresql"
        self.in_memory = not self.is_postgres and sqlite.in_memory(self.url)
        self.safety, self.work, self.read = (
            safety,
            replace(WORK, connections=connections, lock=WORK.lock if self.is_postgres else 5.0),
            replace(READ, connections=connections),
        )
        self.turns = None if self.is_postgres else Turns()
        self._engines = self._open()

    def _open(self) -> dict[str, Engine]:
        lanes = (self.safety, self.work, self.read)
        if self.in_memory:
            engines = dict.fromkeys((lane.name for lane in lanes), sqlite.memory_engine(self.url))
        elif self.is_postgres:
            engines = {lane.name: postgres.engine_for(self.url, lane) for lane in lanes}
        else:
            engines = {lane.name: sqlite.file_engine(self.url, lane) for lane in lanes}
        for engine in set(engines.values()):
            event.listen(engine, "handle_error", _translated)
        return engines

    def engine(self, lane: Lane) -> Engine:
        """The engine of a lane."""
        return self._engines[lane.name]

    def connect(self, lane: Lane) -> Connection:
        """A connection of a lane. Raises StoreUnavailable where there is none, or none free in time."""
        try:
            return self._engines[lane.name].connect()
        except PoolExhausted as full:
            raise StoreUnavailable("no free connection") from full

    def begin(self, connection: Connection, lane: Lane, seconds_left: float) -> None:
        """Begin a transaction that waits no longer than this."""
        (postgres if self.is_postgres else sqlite).begin(connection, lane, seconds_left)

    def takes_turns(self, lane: Lane) -> Turns | None:
        """The turns that a unit of work in this lane has to take, if any."""
        return self.turns if lane.writes or self.in_memory else None

    def close(self) -> None:
        """Close all idle connections; a database in memory is gone."""
        for engine in set(self._engines.values()):
            engine.dispose()


def _translated(context: ExceptionContext) -> Exception | None:
    return meaning(context.original_exception)
