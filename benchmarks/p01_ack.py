"""P1: how long `/escalate` takes to be answered, in process, beside a Bolt app that does nothing but answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.bench import Bench
from benchmarks.floors.answering import bare_ack
from benchmarks.product import Product, product, workspace
from benchmarks.signed import WSGI, answered, close, command, environ
from benchmarks.table import Row
from benchmarks.timing import ms, p50, p99, prepared_in_turn

_TIMES, _DEFAULT_RUNNER_TIMES = 1000, 60


def measure(bench: Bench) -> Iterator[Row]:
    """The product's ack against the bare one and against Bolt's default runner."""
    with product(bench.stores[0].fresh(), bench.slack.api_url, workspace(20, 30)) as stepin:
        asked = iter(range(100_000))
        things = {"bare": _timed(bare_ack()), "product": _of(stepin, lambda: stepin.raiser(next(asked) % 600)[0])}
        samples = prepared_in_turn(things, _TIMES)
        slow = {"runner": _timed(bare_ack(process_before_response=False)), "product": things["product"]}
        runner = prepared_in_turn(slow, _DEFAULT_RUNNER_TIMES)
    bare, ours = samples["bare"], samples["product"]
    yield Row("P1", "/escalate ack, p50", "", ms(p50(bare)), ms(p50(ours)), p50(ours) / p50(bare), "<=", 3)
    yield Row("P1", "/escalate ack, p99", "", ms(p99(bare)), ms(p99(ours)), p99(ours) / p99(bare), "<=", 5)
    slow_one, now = p50(runner["runner"]), p50(runner["product"])
    yield Row("P1", "/escalate ack, of Bolt's default runner", "", ms(slow_one), ms(now), now / slow_one, "<=", 0.125)


def _timed(app: WSGI) -> Callable[[], Callable[[], object]]:
    def prepare() -> Callable[[], object]:
        request = environ(command("U0ANY"))
        return lambda: answered(app, request)

    return prepare


def _of(stepin: Product, user: Callable[[], str]) -> Callable[[], Callable[[], object]]:
    """The dialog opens once the answer is out, and is waited for before the next turn."""
    last: list[object] = []

    def prepare() -> Callable[[], object]:
        while last:
            close(last.pop())
            stepin.app.in_hand.wait_idle(10)
        request = environ(command(user()))
        return lambda: last.append(answered(stepin.door, request))

    return prepare
