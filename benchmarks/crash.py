"""A burst of pages whose servers are killed: what was lost, what came twice, and what was in hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import text

from benchmarks import burst
from benchmarks.bench import Bench
from benchmarks.product import Product, product, workspace
from benchmarks.stores import Store
from bot.clock import MovableClock

PAGES = 60
_TURNS = 400


@dataclass(frozen=True)
class Outcome:
    """Of one run: pages never posted, pages posted more than once, and claims in flight at the kill."""

    lost: int
    doubled: int
    in_flight: int


def prepared(bench: Bench, store: Store, pages: int = PAGES) -> str:
    """A database with so many escalations, each with a page that is not due yet."""
    url = store.fresh()
    with product(url, bench.slack.api_url, workspace(pages, 1)) as stepin:
        burst.record(stepin, pages)
    return url


def due_now(bench: Bench, url: str, pages: int = PAGES) -> frozenset[str]:
    """All of them are due at once, and never were before."""
    with product(url, bench.slack.api_url, workspace(0, 0)) as stepin:
        return burst.fall_due(stepin, pages, datetime.now(UTC))


def in_flight(stepin: Product) -> int:
    """Messages that somebody holds a claim on."""
    with stepin.database.connect(stepin.database.read) as connection:
        return int(connection.execute(text("SELECT count(*) FROM message WHERE state = 'sending'")).scalar_one())


def recovered(bench: Bench, url: str, pages: frozenset[str]) -> Outcome:
    """What another server makes of what a dead one left behind; its clock jumps from one due instant to the next."""
    clock = MovableClock(datetime.now(UTC), running=False)
    with product(url, bench.slack.api_url, workspace(0, 0), clock=clock, workers=0) as stepin:
        held = in_flight(stepin)
        until = clock.now() + timedelta(seconds=60)
        for _ in range(_TURNS):
            due = stepin.app.engine.tick(clock.now())
            if due is None or due > until:
                break
            clock.move(max(0.001, (due - clock.now()).total_seconds()))
    return counted(bench, pages, held)


def counted(bench: Bench, pages: frozenset[str], held: int) -> Outcome:
    """What Slack has received of these pages."""
    times = Counter(call.page_id for call in bench.slack.posts() if call.page_id in pages)
    return Outcome(len(pages) - len(times), sum(count - 1 for count in times.values()), held)


def worst(outcomes: Sequence[Outcome]) -> str:
    """All runs in a few words."""
    lost, doubled = sum(one.lost for one in outcomes), sum(one.doubled for one in outcomes)
    held = sum(one.in_flight for one in outcomes)
    return f"{len(outcomes)} runs: {lost} lost, {doubled} doubled, {held} in flight"
