"""Where admins edit, on each of the two stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.edits import listed
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.handlers.desk.rota_given import BEFORE
from tests.handlers.editing.given import Office, office
from tests.migrated import give_tables


@pytest.fixture(params=["sqlite", "postgres"])
def here(request: pytest.FixtureRequest) -> Iterator[Office]:
    """A hotel with turns, a stand-in, an absence and a closed day, and a shop."""
    url = "sqlite://" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    database = Database(url)
    give_tables(database)
    store = SqlStore(database)
    with store.work() as uow:
        uow.people.apply(replace(BEFORE, people=listed(BEFORE)))
        uow.commit()
    yield office(store)
    database.close()
