"""One tick: looks at what is due, sends what must be sent, and holds no transaction while it calls (principle 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from threading import Event

import pytest

from bot.engine import Engine
from bot.metrics import Metrics
from domain.severity import Severity
from handlers.ports import NotSent, OutcomeUnknown
from handlers.refresh import HomeRefresh
from tests.handlers.given import House, house


@pytest.fixture
def home() -> Iterator[House]:
    """The handlers on SQLite in memory; the platform refuses to be called inside a transaction."""
    with house() as made:
        yield made


def engine_of(home: House, workers: int = 0) -> Engine:
    """An engine for this house."""
    homes = HomeRefresh(home.ports, home.platform)
    return Engine(home.ports, home.memory, home.courier, homes, Metrics(), workers)


def test_a_tick_sends_what_is_due_and_says_when_to_come_again(home: House) -> None:
    """Everybody called has a page, every call was made outside of a transaction, and the next instant is known."""
    home.call(severity=Severity.VIOLENT)
    due = engine_of(home).tick(home.now)
    assert {to for to, *_ in home.platform.posts} >= {"D0DANA", "D0OMAR", "D0LEA", "D0MIA", "C0DESK"}
    assert due
    assert home.now < due <= home.now + timedelta(seconds=20)
    assert engine_of(home).tick(home.now) == due


def test_the_worst_goes_first(home: House) -> None:
    """F52: a VIOLENT call that comes after fifteen UPSET ones is paged before them."""
    for number in range(15):
        home.memory.person_of(f"U{number}", f"N{number}")
        home.call(f"U{number}", Severity.UPSET)
    home.call("jon", Severity.VIOLENT, place_id="desk")
    engine_of(home).tick(home.now)
    assert home.platform.posts[0][1].preview.startswith(("VIOLENT", "16 calls"))


@pytest.mark.parametrize("failed", [NotSent("fatal"), OutcomeUnknown("deadline"), RuntimeError("odd")])
def test_one_message_that_fails_stops_no_other(home: House, failed: Exception) -> None:
    """Whatever one call raises, the next ones are made, and the message comes up again."""
    home.call(severity=Severity.VIOLENT)
    home.platform.fails = [failed]
    engine = engine_of(home)
    engine.tick(home.now)
    assert len(home.platform.posts) >= 4
    for _ in range(15):
        home.now += timedelta(seconds=1)
        engine.tick(home.now)
    assert {"D0DANA", "D0OMAR", "D0LEA", "D0MIA"} <= {to for to, *_ in home.platform.posts}


def test_an_engine_that_stops_takes_nothing_new_and_finishes_what_it_has(home: House) -> None:
    """SIGTERM: what was claimed is carried to its end; what was not stays due for the next process."""
    home.call(severity=Severity.VIOLENT)
    engine = engine_of(home, workers=2)
    woken = Event()
    engine.wake = woken.set
    engine.tick(home.now)
    assert woken.wait(10)
    engine.stop()
    sent = len(home.platform.posts)
    assert sent >= 1
    assert engine.tick(home.now)
    assert len(home.platform.posts) == sent
