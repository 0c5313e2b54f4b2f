"""Counts what costs: commits and ways into the database, by SQLAlchemy's own events."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event

from storage.database import Database


@dataclass
class Counted:
    """When (monotonic seconds) something was committed, and when a connection that may write was taken."""

    commits: list[float] = field(default_factory=list)
    writers: list[float] = field(default_factory=list)
    statements: int = 0


@contextmanager
def counting(database: Database) -> Iterator[Counted]:
    """Counts while it is open, over all lanes of the product's database."""
    counted = Counted()

    def committed(_connection: Any) -> None:
        counted.commits.append(time.monotonic())

    def taken(*_: Any) -> None:
        counted.writers.append(time.monotonic())

    def said(*_: Any) -> None:
        counted.statements += 1

    hooks: list[tuple[Engine, str, Any]] = []
    for lane in (database.safety, database.work, database.read):
        engine = database.engine(lane)
        hooks += [(engine, "commit", committed), (engine, "before_cursor_execute", said)]
        if lane.writes:
            hooks.append((engine, "checkout", taken))
    for hook in hooks:
        event.listen(*hook)
    try:
        yield counted
    finally:
        for hook in hooks:
            event.remove(*hook)
