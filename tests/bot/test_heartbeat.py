"""The heartbeat goes on, whatever a tick, a thread or the audit does."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock
from bot.heartbeat import EXIT_STUCK, Heartbeat, Pace
from tests.bot.beating import FAST, PATIENCE, SLOW, START, Failpoint, Ticking, beating, eventually, kill, nothing


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """What the heartbeat logs about all these faults is not shown."""
    with capture_logs():
        yield


def test_ticks_come_by_themselves() -> None:
    """With nobody waking it, it looks at the rows each interval, with the product's own time."""
    tick = Ticking()
    with beating(tick, MovableClock(START, running=False)) as heart:
        assert tick.reaches(5)
        assert heart.alive()
        assert heart.last_tick_age() < PATIENCE
    assert set(tick.calls) == {START}


def test_a_commit_wakes_the_tick_at_once() -> None:
    """Nobody waits for the second: a commit's wake-up ticks now."""
    tick = Ticking()
    with beating(tick, pace=SLOW) as heart:
        assert tick.reaches(1)
        heart.wake()
        assert tick.reaches(2)


def test_a_wake_up_during_a_tick_is_not_lost() -> None:
    """What is committed while a tick runs may have been missed by it, so another one follows at once."""
    in_tick, go_on = threading.Event(), threading.Event()

    def act(number: int) -> None:
        if number == 1:
            in_tick.set()
            go_on.wait(PATIENCE)

    tick = Ticking(act)
    with beating(tick, pace=SLOW) as heart:
        assert in_tick.wait(PATIENCE)
        for _ in range(10):
            heart.wake()
        go_on.set()
        assert tick.reaches(2)


def test_ten_wake_ups_from_ten_threads_are_never_lost() -> None:
    """Whenever the last wake-up comes, a tick begins after it."""
    tick = Ticking()
    with beating(tick, pace=SLOW) as heart:
        assert tick.reaches(1)
        for _ in range(50):
            threads = [threading.Thread(target=heart.wake) for _ in range(4)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(PATIENCE)
            seen = len(tick.calls)
            heart.wake()
            assert tick.reaches(seen + 1)


def test_the_next_tick_comes_when_something_is_due() -> None:
    """A re-page due in 200 ms is not kept waiting for the end of the interval."""
    tick = Ticking(lambda number: START + timedelta(seconds=0.2) if number == 1 else None)
    with beating(tick, pace=SLOW):
        assert tick.reaches(2)
    assert tick.calls[1] >= START + timedelta(seconds=0.2)


def test_moving_the_clock_brings_on_what_is_due() -> None:
    """The demo's *30 s* button: what was due in 20 s happens now, with the moved time."""
    clock = MovableClock(START, running=False)
    tick = Ticking(lambda _number: START + timedelta(seconds=20))
    with beating(tick, clock, pace=SLOW) as heart:
        clock.subscribe(heart.wake)
        assert tick.reaches(1)
        clock.move(30)
        assert tick.reaches(2)
    assert tick.calls[-1] == START + timedelta(seconds=30)


def test_a_tick_that_fails_is_not_the_last() -> None:
    """F39: an error in a tick costs that tick only; health tells of it while it lasts."""

    def act(number: int) -> None:
        if number <= 20:
            raise ValueError("the database is away")

    tick = Ticking(act)
    with beating(tick) as heart:
        assert tick.reaches(15)
        assert not heart.alive()
        assert tick.reaches(21)
        assert eventually(heart.alive)


@pytest.mark.parametrize("thrown", [Failpoint, SystemExit, KeyboardInterrupt])
def test_not_even_a_failpoint_ends_the_heartbeat(thrown: type[BaseException]) -> None:
    """F39: what is no `Exception` at all, raised inside the tick, does not end it either."""

    def act(number: int) -> None:
        if number <= 3:
            raise thrown

    tick = Ticking(act)
    with beating(tick):
        assert tick.reaches(6)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_dead_scheduler_thread_is_replaced() -> None:
    """F39: APScheduler's thread dies, it still says `running`; ticks are back within the quiet limit."""
    tick = Ticking()
    others = set(threading.enumerate())
    with beating(tick) as heart:
        assert tick.reaches(2)
        kill("APScheduler", others)
        seen = len(tick.calls)
        assert tick.reaches(seen + 10)
        assert heart.state()["restarts"] == 1
        assert eventually(heart.alive)


def test_a_wall_clock_set_back_does_not_stop_the_ticks() -> None:
    """F42: after a step of -1 h APScheduler takes its next run for an hour away; the watchdog sees the silence."""
    tick = Ticking()
    with beating(tick) as heart:
        assert tick.reaches(2)
        an_hour_away = threading.Event()
        while not an_hour_away.is_set():
            # A tick in hand would move the job back to its interval, so it is moved until silence falls.
            heart.wakeup.move(3600)
            seen = len(tick.calls)
            an_hour_away.wait(0.1)
            if len(tick.calls) == seen:
                an_hour_away.set()
        assert tick.reaches(seen + 10)
        assert heart.state()["restarts"] >= 1


def test_a_hung_tick_does_not_stop_the_others() -> None:
    """F40: one tick stalls; others go on beside it, health says so, and the process is not ended."""
    release = threading.Event()
    ended: list[int] = []

    def act(number: int) -> None:
        if number == 3:
            release.wait(PATIENCE)

    tick = Ticking(act)
    with beating(tick, end=ended.append) as heart:
        assert tick.reaches(20)
        assert eventually(lambda: not heart.alive())
        assert heart.state()["ticks_hanging"] == 1
        release.set()
        assert eventually(heart.alive)
    assert "rescue-tick" in tick.threads
    assert not ended


def test_a_wake_up_is_not_held_back_by_a_hung_tick() -> None:
    """F40: while one tick hangs, a commit still wakes another at once rather than at the next interval."""
    release = threading.Event()

    def act(number: int) -> None:
        if number == 1:
            release.wait(PATIENCE)

    def twenty_times_faster() -> float:
        return time.monotonic() * 20

    tick = Ticking(act)
    pace = Pace(every=30.0, audit_every=30.0, roster_every=30.0, look_every=0.02, quiet=0.1, limit=1e9)
    heart = Heartbeat(
        tick, MovableClock(START), audit=nothing, roster=nothing, pace=pace, monotonic=twenty_times_faster
    )
    heart.start()
    try:
        assert tick.reaches(2)
        assert eventually(lambda: heart.state()["ticks_hanging"] == 1)
        heart.watchdog.stop()
        seen = len(tick.calls)
        heart.wake()
        assert tick.reaches(seen + 1)
    finally:
        release.set()
        heart.stop(grace=0.0)


def test_the_process_ends_when_nothing_helps() -> None:
    """F39, F40: when every tick hangs, fresh threads and schedulers included, the process ends itself with code 70."""
    release = threading.Event()
    ended: list[int] = []
    done = threading.Event()

    def end(code: int) -> None:
        ended.append(code)
        done.set()

    pace = Pace(every=0.05, look_every=0.02, quiet=0.1, limit=0.6)
    with beating(Ticking(lambda _number: release.wait(PATIENCE) and None), pace=pace, end=end):
        assert done.wait(PATIENCE)
        release.set()
    assert ended == [EXIT_STUCK] == [70]


def test_stop_waits_for_what_is_in_hand() -> None:
    """SIGTERM finishes the tick that runs, and begins no other."""
    in_tick, go_on = threading.Event(), threading.Event()

    def act(_number: int) -> None:
        in_tick.set()
        go_on.wait(PATIENCE)

    tick = Ticking(act)
    heart = Heartbeat(tick, MovableClock(START), audit=nothing, roster=nothing, pace=FAST)
    heart.start()
    assert in_tick.wait(PATIENCE)
    threading.Timer(0.1, go_on.set).start()
    assert heart.stop(grace=PATIENCE)
    seen = len(tick.calls)
    heart.wake()
    assert len(tick.calls) == seen


def test_stop_does_not_wait_for_ever() -> None:
    """A tick that hangs does not keep the process from ending; the caller is told that something was left."""
    release = threading.Event()
    tick = Ticking(lambda _number: release.wait(PATIENCE) and None)
    heart = Heartbeat(tick, MovableClock(START), audit=nothing, roster=nothing, pace=FAST)
    heart.start()
    assert tick.reaches(1)
    assert not heart.stop(grace=0.05)
    release.set()
