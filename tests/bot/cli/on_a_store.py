"""What the tests of exports and of what is kept share: a hotel with a past, and the command line on its store."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from bot.cli import Desk, main
from bot.entry import editing_on
from domain.site import Directory, Site
from handlers.editing import EditPorts
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables
from tests.world import PEOPLE, harbour

NOW = datetime(2026, 4, 1, 10, tzinfo=UTC)


class Terminal(io.StringIO):
    """A stream with somebody in front of it."""

    def isatty(self) -> bool:
        return True


@dataclass
class Hotel:
    """Harbour Hotel's store, and `stepin` on it. `now` is what the command takes for now."""

    store: SqlStore
    site: Site
    now: datetime = NOW
    out: io.StringIO = field(default_factory=io.StringIO)
    err: io.StringIO = field(default_factory=io.StringIO)

    def editing(self, settings: Any) -> EditPorts:
        """The wiring, as the commands ask for it."""
        return editing_on(self.store)

    def open_store(self, settings: Any) -> SqlStore:
        """The same."""
        return self.store

    def runs(self, *arguments: str, stdin: io.StringIO | None = None) -> int:
        """A command; its exit code."""
        self.out, self.err = io.StringIO(), io.StringIO()
        wiring = cast(Any, lambda: self)
        return main(arguments, Desk({}, stdin or io.StringIO(), self.out, self.err, wiring, now=lambda: self.now))

    @property
    def said(self) -> str:
        return self.out.getvalue()

    @property
    def complained(self) -> str:
        return self.err.getvalue()


@contextmanager
def hotel(url: str = "sqlite://", site: Site | None = None) -> Iterator[Hotel]:
    """A hotel with its people and nothing else."""
    database = Database(url)
    give_tables(database)
    store, site = SqlStore(database), site or harbour()
    with store.work() as uow:
        uow.people.apply(Directory(0, (site,), tuple(PEOPLE.values())))
        uow.commit()
    yield Hotel(store, site)
    database.close()
