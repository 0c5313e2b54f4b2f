"""What the stories about what is kept share: nights that pass, and a look into every table."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import MetaData

from handlers.learning.keeping.nights import Nights
from storage.database import Database
from tests.world import World


def nights_pass(world: World, days: int) -> None:
    """So many days, with a night's run, and another process's, after each; what it makes due is sent."""
    runs = Nights(world.app.ports)
    for _ in range(days):
        world.time_passes(hours=24)
        a_night(world, runs)


def days_later(world: World, days: int) -> None:
    """So many days pass while nobody looks; then comes one night's run with everything that follows from it."""
    world.time_passes(hours=24 * days)
    a_night(world)


def a_night(world: World, runs: Nights | None = None) -> None:
    """The run of one night, to its end, by two processes, and the edits that it makes due."""
    for one in (runs or Nights(world.app.ports), Nights(world.app.ports)):
        for _ in range(5):
            one.due(world.clock.now())
    world.time_passes(hours=1)


def everything(database: Database) -> str:
    """Every cell of every table of the database, as one text, whatever the table is for."""
    with database.connect(database.read) as connection:
        found = MetaData()
        found.reflect(connection)
        rows: list[Any] = []
        # SQLite's index of words has no rows of its own; what it is made of stands in tables beside it.
        for table in (one for one in found.sorted_tables if one.name != "lesson_fts"):
            rows += [f"{table.name}: {tuple(map(_plain, row))}" for row in connection.execute(table.select())]
    return "\n".join(rows)


def _plain(cell: Any) -> Any:
    return cell.isoformat() if isinstance(cell, datetime) else cell


def days(count: int) -> timedelta:
    """So many days."""
    return timedelta(days=count)
