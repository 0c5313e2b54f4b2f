"""The process's clock and the one that the demo moves."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from structlog.testing import capture_logs

from bot.clock import MovableClock, SystemClock, wall_now

START = datetime(2026, 3, 28, 21, 14, tzinfo=UTC)


class Dials:
    """A wall clock and a monotonic clock that a test turns by hand."""

    def __init__(self) -> None:
        self.wall = START.timestamp()
        self.monotonic = 1000.0

    def pass_by(self, seconds: float) -> None:
        self.wall += seconds
        self.monotonic += seconds

    def clock(self) -> SystemClock:
        return SystemClock(wall=lambda: self.wall, monotonic=lambda: self.monotonic)


def test_the_process_clock_follows_the_wall_clock() -> None:
    """In ordinary times it says what the wall clock says, aware and in UTC."""
    dials = Dials()
    clock = dials.clock()
    dials.pass_by(12.5)
    assert clock.now() == START + timedelta(seconds=12.5)
    assert clock.now().tzinfo is UTC


def test_a_wall_clock_set_back_an_hour_does_not_stop_time() -> None:
    """F42: after a step of -1 h time goes on second by second, so that no re-page is an hour late."""
    dials = Dials()
    clock = dials.clock()
    before = clock.now()
    dials.wall -= 3600
    dials.pass_by(20)
    assert clock.now() == before + timedelta(seconds=20)
    dials.pass_by(20)
    assert clock.now() == before + timedelta(seconds=40)


def test_a_step_back_that_is_put_right_again_is_no_jump() -> None:
    """F42: when the wall clock comes back from its step, time has passed as it really has, and no alarm is given."""
    dials = Dials()
    clock = dials.clock()
    dials.wall -= 3600
    dials.pass_by(30)
    clock.now()
    dials.wall += 3600
    dials.pass_by(30)
    assert clock.now() == START + timedelta(seconds=60)
    assert clock.jumped == timedelta()


def test_a_step_back_is_logged_once() -> None:
    """F42: an operator reads of the step, and not once per reading."""
    dials = Dials()
    clock = dials.clock()
    dials.wall -= 3600
    with capture_logs() as lines:
        for _ in range(5):
            dials.pass_by(1)
            clock.now()
    assert [(line["event"], line["seconds"]) for line in lines] == [("clock_stepped_back", 3600)]


def test_a_forward_jump_is_followed_and_reported() -> None:
    """F42, F43: a machine that slept an hour knows how late it is, and says so."""
    dials = Dials()
    clock = dials.clock()
    dials.wall += 3600
    with capture_logs() as lines:
        assert clock.now() == START + timedelta(hours=1)
    assert clock.jumped == timedelta(hours=1)
    assert lines[0]["event"] == "clock_jumped_forward"


def test_a_small_correction_forward_is_no_jump() -> None:
    """Under a minute the wall clock is followed without a word."""
    dials = Dials()
    clock = dials.clock()
    dials.wall += 59
    assert clock.now() == START + timedelta(seconds=59)
    assert clock.jumped == timedelta()


def test_time_never_moves_back_while_the_wall_clock_is_slewed() -> None:
    """A wall clock that is slowed or nudged back by less than a second is awaited, never followed backwards."""
    dials = Dials()
    clock = dials.clock()
    seen = [clock.now()]
    for nudge in (-0.4, 0.0, -0.2, 0.3, -0.9):
        dials.wall += nudge
        dials.pass_by(0.25)
        seen.append(clock.now())
    assert seen == sorted(seen)
    dials.pass_by(5)
    assert clock.now() == datetime.fromtimestamp(dials.wall, UTC)


def test_the_real_clock_runs() -> None:
    """Without injected sources it reads this machine's clock."""
    clock = SystemClock()
    assert abs(clock.now() - wall_now()) < timedelta(seconds=5)


def test_a_movable_clock_moves_and_wakes_its_listeners() -> None:
    """The demo's *5 min* button is five minutes for everybody, at once."""
    clock = MovableClock(START, running=False)
    heard: list[datetime] = []
    clock.subscribe(lambda: heard.append(clock.now()))
    clock.move(300)
    assert heard == [START + timedelta(minutes=5)]


def test_a_movable_clock_runs_with_real_time_between_moves() -> None:
    """The demo's seconds pass by themselves as well."""
    dials = Dials()
    clock = MovableClock(START, monotonic=lambda: dials.monotonic)
    dials.pass_by(7)
    clock.move(30)
    dials.pass_by(3)
    assert clock.now() == START + timedelta(seconds=40)


def test_a_frozen_clock_stands_still() -> None:
    """A test that moves nothing sees no time pass."""
    dials = Dials()
    clock = MovableClock(START, running=False, monotonic=lambda: dials.monotonic)
    dials.pass_by(1000)
    assert clock.now() == START


def test_a_movable_clock_without_a_start_begins_now() -> None:
    """The demo starts at the time on the wall."""
    assert abs(MovableClock(running=False).now() - wall_now()) < timedelta(seconds=5)


def test_no_clock_moves_backwards() -> None:
    """A move into the past is refused."""
    clock = MovableClock(START, running=False)
    with pytest.raises(ValueError, match="forward"):
        clock.move(-1)


def test_moves_from_many_threads_all_count() -> None:
    """Two people who press the demo's button at the same time both move the clock."""
    clock = MovableClock(START, running=False)
    threads = [threading.Thread(target=lambda: [clock.move(1) for _ in range(200)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert clock.now() == START + timedelta(seconds=800)
