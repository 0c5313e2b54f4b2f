"""The schema comes from inside the package, once, however many start together."""

from __future__ import annotations

from pathlib import Path

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import make_url, text

from domain.store_errors import StoreUnavailable
from storage.database import Database
from storage.migrate import behind, current, upgrade, upgrade_on
from storage.tables import Row
from storage.unit_of_work import SqlStore
from tests.storage.given import at_once, look, raised


@pytest.fixture(params=["sqlite", "postgres"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path, worker_id: str) -> str:
    """The URL of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'bare.db'}"
    server = request.getfixturevalue("postgres_server")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS bare_{worker_id}")
        connection.execute(f"CREATE DATABASE bare_{worker_id}")
    return make_url(server).set(database=f"bare_{worker_id}").render_as_string(hide_password=False)


def of_the_code(name: str | None, _kind: str, _parents: object) -> bool:
    """Whether the code names it: each store's own full-text search makes more, which only its migration knows."""
    return not (name or "").startswith(("lesson_fts", "ix_lesson_index_terms"))


def test_an_empty_database_gets_exactly_the_tables_of_the_code(bare_url: str) -> None:
    """What the migrations make is what `storage/tables/` says, and a second run changes nothing."""
    database = Database(bare_url)
    assert (current(database), behind(database)) == ("", True)
    upgrade(bare_url)
    upgrade(bare_url)
    assert (current(database), behind(database)) == ("0006", False)
    with database.connect(database.work) as connection:
        compared = MigrationContext.configure(connection, opts={"include_name": of_the_code})
        assert compare_metadata(compared, Row.metadata) == []
    database.close()


def test_replicas_that_start_together_migrate_once(bare_url: str) -> None:
    """F73: the others wait for the first and find nothing to do."""
    at_once(*[lambda: upgrade(bare_url)] * 4)
    database = Database(bare_url)
    store = SqlStore(database)
    raised(store)
    assert look(store, lambda unit: unit.escalations.get("e1")) is not None
    database.close()


def test_a_database_one_version_ahead_is_not_behind(url: str) -> None:
    """F73: the code of the version before goes on while the new one has migrated already."""
    database = Database(url)
    with database.connect(database.work) as connection:
        database.begin(connection, database.work, 5)
        connection.execute(text("UPDATE alembic_version SET version_num = 'next'"))
        assert MigrationContext.configure(connection).get_current_revision() == "next"
        connection.rollback()
    assert not behind(database)
    database.close()


def test_a_migration_does_not_wait_long_for_a_locked_table(bare_url: str) -> None:
    """F73: it gives up after three seconds at most and can be tried again; a file waits five for its one writer."""
    upgrade(bare_url)
    database = Database(bare_url)
    with database.connect(database.work) as holder:
        holder.exec_driver_sql("BEGIN" if database.is_postgres else "BEGIN IMMEDIATE")
        holder.execute(text("DELETE FROM alembic_version"))
        if database.is_postgres:
            holder.execute(text("LOCK TABLE alembic_version IN ACCESS EXCLUSIVE MODE"))
        with pytest.raises(StoreUnavailable):
            upgrade(bare_url)
        holder.rollback()
    assert not behind(database)
    database.close()


def test_a_database_in_memory_is_migrated_where_it_is() -> None:
    """It has one connection, so it is migrated through that."""
    database = Database("sqlite://")
    upgrade_on(database)
    assert not behind(database)
    database.close()
