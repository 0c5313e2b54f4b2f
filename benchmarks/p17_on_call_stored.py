"""P17: who is on call, from the database: nothing kept in memory, as after a start.

Grafana OnCall, which the goal names, is not run here: its own figure is printed beside ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import event

from benchmarks.bench import Bench
from benchmarks.p16_on_call import us
from benchmarks.product import apply
from benchmarks.rota_case import HOURS, ZONE, case
from benchmarks.stores import Store
from benchmarks.table import Row
from benchmarks.timing import in_turn, p50
from domain.oncall import on_call
from domain.people import Person
from domain.policy import Group
from domain.site import Directory, Site
from storage.database import Database
from storage.unit_of_work import SqlStore

_TIMES = 100
_GRAFANA = "18.3 ms / 15, another run"


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        bench.say(store.name)
        yield from _on(store)


def _on(store: Store) -> Iterator[Row]:
    database = Database(store.fresh())
    try:
        apply(database, _hotel())
        asked = SqlStore(database)
        queries = _queries(database, asked)
        took = in_turn({"product": lambda: _who(asked, HOURS[0]), "version": lambda: _version(asked)}, _TIMES)
    finally:
        database.close()
    own, floor = p50(took["product"]), p50(took["version"])
    yield Row("P17", "queries of one answer", store.name, "", str(queries), queries, "<=", 3, "")
    yield Row("P17", "who is on call; floor: one look-up", store.name, us(floor), us(own))
    yield Row("P17", "who is on call, of Grafana OnCall's figure", store.name, _GRAFANA, us(own))


def _queries(database: Database, asked: SqlStore) -> int:
    """How many statements one answer takes; the BEGIN around them asks for nothing."""
    said: list[str] = []

    def hear(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        said.append(statement)

    engine = database.engine(database.read)
    event.listen(engine, "before_cursor_execute", hear)
    _who(asked, HOURS[0])
    event.remove(engine, "before_cursor_execute", hear)
    return sum(not statement.startswith("BEGIN") for statement in said)


def _hotel() -> Directory:
    tier = case().tier()
    site = Site(
        "hotel",
        "Hotel",
        ZONE,
        "+49 30 5550199",
        "112",
        groups={Group.TIER_1: tier.members},
        rotas={Group.TIER_1: tier.rota},
    )
    return Directory(0, (site,), tuple(Person(one, one, f"U{one}".upper()) for one in tier.members))


def _who(store: SqlStore, at: datetime) -> str:
    with store.read() as uow:
        directory = uow.people.directory()
    site = directory.sites[0]
    return on_call(directory.tier(site, Group.TIER_1), at)[0].person_id


def _version(store: SqlStore) -> int:
    with store.read() as uow:
        return uow.people.version()
