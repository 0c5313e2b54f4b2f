"""P15, P23, P24: from the start of the process to its first page; memory; what it asks of Slack when it starts."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime

from sqlalchemy import bindparam, text

from benchmarks import rows
from benchmarks.bench import Bench
from benchmarks.product import product, workspace
from benchmarks.serving import Started, ended, started
from benchmarks.stores import Store
from benchmarks.table import Row
from benchmarks.timing import ms
from domain.severity import Severity
from storage.tables import MessageRow

_ROUNDS, _PENDING, _SMALL, _LARGE, _WATCHED = 5, 100_000, 3, 300, 3.0
_PAST = "p7"


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores, each time a fresh interpreter."""
    for store in bench.stores:
        bench.say(store.name)
        empty, full = _workspace_on(bench, store, 1), _with_pending(bench, store)
        stack, ready, pages = [], [], []
        for _ in range(_ROUNDS):
            stack.append(_once(started(empty, module="benchmarks.floors.imports")))
            ready.append(_once(started(empty, bench.slack.api_url)))
            pages.append(_first_page(bench, store, full))
        yield from _rows(store, stack, ready, pages)
        calls = [_calls(bench, _workspace_on(bench, store, sites)) for sites in (_SMALL, _LARGE)]
        said = f"{calls[0]} with {_SMALL} sites, {calls[1]} with {_LARGE}"
        yield Row("P24", f"Slack calls in the first {_WATCHED:.0f} s", store.name, "", said, max(calls), "==", 1, "")


def _rows(store: Store, stack: list[Started], ready: list[Started], pages: list[float]) -> Iterator[Row]:
    floor, own = (statistics.median(one.ready for one in runs) for runs in (stack, ready))
    what = "process start -> ready, of the stack's import"
    yield Row("P23", what, store.name, ms(floor), ms(own), own / floor, "<=", 1.5)
    floor_mib, own_mib = (statistics.median(one.memory for one in runs) for runs in (stack, ready))
    mib = f"{floor_mib:.0f} MiB", f"{own_mib:.0f} MiB"
    yield Row("P23", "memory when ready, of the stack's", store.name, *mib, own_mib / floor_mib, "<=", 1.4)
    yield Row("P23", "incidentbot 107 MiB, firefighter 105 MiB: anchor, not measured here", store.name)
    page = statistics.median(pages)
    late = (page - own) * 1e3
    what = f"restart with {_PENDING:,} pending: overdue page, after ready on an empty database"
    yield Row("P15", what, store.name, ms(own), ms(page), late, "<=", 50, "ms")


def _once(one: Started) -> Started:
    ended(one)
    return one


def _workspace_on(bench: Bench, store: Store, sites: int) -> str:
    url = store.fresh()
    with product(url, bench.slack.api_url, workspace(sites, 2)):
        return url


def _with_pending(bench: Bench, store: Store) -> str:
    url = store.fresh()
    with product(url, bench.slack.api_url, workspace(1, 2)) as stepin:
        template = stepin.raised(0, Severity.ABUSIVE).e.id
        rows.let_rest(stepin.database, template)
        rows.copy_pending(stepin.database, template, 0, _PENDING)
    return url


def _first_page(bench: Bench, store: Store, url: str) -> float:
    """Seconds from the start of a process to the call for the one page that is overdue."""
    with product(url, bench.slack.api_url, workspace(0, 0)) as stepin, rows.writing(stepin.database) as connection:
        due = bindparam("due", datetime.now(UTC), type_=MessageRow.__table__.c.due_at.type)
        fresh = "state = 'due', due_at = :due, ref_channel = NULL, ref_ts = NULL, lease_until = NULL"
        change = text(f"UPDATE message SET {fresh} WHERE id = :id")
        connection.execute(change.bindparams(due), {"id": _PAST})
    bench.slack.reset()
    one = started(url, bench.slack.api_url)
    try:
        return bench.slack.wait_for(1, 20)[0].at - one.began
    finally:
        ended(one)


def _calls(bench: Bench, url: str) -> int:
    """Everything that a process asks of Slack in its first seconds."""
    bench.slack.reset()
    one = started(url, bench.slack.api_url)
    time.sleep(_WATCHED)
    ended(one)
    return len(bench.slack.calls())
