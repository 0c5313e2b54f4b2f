"""P7: how many escalations a second can be opened, Slack taking no time."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.bench import Bench
from benchmarks.floors import orm
from benchmarks.product import Product, product, workspace
from benchmarks.signed import raise_tap
from benchmarks.stores import plain_engine
from benchmarks.table import Row

_ROUNDS, _OPENINGS, _THREADS, _WITHIN = 3, 100, 8, 60.0


def measure(bench: Bench) -> Iterator[Row]:
    """Recorded and answered; then with every page at Slack as well."""
    for store in bench.stores:
        bench.say(store.name)
        engine = plain_engine(store.fresh(migrated=False))
        orm.prepare(engine)
        floors, recorded, paged = [], [], []
        with product(store.fresh(), bench.slack.api_url, workspace(_OPENINGS, 2)) as stepin:
            for _ in range(_ROUNDS):
                floors.append(orm.commits_per_second(engine, 300))
                recorded.append(_OPENINGS / _recorded(bench, stepin))
        with product(store.fresh(), bench.slack.api_url, workspace(_OPENINGS, 2), beating=True) as stepin:
            paged = [_OPENINGS / _paged(bench, stepin) for _ in range(_ROUNDS)]
        engine.dispose()
        floor = statistics.median(floors)
        for what, found in (("recorded and answered", recorded), ("... and all of their pages at Slack", paged)):
            own = statistics.median(found)
            yield Row("P7", f"openings {what}", store.name, f"{floor:.0f}/s", f"{own:.0f}/s", own / floor, ">=", 0.25)


def _recorded(bench: Bench, stepin: Product) -> float:
    """Seconds until the last is answered."""
    stepin.app.in_hand.wait_idle(_WITHIN)
    stepin.empty()
    bench.slack.reset()
    taps = [raise_tap(*stepin.raiser(number))[1] for number in range(_OPENINGS)]
    began = time.monotonic()
    with ThreadPoolExecutor(_THREADS) as people:
        list(people.map(stepin.ask, taps))
    return time.monotonic() - began


def _paged(bench: Bench, stepin: Product) -> float:
    """Seconds until the last page is at Slack; an opening that was not recorded makes that longer in proportion."""
    began = time.monotonic() - _recorded(bench, stepin)
    with stepin.app.store.read() as uow:
        recorded = len(uow.escalations.open_at())
    if recorded < _OPENINGS:
        bench.say(f"only {recorded} of {_OPENINGS} were recorded within their time; the others heard NOT RECORDED")
    first: dict[str, float] = {}
    while len(first) < recorded and time.monotonic() < began + _WITHIN:
        calls = bench.slack.posts()
        first = {call.target: call.at for call in reversed(calls) if call.target.endswith("TIER_1")}
        time.sleep(0.02)
    return (max(first.values()) - began) * _OPENINGS / len(first)
