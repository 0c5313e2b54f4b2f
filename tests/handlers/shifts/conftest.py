"""Shifts on each of the two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.ports import Ports
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.handlers.shifts.given import set_up
from tests.migrated import empty_file


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store, on each of the two databases."""
    postgres = request.param == "postgres"
    url = str(request.getfixturevalue("postgres_url")) if postgres else empty_file(tmp_path / "stepin.db")
    database = Database(url)
    yield SqlStore(database)
    database.close()


@pytest.fixture
def ports(store: SqlStore) -> Ports:
    """The hotel with its turns."""
    return set_up(store)
