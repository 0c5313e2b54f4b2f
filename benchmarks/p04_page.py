"""P4 and P5: from the tap to the page's call at Slack, with a Slack that is instant and one of 100 ms a call."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.bench import Bench
from benchmarks.floors.reference import Reference
from benchmarks.product import Product, product, workspace
from benchmarks.signed import answered, close, command, environ, raise_tap
from benchmarks.stores import Store, plain_engine
from benchmarks.stub_slack import Call
from benchmarks.table import Row
from benchmarks.timing import ms, p50, p99

_TIMES, _SLOW_TIMES, _SETTLES = 60, 12, 2.0


@dataclass(frozen=True)
class Run:
    """One tap: when it was made, the calls that it caused, and when its page came in."""

    tapped: float
    calls: list[Call]
    paged: float

    @property
    def seconds(self) -> float:
        """From the tap to the page."""
        return self.paged - self.tapped

    @property
    def before(self) -> int:
        """Calls between the tap and its page."""
        return sum(call.at < self.paged for call in self.calls)


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        bench.say(store.name)
        with product(store.fresh(), bench.slack.api_url, workspace(20, 30), beating=True) as stepin:
            reference = Reference(plain_engine(store.fresh(migrated=False)), bench.slack.api_url)
            yield from _instant(bench, store, stepin, reference)
            yield from _slow(bench, store, stepin)
            reference.close()


def _instant(bench: Bench, store: Store, stepin: Product, reference: Reference) -> Iterator[Row]:
    floors, ours = [], []
    for number in range(_TIMES + 5):
        floors.append(_reference(bench, stepin, reference))
        ours.append(_tap(bench, stepin, number))
    floor, own = p50(floors[5:]), p50([run.seconds for run in ours[5:]])
    yield Row("P4", "tap -> page at Slack, p50", store.name, ms(floor), ms(own), own / floor, "<=", 2)
    before = p50([run.before for run in ours[5:]])
    yield Row("P4", "Slack calls before the page", store.name, "0", f"{before:.0f}", before, "==", 0, "")
    from_slash = _from_slash(bench, stepin, _TIMES + 5)
    yield Row("P4", "Slack calls from slash to page", store.name, "", str(from_slash), from_slash, "==", 2, "")


def _slow(bench: Bench, store: Store, stepin: Product) -> Iterator[Row]:
    runs = [_tap(bench, stepin, number, latency=0.1) for number in range(200, 200 + _SLOW_TIMES)]
    seconds = [run.seconds for run in runs]
    worst = f"p99 {ms(p99(seconds))}"
    middle = p50(seconds)
    yield Row("P5", f"100 ms a call: tap -> page ({worst})", store.name, "", ms(middle), middle * 1e3, "<=", 15, "ms")
    calls = p50([len(run.calls) for run in runs])
    made = ", ".join(sorted({call.method for run in runs for call in run.calls}))
    yield Row("P5", f"calls of all opening work ({made})", store.name, "", f"{calls:.0f}", calls, "<=", 3, "")
    whole = ms(p50([run.calls[-1].at - run.tapped + 0.1 for run in runs]))
    anchor = "incidentbot 830 ms, firefighter 955 ms: anchor, not measured here"
    yield Row("P5", f"all opening work, {anchor}", store.name, "", whole)


def _reference(bench: Bench, stepin: Product, reference: Reference) -> float:
    bench.slack.reset()
    request = environ(raise_tap(*stepin.raiser(0))[1])
    tapped = time.monotonic()
    answered(reference.wsgi, request)
    reference.after_the_answer()
    reference.sent.pop().result(10)
    return bench.slack.posts()[0].at - tapped


def _tap(bench: Bench, stepin: Product, number: int, latency: float = 0.0) -> Run:
    """A tap in the open dialog, which settles before its calls are read."""
    bench.slack.reset(latency)
    request = environ(raise_tap(*stepin.alone(number))[1])
    tapped = time.monotonic()
    close(answered(stepin.door, request))
    calls = _settled(bench, stepin, latency)
    page = next(call for call in calls if call.page_id and call.target.startswith("DM"))
    return Run(tapped, calls, page.at)


def _from_slash(bench: Bench, stepin: Product, number: int) -> int:
    """Calls from `/escalate` up to and with the page: the dialog, whatever goes out with the tap, the page."""
    user, _ = stepin.alone(number)
    bench.slack.reset()
    stepin.ask(command(user))
    stepin.app.in_hand.wait_idle(5)
    opened = len(bench.slack.calls())
    return opened + _tap(bench, stepin, number).before + 1


def _settled(bench: Bench, stepin: Product, latency: float) -> list[Call]:
    """All calls, once the page is out and nothing more comes."""
    bench.slack.wait_for(2, _SETTLES)
    quiet = 0.03 + 1.5 * latency
    while True:
        stepin.app.in_hand.wait_idle(5)
        before = bench.slack.calls()
        time.sleep(quiet)
        after = bench.slack.calls()
        if len(after) == len(before):
            return after
