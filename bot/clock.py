"""The only reader of a clock: everything below takes the instant as an argument (architecture.md principle 2)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import structlog

Reading = Callable[[], float]

_A_JUMP = 60.0
_A_STEP_BACK = 1.0

_log = structlog.get_logger("stepin.clock")


def wall_now() -> datetime:
    """The wall clock as it stands, aware, in UTC. It may step: only for what itself lives by the wall clock."""
    return datetime.now(UTC)


class SystemClock:
    """The process's clock: follows the wall clock, and never moves back (reliability.md "Time", F42).

    A backward step of the wall clock is not followed: time goes on by the monotonic clock. Slewing below a second is
    followed by standing still until the wall clock has caught up. A forward jump is followed at once, since the time
    may really have passed (a suspended machine): a page that is early is better than one that is late.
    """

    def __init__(self, wall: Reading = time.time, monotonic: Reading = time.monotonic) -> None:
        """`wall` reads seconds since 1970 in UTC, `monotonic` seconds since anything."""
        self._wall = wall
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._last = wall()
        self._last_monotonic = monotonic()
        self._stepped_back = False
        self.jumped = timedelta()
        """The length of the last forward jump over 60 s that was followed; zero if there was none."""

    def now(self) -> datetime:
        """Now, aware, in UTC; never earlier than what was given before."""
        with self._lock:
            wall, monotonic = self._wall(), self._monotonic()
            expected = self._last + (monotonic - self._last_monotonic)
            self._last = self._follow(wall, expected)
            self._last_monotonic = monotonic
            return datetime.fromtimestamp(self._last, UTC)

    def _follow(self, wall: float, expected: float) -> float:
        behind = expected - wall
        if behind > _A_STEP_BACK:
            self._note_step_back(behind)
            return expected
        self._stepped_back = False
        if -behind > _A_JUMP:
            self.jumped = timedelta(seconds=-behind)
            _log.warning("clock_jumped_forward", seconds=round(-behind))
        return max(self._last, wall)

    def _note_step_back(self, behind: float) -> None:
        if not self._stepped_back:
            _log.warning("clock_stepped_back", seconds=round(behind))
        self._stepped_back = True


class MovableClock:
    """A clock that the demo and the tests can move: real time that has passed, plus what was moved.

    With `running=False` it stands still until it is moved.
    """

    def __init__(
        self, start: datetime | None = None, *, running: bool = True, monotonic: Reading = time.monotonic
    ) -> None:
        """`start` is aware; without it the clock starts at the wall clock's time."""
        self._at = (start or wall_now()).astimezone(UTC)
        self._running = running
        self._monotonic = monotonic
        self._begun = monotonic()
        self._lock = threading.Lock()
        self._listeners: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        with self._lock:
            passed = self._monotonic() - self._begun if self._running else 0.0
            return self._at + timedelta(seconds=passed)

    def move(self, seconds: float) -> None:
        """Let `seconds` pass at once, and wake everybody who subscribed. Raises ValueError for a move backwards."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        with self._lock:
            self._at += timedelta(seconds=seconds)
            listeners = tuple(self._listeners)
        for listener in listeners:
            listener()

    def subscribe(self, listener: Callable[[], None]) -> None:
        """`listener` is called, on the mover's thread, after each move."""
        with self._lock:
            self._listeners.append(listener)
