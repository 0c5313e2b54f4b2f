"""P10, P11, P12: a thousand pages due at once, with an instant Slack and with one of 50 ms; and answers meanwhile."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine

from benchmarks import burst
from benchmarks.bench import Bench
from benchmarks.floors import scheduler
from benchmarks.product import Product, product, workspace
from benchmarks.signed import act_tap, answered, environ
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import ms, p50, p99
from bot.engine import WORKERS

_PAGES, _SPARE, _ROUNDS, _EVERY, _SLOW = 1000, 120, 2, 0.02, 0.05
_LEAD, _WITHIN = timedelta(seconds=1), 120.0


@dataclass(frozen=True)
class Burst:
    """How long until the last call, how many calls for how many pages, and how long each answer took meanwhile."""

    last: float
    calls: int
    pages: int
    answers: list[float]


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        bench.say(f"{store.name}: recording {_PAGES + _SPARE} escalations")
        with product(store.fresh(), bench.slack.api_url, workspace(_PAGES + 4 * _SPARE, 1)) as stepin:
            burst.record(stepin, _PAGES, 3 * _SPARE)
            stepin.app.heartbeat.start()
            engine = plain_engine(store.fresh(migrated=False), WORKERS + 2)
            yield from _instant(bench, store, stepin, engine)
            yield from _slow(bench, store, stepin)
            engine.dispose()


def _instant(bench: Bench, store: Store, stepin: Product, engine: Engine) -> Iterator[Row]:
    floors, ours = [], []
    for number in range(_ROUNDS):
        bench.say(f"{store.name}: round {number + 1} of {_ROUNDS}")
        floors.append(_by_apscheduler(engine))
        ours.append(_by_product(stepin, 0.0, None))
    floor, own = statistics.median(floors), statistics.median(one.last for one in ours)
    yield Row("P10", "1,000 pages due at once: the last", store.name, ms(floor), ms(own), own / floor, "<=", 1)
    yield _all_sent("P10", store, ours)
    answers = _by_product(stepin, 0.0, 0).answers
    yield _answers(store, "instant Slack", answers)


def _slow(bench: Bench, store: Store, stepin: Product) -> Iterator[Row]:
    bench.say(f"{store.name}: 50 ms a call")
    run = _by_product(stepin, _SLOW, 1)
    bound = _PAGES * _SLOW / WORKERS
    ratio = run.last / bound
    yield Row("P11", "50 ms a call, 10 workers: the last", store.name, ms(bound), ms(run.last), ratio, "<=", 1.05)
    yield _all_sent("P11", store, [run])
    yield _answers(store, "50 ms a call", run.answers)


def _all_sent(goal: str, store: Store, runs: list[Burst]) -> Row:
    off = sum(abs(_PAGES - one.pages) + (one.calls - one.pages) for one in runs)
    said = f"{sum(one.calls for one in runs)} calls, {sum(one.pages for one in runs)} pages"
    return Row(goal, "... pages missing or doubled", store.name, "", said, off, "==", 0, "")


def _answers(store: Store, slack: str, seconds: list[float]) -> Row:
    said = f"p50 {ms(p50(seconds))} of {len(seconds)}"
    worst = p99(seconds) * 1e3
    return Row("P12", f"acknowledgement in that burst ({slack}), p99", store.name, "", said, worst, "<=", 50, "ms")


def _by_product(stepin: Product, latency: float, spares: int | None) -> Burst:
    """One burst; with `spares` people acknowledge other escalations meanwhile: that tenth part of those kept for it."""
    slack = burst.NoSlack(latency)
    burst.give(stepin, slack)
    at = datetime.now(UTC) + _LEAD
    pages = burst.fall_due(stepin, _PAGES, at)
    stepin.app.heartbeat.wake()
    answers: list[float] = []
    people = threading.Thread(target=_acknowledge, args=(stepin, spares, at, slack, answers))
    people.start()
    when = burst.sent(slack, pages, at)
    people.join()
    _quiet(slack)
    calls = burst.calls_for(slack, pages)
    return Burst(max(when), len(calls), len({message for _, message in calls}), answers)


def _quiet(slack: burst.NoSlack) -> None:
    """Wait for what is still on its way: a doubled page would show now."""
    seen = -1
    while seen != len(slack.posted):
        seen = len(slack.posted)
        time.sleep(0.3)


def _acknowledge(stepin: Product, spares: int | None, at: datetime, slack: burst.NoSlack, answers: list[float]) -> None:
    """*I have it* on one escalation after the other, a person every 20 ms, while the burst lasts."""
    if spares is None:
        return
    first = _PAGES + spares * _SPARE
    with stepin.app.store.read() as uow:
        kept = [uow.escalations.open_of_raiser(f"s{number}_0")[0].id for number in range(first, first + _SPARE)]
    time.sleep(max(0.0, at.timestamp() - time.time()))
    for number, escalation_id in enumerate(kept, first):
        if len(slack.posted) >= _PAGES:
            return
        request = environ(act_tap(f"UM{number}_TIER_1", "acknowledge", escalation_id))
        began = time.perf_counter()
        answered(stepin.door, request)
        answers.append(time.perf_counter() - began)
        time.sleep(_EVERY)


def _by_apscheduler(engine: Engine) -> float:
    """Seconds from the due instant to its last job's call, with as many threads and one durable record a page."""
    scheduler.Work.begin(engine)
    made = scheduler.scheduler(engine, WORKERS)
    made.start(paused=True)
    at = datetime.now(UTC) + _LEAD
    scheduler.fill(made, engine, _PAGES, at)
    made.resume()
    until = time.monotonic() + _WITHIN
    while len(scheduler.Work.ran_at) < _PAGES and time.monotonic() < until:
        time.sleep(0.005)
    made.shutdown()
    return max(scheduler.Work.ran_at) - at.timestamp()
