"""Editing on each of the two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.handlers.editing.given import Office, office, set_up
from tests.migrated import empty_file


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database, on each of the two stores."""
    if request.param == "postgres":
        return str(request.getfixturevalue("postgres_url"))
    return empty_file(tmp_path / "stepin.db")


@pytest.fixture
def store(url: str) -> Iterator[SqlStore]:
    """A store with the hotel."""
    database = Database(url)
    made = SqlStore(database)
    set_up(made)
    yield made
    database.close()


@pytest.fixture
def here(store: SqlStore) -> Office:
    """Where admins edit."""
    return office(store)
