"""Tables without migrations: running them for each test took longer than most tests, and storage tests run them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from storage.database import Database
from storage.migrate import upgrade_on


@cache
def _image() -> bytes:
    """A SQLite database with the tables and nothing in them, as a file has it; migrated once for each process."""
    database = Database("sqlite://")
    upgrade_on(database)
    with database.connect(database.read) as connection:
        image: bytes = connection.connection.driver_connection.serialize()  # type: ignore[union-attr]
    database.close()
    return image


def empty_file(path: Path) -> str:
    """A SQLite file with nothing in its tables; its URL."""
    path.write_bytes(_image())
    return f"sqlite:///{path}"


def give_tables(database: Database) -> None:
    """Empty tables for a database in memory or in a file that nobody has opened yet.

    Those of tests/postgres.py have theirs.
    """
    if database.is_postgres:
        return
    if not database.in_memory:
        empty_file(Path(str(database.url.database)))
        return
    with database.connect(database.work) as connection:
        connection.connection.driver_connection.deserialize(_image())  # type: ignore[union-attr]
