"""P9: under a light load, how long after its due instant a page's call is made."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from sqlalchemy import bindparam, text

from benchmarks import burst
from benchmarks.bench import Bench
from benchmarks.floors import scheduler
from benchmarks.product import Product, product, workspace
from benchmarks.rows import writing
from benchmarks.stores import plain_engine
from benchmarks.table import Row
from benchmarks.timing import ms, p50, p99
from storage.tables import MessageRow

_PAGES, _OVER = 60, 6.0


def measure(bench: Bench) -> Iterator[Row]:
    """Sixty pages over six seconds, at random instants; the job store and the product one after the other."""
    for store in bench.stores:
        engine = plain_engine(store.fresh(migrated=False))
        floor = _apscheduler(engine)
        engine.dispose()
        with product(store.fresh(), bench.slack.api_url, workspace(_PAGES, 1)) as stepin:
            burst.record(stepin, _PAGES)
            stepin.app.heartbeat.start()
            ours = _product(stepin)
        bench.say(f"{store.name}: p50 {ms(p50(floor))} and {ms(p50(ours))}")
        worst, own = p99(floor), p99(ours)
        yield Row("P9", "lateness of a page's call, p99 of 60", store.name, ms(worst), ms(own), own / worst, "<=", 3)


def _instants() -> list[datetime]:
    chance = random.Random(7)
    begin = datetime.now(UTC) + timedelta(seconds=1.5)
    return sorted(begin + timedelta(seconds=chance.uniform(0, _OVER)) for _ in range(_PAGES))


def _apscheduler(engine: object) -> list[float]:
    scheduler.Work.begin(None)
    made = scheduler.scheduler(engine, 10)  # type: ignore[arg-type]
    made.start()
    due = _instants()
    for at in due:
        made.add_job(scheduler.send, "date", run_date=at, args=["page"])
    _wait(due)
    made.shutdown()
    return [ran - at.timestamp() for ran, at in zip(sorted(scheduler.Work.ran_at), due, strict=True)]


def _product(stepin: Product) -> list[float]:
    slack = burst.NoSlack()
    burst.give(stepin, slack)
    due = _instants()
    pages = "SELECT id FROM message WHERE kind = 'page' AND state = 'due' ORDER BY id"
    at_of: dict[str, datetime] = {}
    with writing(stepin.database) as connection:
        for at, message_id in zip(due, list(connection.execute(text(pages)).scalars()), strict=True):
            instant = bindparam("due", at, type_=MessageRow.__table__.c.due_at.type)
            change = text("UPDATE message SET due_at = :due WHERE id = :id").bindparams(instant)
            connection.execute(change, {"id": message_id})
            at_of[str(message_id)] = at
    stepin.app.heartbeat.wake()
    _wait(due)
    return [when - at_of[message_id].timestamp() for when, message_id in slack.posted]


def _wait(due: list[datetime]) -> None:
    time.sleep(max(0.0, due[-1].timestamp() - time.time()) + 0.5)
