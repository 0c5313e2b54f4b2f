"""P3: from the tap to its answer, with everything durable; commits and Slack calls are counted."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from benchmarks.bench import Bench
from benchmarks.counting import counting
from benchmarks.floors.answering import bare_ack
from benchmarks.floors.reference import Reference
from benchmarks.product import Product, product, workspace
from benchmarks.signed import WSGI, answered, environ, raise_tap
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import ms, p50, prepared_in_turn

_TIMES = 300


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        bench.say(store.name)
        with product(store.fresh(), bench.slack.api_url, workspace(20, 30)) as stepin:
            yield from _one(bench, store, stepin)


def _one(bench: Bench, store: Store, stepin: Product) -> Iterator[Row]:
    reference = Reference(plain_engine(store.fresh(migrated=False)), bench.slack.api_url)
    numbers = iter(range(_TIMES + 100))
    things = {
        "bare": _tapped(bare_ack(), lambda: stepin.raiser(0)),
        "reference": _tapped(reference.wsgi, lambda: stepin.raiser(0)),
        "product": _tapped(stepin.door, lambda: stepin.alone(next(numbers))),
    }
    samples = prepared_in_turn(things, _TIMES)
    reference.close()
    bare, floor, ours = (p50(samples[name]) for name in things)
    yield Row("P3", "tap -> recorded and answered, p50", store.name, ms(floor), ms(ours), ours / floor, "<=", 2)
    times = f"{floor / bare:.1f}x", f"{ours / bare:.1f}x"
    yield Row("P3", f"... as multiples of a bare ack ({ms(bare)})", store.name, *times)
    commits, calls = _counted(bench, stepin, stepin.alone(next(numbers)))
    yield Row("P3", "commits before the answer", store.name, "", str(commits), commits, "==", 1, "")
    yield Row("P3", "Slack calls before the answer", store.name, "", str(calls), calls, "==", 0, "")


def _tapped(app: WSGI, raiser: Callable[[], tuple[str, object]]) -> Callable[[], Callable[[], object]]:
    def prepare() -> Callable[[], object]:
        user, site = raiser()
        request = environ(raise_tap(user, site)[1])  # type: ignore[arg-type]
        return lambda: answered(app, request)

    return prepare


def _counted(bench: Bench, stepin: Product, raiser: tuple[str, object]) -> tuple[int, int]:
    """Commits and Slack calls between the tap and its answer."""
    bench.slack.reset()
    request = environ(raise_tap(*raiser)[1])  # type: ignore[arg-type]
    with counting(stepin.database) as counted:
        answered(stepin.door, request)
        at = time.monotonic()
    return sum(commit <= at for commit in counted.commits), sum(call.at <= at for call in bench.slack.calls())
