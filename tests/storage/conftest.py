"""Every repository test runs on SQLite and on a real PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrate import upgrade
from storage.unit_of_work import SqlStore
from tests.storage.replicas import Replicas


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the tables and nothing in them."""
    path = tmp_path_factory.mktemp("sqlite") / "empty.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    """The URL of a SQLite file with nothing in it."""
    return f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'stepin.db')}"


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, on each of the two stores."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """An empty database."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def store(database: Database) -> SqlStore:
    """A store on an empty database."""
    return SqlStore(database)


@pytest.fixture
def replicas(url: str) -> Iterator[Replicas]:
    """The handlers of two replicas on an empty database."""
    both = Replicas(url)
    yield both
    both.close()
