"""P13, P14: servers are killed in the middle of a burst, alone and beside another; what is lost, what comes twice.

A real process each time, `kill -9` at a random moment; another server, on a clock that jumps, finishes the work.
"""

from __future__ import annotations

import random
import signal
import time
from collections.abc import Iterator

from benchmarks import crash
from benchmarks.bench import Bench
from benchmarks.serving import Nursery
from benchmarks.stores import Store
from benchmarks.table import Row
from benchmarks.timing import ms

_SEEDS, _FULL_SEEDS, _TERMS, _LATENCY, _LATEST = 25, 100, 5, 0.02, 0.25
_LEASE, _PATIENCE, _TOGETHER = 10.0, 25.0, 200


def measure(bench: Bench) -> Iterator[Row]:
    """Kills and terminations on both stores; two replicas on PostgreSQL, since a SQLite file has one server."""
    nursery = Nursery()
    try:
        for store in bench.stores:
            url = crash.prepared(bench, store)
            yield from _killed(bench, store, nursery, url)
        yield Row("P14", "two replicas: a SQLite file has one server, another stands by (tests/crash)", "SQLite")
        yield from _together(bench, bench.stores[-1], nursery)
    finally:
        nursery.close()


def _killed(bench: Bench, store: Store, nursery: Nursery, url: str) -> Iterator[Row]:
    seeds = _FULL_SEEDS if bench.full else _SEEDS
    kills = [_one(bench, nursery, url, seed, signal.SIGKILL) for seed in range(seeds)]
    bench.say(f"{store.name}: {seeds} kills")
    lost, said = sum(one.lost for one in kills), crash.worst(kills)
    yield Row("P13", f"kill -9 in a burst of {crash.PAGES}: pages never sent", store.name, "", said, lost, "==", 0, "")
    beyond = max(one.doubled - one.in_flight for one in kills)
    what = "... doubled beyond the claims in flight, worst run"
    yield Row("P13", what, store.name, "", "", max(0, beyond), "==", 0, "")
    terms = [_one(bench, nursery, url, 1000 + seed, signal.SIGTERM) for seed in range(_TERMS)]
    off = sum(one.lost + one.doubled for one in terms)
    yield Row("P13", "SIGTERM in a burst: lost or doubled", store.name, "", crash.worst(terms), off, "==", 0, "")


def _one(bench: Bench, nursery: Nursery, url: str, seed: int, number: signal.Signals) -> crash.Outcome:
    """One server on one burst, ended at a random moment of it."""
    bench.slack.reset(_LATENCY)
    pages = crash.due_now(bench, url)
    pid = nursery.start(url, bench.slack.api_url)
    time.sleep(random.Random(seed).uniform(0, _LATEST))
    nursery.end(pid, number)
    return crash.recovered(bench, url, pages)


def _together(bench: Bench, store: Store, nursery: Nursery) -> Iterator[Row]:
    """Two replicas on one database: left alone, then one of them killed."""
    url = crash.prepared(bench, store, _TOGETHER)
    alone = _both(bench, nursery, url, kill=False)
    off = alone[0].lost + alone[0].doubled
    said = crash.worst(alone[:1])
    yield Row("P14", "two replicas, nobody killed: lost or doubled", store.name, "", said, off, "==", 0, "")
    outcome, pause, last = _both(bench, nursery, url, kill=True)
    said = crash.worst([outcome])
    yield Row("P14", "two replicas, one killed: pages never sent", store.name, "", said, outcome.lost, "==", 0, "")
    what = f"... the survivor's next page after the kill (the last one after {ms(last)})"
    yield Row("P14", what, store.name, "", ms(pause), pause, "<=", _LEASE, "s")


def _both(bench: Bench, nursery: Nursery, url: str, *, kill: bool) -> tuple[crash.Outcome, float, float]:
    """The outcome, and seconds from the kill to the next page and to the last one."""
    bench.slack.reset(_LATENCY)
    pages = crash.due_now(bench, url, _TOGETHER)
    first, second = (nursery.start(url, bench.slack.api_url) for _ in range(2))
    bench.slack.wait_for(_TOGETHER // 5, _PATIENCE)
    if kill:
        nursery.end(first, signal.SIGKILL)
    at = time.monotonic()
    until = at + _PATIENCE
    while len({call.page_id for call in bench.slack.posts()} & pages) < _TOGETHER and time.monotonic() < until:
        time.sleep(0.05)
    after = sorted(call.at - at for call in bench.slack.posts() if call.at > at)
    for pid in (second,) if kill else (first, second):
        nursery.end(pid, signal.SIGTERM)
    return crash.counted(bench, pages, 0), (after or [_PATIENCE])[0], (after or [_PATIENCE])[-1]
