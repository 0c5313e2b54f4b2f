"""Worlds for the tests of the Slack wing: one that is new for each test, and one for each of the two stores."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from storage.database import Database
from tests.world import World, world_on


@pytest.fixture
def world() -> Iterator[World]:
    """A world on SQLite in memory."""
    with world_on(Database("sqlite://")) as made:
        yield made


@pytest.fixture
def file_world(tmp_path: Path) -> Iterator[World]:
    """A world on a SQLite file, which others can open as well."""
    database = Database(f"sqlite:///{tmp_path / 'stepin.db'}")
    with world_on(database, patient=False) as made:
        yield made
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def either_world(request: pytest.FixtureRequest) -> World:
    """A world on each of the two stores."""
    made: World = request.getfixturevalue("file_world" if request.param == "sqlite" else "postgres_world")
    return made


@pytest.fixture
def postgres_world(postgres_url: str) -> Iterator[World]:
    """A world on PostgreSQL."""
    database = Database(postgres_url)
    with world_on(database) as made:
        yield made
    database.close()
