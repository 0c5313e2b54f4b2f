"""Shifts on each of the two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from handlers.ports import Ports
from storage.database import Database
from storage.migrate import upgrade
from storage.unit_of_work import SqlStore
from tests.handlers.shifts.given import set_up


@pytest.fixture(params=["sqlite", "postgres"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """An empty store, on each of the two databases."""
    url = f"sqlite:///{tmp_path / 'stepin.db'}"
    if request.param == "postgres":
        url = str(request.getfixturevalue("postgres_url"))
    else:
        upgrade(url)
    database = Database(url)
    yield SqlStore(database)
    database.close()


@pytest.fixture
def ports(store: SqlStore) -> Ports:
    """The hotel with its turns."""
    return set_up(store)
