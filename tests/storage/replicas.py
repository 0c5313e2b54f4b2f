"""The handlers on a real store, as two replicas run them: what races here races through the product's own acts."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from threading import Barrier
from typing import Any, TypeVar

from domain.escalation import Escalation, fold
from domain.page import Delivery, Kind
from domain.site import Directory, Site
from domain.timeline import Entry
from handlers.memory import Memory
from handlers.ports import Identity, Ports
from storage.database import Database
from storage.lanes import PATIENT
from storage.unit_of_work import SqlStore
from tests.handlers.given import PEOPLE, SITE, Depth, House, Platform
from tests.storage.given import at_once

T = TypeVar("T")


class Replicas:
    """Two bots at work for one hotel. PostgreSQL has both, with connections of their own; a file has one server (F65),
    whose threads race instead."""

    def __init__(self, url: str) -> None:
        # On a busy machine a raise may take long: what is tried here is the order of things, and not their speed.
        self._databases = [Database(url, safety=PATIENT) for _ in range(2 if url.startswith("postgresql") else 1)]
        stores = [SqlStore(database) for database in self._databases]
        with stores[0].work() as unit:
            unit.people.apply(Directory(0, (SITE,), PEOPLE))
            unit.commit()
        ids, references = count(1), count(100)
        identity = Identity(lambda: f"id{next(ids)}", lambda: f"R{next(references)}")
        self.one = _house(stores[0], identity)
        self.other = _house(stores[-1], identity)

    def close(self) -> None:
        """Close all connections."""
        for database in self._databases:
            database.close()

    def apply(self, site: Site) -> None:
        """A new site file, put in force by the other replica, which takes it over at once."""
        with self.other.ports.store.work() as unit:
            unit.people.apply(Directory(0, (site,), PEOPLE))
            unit.commit()
        self.other.memory.refresh(self.other.ports.store)

    def timeline(self, escalation_id: str) -> tuple[Entry, ...]:
        """All its entries, which fold to what its row says (invariant 12)."""
        with self.one.ports.store.read() as unit:
            entries = unit.escalations.timeline(escalation_id)
            assert fold(entries) == unit.escalations.get(escalation_id)
        return tuple(entries)

    def open_ones(self) -> list[Escalation]:
        """All open escalations."""
        with self.one.ports.store.read() as unit:
            return unit.escalations.open_at()

    def pages_to_go(self, escalation_id: str) -> list[Any]:
        """Its pages that somebody would still be sent."""
        rows = self.one.rows(escalation_id, Kind.PAGE)
        return [row for row in rows if row.state in (Delivery.DUE, Delivery.CARRIED)]


def _house(store: SqlStore, identity: Identity) -> House:
    memory = Memory()
    memory.refresh(store, force=True)
    return House(Ports(store, memory, identity), memory, Platform(Depth()))


def in_one_instant(*acts: Callable[[], T]) -> list[T]:
    """Do all of this in threads that wait for each other first; what each gave, in order."""
    together = Barrier(len(acts))

    def begun(act: Callable[[], T]) -> T:
        together.wait(10)
        return act()

    return at_once(*[lambda act=act: begun(act) for act in acts])
