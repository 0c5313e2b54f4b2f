"""INSERT with a word for the row that is there already: the same statement, built by each database's own dialect."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.dialects import postgresql, sqlite

from storage.tables import Row


def insert_into(connection: Connection, row: type[Row]) -> Any:
    """An INSERT that knows `on_conflict_do_nothing` and `on_conflict_do_update`."""
    return (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(row)


@lru_cache
def insert_new(dialect: str, row: type[Row], key: str) -> Any:
    """An INSERT that leaves alone a row that has this `key` already; built once, as a raise waits for it."""
    new = (postgresql if dialect == "postgresql" else sqlite).insert(row)
    return new.on_conflict_do_nothing(index_elements=[key])
