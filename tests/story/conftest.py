"""The worlds that stories happen in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.world import World, world_on


@pytest.fixture
def world() -> Iterator[World]:
    """Harbour Hotel at noon, on SQLite in memory."""
    with world_on(Database("sqlite://")) as opened:
        yield opened


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database: SQLite in memory, or each of the two in a story that is told on both stores."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return "sqlite://"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgres"])
def anywhere(request: pytest.FixtureRequest) -> Iterator[World]:
    """The same hotel on each of the two stores."""
    url = "sqlite://" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    database = Database(url)
    with world_on(database) as opened:
        yield opened
    database.close()
