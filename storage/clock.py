"""The clock of a PostgreSQL server, which all replicas share (reliability.md, "Time")."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta

from sqlalchemy import func, select

from storage.column_types import in_utc
from storage.database import Database

_READ = select(func.clock_timestamp())
_TOO_SLOW = 0.5


class DatabaseClock:
    """Fits `handlers.ports.Clock`: between two refreshes it counts on with this process's monotonic clock."""

    def __init__(self, database: Database) -> None:
        """Reads the database's clock once. Raises StoreUnavailable where it cannot."""
        self._database = database
        self._lock = threading.Lock()
        self._last: datetime | None = None
        self.refresh()

    def refresh(self) -> None:
        """Ask the database again; the heartbeat does it once a second. Raises StoreUnavailable.

        A slow answer changes nothing: this process may have stood still in between, and a clock set by it would be
        late by half of that, so that leases would seem to run on (reliability.md F32).
        """
        with self._database.connect(self._database.read) as connection:
            before = time.monotonic()
            told = in_utc(connection.execute(_READ).scalar_one())
            after = time.monotonic()
        if after - before > _TOO_SLOW and self._last is not None:
            return
        # The database looked at its clock somewhere between the two.
        anchor = (told, (before + after) / 2)
        with self._lock:
            self._anchor = anchor

    def now(self) -> datetime:
        """Now by the database's clock, aware, in UTC; never earlier than before."""
        with self._lock:
            told, at = self._anchor
            now = told + timedelta(seconds=time.monotonic() - at)
            self._last = now if self._last is None else max(self._last, now)
            return self._last

    def skew(self, process_now: datetime) -> timedelta:
        """How far the database's clock is ahead of this process's (alarm above 2 s, reliability.md W11)."""
        return self.now() - process_now
