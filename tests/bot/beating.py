"""What the tests of the heartbeat share: a tick that remembers, a heart that beats, and ways to hurt it."""

from __future__ import annotations

import ctypes
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.clock import MovableClock
from bot.heartbeat import Heartbeat, Pace

START = datetime(2026, 3, 28, 21, 14, tzinfo=UTC)
FAST = Pace(every=0.05, audit_every=0.05, roster_every=0.05, look_every=0.02, quiet=0.2, limit=30.0, sick_after=0.3)
SLOW = Pace(every=30.0, audit_every=30.0, roster_every=30.0, look_every=0.02, quiet=60.0, limit=90.0)
PATIENCE = 15.0


class Failpoint(BaseException):
    """What a failpoint raises: no `Exception`, so that nothing swallows it by the way."""


class Ticking:
    """A tick that remembers when it was called, and on which thread."""

    def __init__(self, act: Callable[[int], datetime | None] = lambda _number: None) -> None:
        self._act = act
        self._called = threading.Condition()
        self.calls: list[datetime] = []
        self.threads: list[str] = []

    def __call__(self, at: datetime) -> datetime | None:
        with self._called:
            self.calls.append(at)
            self.threads.append(threading.current_thread().name)
            number = len(self.calls)
            self._called.notify_all()
        return self._act(number)

    def reaches(self, count: int) -> bool:
        """Whether it has been called so often, before patience ends."""
        with self._called:
            return self._called.wait_for(lambda: len(self.calls) >= count, PATIENCE)


def nothing(_at: datetime) -> None:
    """A check that finds nothing."""


@contextmanager
def beating(
    tick: Callable[[datetime], datetime | None],
    clock: MovableClock | None = None,
    *,
    pace: Pace = FAST,
    audit: Callable[[datetime], object] = nothing,
    roster: Callable[[datetime], object] = nothing,
    end: Callable[[int], object] = lambda _code: None,
) -> Iterator[Heartbeat]:
    """A heartbeat that is started, and stopped in the end."""
    heart = Heartbeat(tick, clock or MovableClock(START), audit=audit, roster=roster, pace=pace, end=end)
    heart.start()
    try:
        yield heart
    finally:
        heart.stop(grace=0.0)


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it comes true before patience ends: looked at each time that something may have changed."""
    never = threading.Event()
    for _ in range(int(PATIENCE / 0.01)):
        if holds():
            return True
        never.wait(0.01)
    return False


def kill(name: str, others: set[threading.Thread]) -> None:
    """Let the thread of this name die that is not among the others, as one error in a library would."""
    thread = next(each for each in threading.enumerate() if each.name == name and each not in others)

    def struck() -> bool:
        # Where the library happens to be inside a catch-all of its own, the first blow is swallowed.
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit))
        thread.join(0.2)
        return not thread.is_alive()

    assert eventually(struck)
