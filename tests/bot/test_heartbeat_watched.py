"""The heartbeat is watched: by its watchdog, and each of its rounds by itself."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.heartbeat import Heartbeat
from bot.heartbeat.watchdog import Watchdog
from tests.bot.beating import FAST, PATIENCE, SLOW, START, Failpoint, Ticking, beating, eventually, kill, nothing


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What the heartbeat logs about all these faults is not shown."""
    with capture_logs():
        yield


class Looking:
    """A watchdog whose looks and seconds the test makes."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self.beats = 0
        self.deeds: list[str] = []
        self.dog = Watchdog(
            beats=lambda: self.beats,
            rescue=lambda: self.deeds.append("rescue"),
            give_up=lambda: self.deeds.append("give up"),
            look_after=lambda: None,
            pace=(0.5, 2.0, 30.0),
            monotonic=lambda: self.seconds,
        )

    def looks(self, count: int) -> list[str]:
        for _ in range(count):
            self.seconds += 0.5
            self.dog.look()
        return self.deeds


def test_two_seconds_of_silence_are_too_many() -> None:
    """The watchdog acts at two seconds, again every two, and gives up once at thirty (principle 3)."""
    watch = Looking()
    assert watch.looks(3) == []
    assert watch.looks(1) == ["rescue"]
    assert watch.looks(55) == ["rescue"] * 14
    assert watch.looks(10)[14:] == ["give up", *watch.deeds[15:]]
    assert watch.deeds.count("give up") == 1


def test_a_tick_ends_the_silence() -> None:
    """As soon as one tick has ended the count begins anew."""
    watch = Looking()
    watch.looks(3)
    watch.beats += 1
    assert watch.looks(4) == []
    assert watch.looks(1) == ["rescue"]


def test_a_process_that_was_paused_is_not_ended() -> None:
    """F43: after ten minutes of SIGSTOP the first look comes late, and that alone is no silence."""
    watch = Looking()
    watch.looks(2)
    watch.seconds += 600
    assert watch.looks(1) == ["rescue"]
    watch.beats += 1
    assert watch.looks(1) == ["rescue"]


def test_audit_and_roster_go_their_own_rounds() -> None:
    """They come again and again, on threads of their own, with the product's time."""
    audit, roster = Ticking(), Ticking()
    with beating(Ticking(), audit=audit, roster=roster):
        assert audit.reaches(3)
        assert roster.reaches(3)
    assert set(audit.threads) == {"audit"}
    assert set(roster.threads) == {"roster"}


def test_shifts_and_watch_go_rounds_of_their_own() -> None:
    """They come again and again, on threads of their own; where the process has none, nothing is missed."""
    shifts, watch = Ticking(), Ticking()
    pace = replace(FAST, shifts_every=0.02, watch_every=0.02)
    heart = Heartbeat(
        Ticking(), MovableClock(START), audit=nothing, roster=nothing, shifts=shifts, watch=watch, pace=pace
    )
    heart.start()
    try:
        assert shifts.reaches(3)
        assert watch.reaches(3)
    finally:
        heart.stop(grace=0.0)
    assert (set(shifts.threads), set(watch.threads)) == ({"shifts"}, {"watch"})


def test_a_round_looks_at_once_when_it_is_asked_to() -> None:
    """A clock that was moved does not wait for the next round: it looks with the new time, and whoever asked knows
    when that is done; a round that is in hand already does not count."""
    looked = Ticking()
    clock = MovableClock(START, running=False)
    with beating(nothing, clock, pace=SLOW, roster=looked) as heart:
        clock.move(3600)
        assert heart.look_now("roster", PATIENCE)
        assert looked.calls == [START + timedelta(hours=1)]
        assert heart.look_now("roster", PATIENCE)
        assert len(looked.calls) == 2


def test_nobody_waits_for_ever_for_a_round() -> None:
    """One that hangs is given up by whoever asked, and says so."""
    go_on = threading.Event()

    def hangs(_at: datetime) -> None:
        go_on.wait(PATIENCE)

    with beating(nothing, pace=SLOW, roster=hangs) as heart:
        assert not heart.look_now("roster", 0.1)
        go_on.set()


def test_the_audit_does_not_die_with_the_tick() -> None:
    """F50: ticks that hang leave the audit running."""
    release = threading.Event()
    audit = Ticking()
    with beating(Ticking(lambda _number: release.wait(PATIENCE) and None), audit=audit):
        assert audit.reaches(10)
        release.set()


def test_an_audit_that_fails_is_noticed() -> None:
    """F50: ticks alone do not make a healthy process; an audit that finds no end makes health fail."""

    def broken(_at: datetime) -> None:
        raise ValueError("no answer")

    tick = Ticking()
    with beating(tick, audit=broken) as heart:
        assert tick.reaches(3)
        assert eventually(lambda: not heart.alive())
        assert heart.last_tick_age() < 5


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dead_audit_is_brought_back() -> None:
    """F50: the audit's thread dies; the watchdog sees it and starts another."""

    def act(number: int) -> None:
        if number == 1:
            raise Failpoint

    audit = Ticking(act)
    with beating(Ticking(), audit=audit) as heart:
        assert audit.reaches(4)
        assert eventually(heart.alive)


def test_a_hung_audit_is_replaced() -> None:
    """F50: an audit that hangs is left to itself and another one goes the rounds."""
    release = threading.Event()

    def act(number: int) -> None:
        if number == 1:
            release.wait(PATIENCE)

    audit = Ticking(act)
    with beating(Ticking(), audit=audit):
        assert audit.reaches(4)
        release.set()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_tick_and_watchdog_watch_each_other() -> None:
    """F50: the watchdog's own thread dies; the next tick starts it again."""
    tick = Ticking()
    others = set(threading.enumerate())
    with beating(tick) as heart:
        assert tick.reaches(1)
        kill("watchdog", others)
        assert eventually(heart.watchdog.running)
