"""P8: what a tick costs while nothing is due, and that it does not grow with what waits or with what is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from sqlalchemy import Engine, select

from benchmarks import rows
from benchmarks.bench import Bench
from benchmarks.counting import counting
from benchmarks.floors import scheduler
from benchmarks.product import Product, product, workspace
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import in_turn, ms, p50
from domain.severity import Severity
from storage.tables import EscalationRow as E

_TIMES, _SMALL, _LARGE, _FULL = 300, 1_000, 100_000, 1_000_000


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores: floors at 1k, then growth."""
    large = _FULL if bench.full else _LARGE
    for store in bench.stores:
        bench.say(store.name)
        url = store.fresh()
        with product(url, bench.slack.api_url, workspace(1, 2)) as stepin:
            template = stepin.raised(0, Severity.ABUSIVE).e.id
            rows.let_rest(stepin.database, template)
            yield from _beside_the_floors(store, url, stepin, template)
            yield from _growth(store, stepin, template, large)


def _beside_the_floors(store: Store, url: str, stepin: Product, template: str) -> Iterator[Row]:
    rows.copy_pending(stepin.database, template, 0, _SMALL)
    engine = plain_engine(url)
    jobs = plain_engine(store.fresh(migrated=False))
    scheduler.Work.begin(None)
    made = scheduler.scheduler(jobs, 1)
    made.start(paused=True)
    scheduler.fill(made, jobs, _SMALL, stepin.app.clock.now() + timedelta(days=1))
    made.resume()
    things = {
        "core": lambda: _due(engine, stepin),
        "tick": lambda: stepin.app.engine.tick(stepin.app.clock.now()),
        "apscheduler": lambda: scheduler.wake_up(made),
    }
    samples = in_turn(things, _TIMES)
    made.shutdown()
    engine.dispose()
    jobs.dispose()
    core, tick, aps = (p50(samples[name]) for name in things)
    yield Row("P8", "idle tick, of the Core due query", store.name, ms(core), ms(tick), tick / core, "<=", 2)
    yield Row("P8", "idle tick, of APScheduler's wake-up", store.name, ms(aps), ms(tick), tick / aps, "<=", 1)
    with counting(stepin.database) as counted:
        stepin.app.engine.tick(stepin.app.clock.now())
    said = f"{counted.statements} statements, {len(counted.commits)} commits, {len(counted.writers)} writers"
    yield Row("P8", "what an idle tick does", store.name, "", said)


def _due(engine: Engine, stepin: Product) -> None:
    at = stepin.app.clock.now()
    due = select(E.id).where(E.due_at <= at).order_by(E.severity.desc(), E.due_at).limit(50)
    with engine.connect() as connection:
        connection.execute(due).all()


def _growth(store: Store, stepin: Product, template: str, large: int) -> Iterator[Row]:
    before = _tick(stepin)
    rows.copy_pending(stepin.database, template, _SMALL, large)
    pending = _tick(stepin)
    what = f"idle tick, {_SMALL:,} -> {large:,} pending"
    yield Row("P8", what, store.name, ms(before), ms(pending), pending / before, "<=", 1.3)
    rows.copy_finished(stepin.database, template, large)
    finished = _tick(stepin)
    what = f"idle tick, 0 -> {large:,} finished beside them"
    yield Row("P8", what, store.name, ms(pending), ms(finished), finished / pending, "<=", 1.3)


def _tick(stepin: Product) -> float:
    """The median tick; the minute that App Home takes is not part of it."""
    at = stepin.app.clock.now()
    return p50(in_turn({"tick": lambda: stepin.app.engine.tick(at)}, _TIMES)["tick"])
