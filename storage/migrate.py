"""Brings a database to the schema of this version, from inside the package: no alembic.ini is needed."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage import postgres
from storage.database import Database

# One replica migrates; the others that start with it wait for this transaction-level lock and find nothing to do.
MIGRATION_LOCK = 71_010_000
_WAIT_FOR_OTHERS = "60s"
_AT_MOST = 600.0
# A migration behind a long reader holds up everybody behind it: give up soon and try at the next start (F73).
_WAIT_FOR_TABLES = "3s"


def upgrade(database_url: str) -> None:
    """Bring the database to the newest version; nothing happens where it is there already.

    All in one transaction. Raises StoreUnavailable where locks are not free in time.
    """
    database = Database(database_url)
    try:
        upgrade_on(database)
    finally:
        database.close()


def upgrade_on(database: Database) -> None:
    """As `upgrade`, on a database that is open: the only way for one in memory."""
    with database.connect(database.work) as connection, connection.begin() as transaction:
        _begin(connection, database)
        # One version ahead is fine: its migrations work with this code, so that a rollback needs none (F73).
        if not _ahead(connection):
            command.upgrade(_config(connection), "head")
        transaction.commit()


def _ahead(connection: Connection) -> bool:
    present = MigrationContext.configure(connection).get_current_revision()
    return present is not None and present not in _known()


def _known() -> set[str]:
    return {revision.revision for revision in ScriptDirectory.from_config(_config(None)).walk_revisions()}


def _begin(connection: Connection, database: Database) -> None:
    if not database.is_postgres:
        database.begin(connection, database.work, database.work.budget)
        return
    postgres.allow(connection, _AT_MOST)
    connection.exec_driver_sql("BEGIN")
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT_FOR_OTHERS}'")
    connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": MIGRATION_LOCK})
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT_FOR_TABLES}'")


def behind(database: Database) -> bool:
    """Whether the database lacks something that this code needs; one that is ahead by a version is not behind."""
    script = ScriptDirectory.from_config(_config(None))
    present = current(database)
    return not present or (present in _known() and present != script.get_current_head())


def current(database: Database) -> str:
    """The version that the database is at; empty where it has none."""
    with database.connect(database.read) as connection:
        return MigrationContext.configure(connection).get_current_revision() or ""


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
