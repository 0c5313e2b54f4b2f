"""Runs one tick after the other and remembers how they went, whatever a tick may throw or do."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers.ports import Clock

Tick = Callable[[datetime], datetime | None]

_USUALLY_ENDED_WITHIN = 2.0

_log = structlog.get_logger("stepin.heartbeat")


class Ticks:
    """The ticks of this process. `beats` counts those that have ended, well or not."""

    def __init__(self, tick: Tick, clock: Clock, monotonic: Callable[[], float]) -> None:
        """`clock` says what time it is for the product; `monotonic` how long a tick takes."""
        self._tick = tick
        self._clock = clock
        self._monotonic = monotonic
        self._changed = threading.Condition()
        self._numbers = itertools.count()
        self._running: dict[int, float] = {}
        self._asked = False
        self._due_at: datetime | None = None
        self._good_at = monotonic()
        self.beats = 0

    def run(self) -> None:
        """One tick, here and now. Nothing that it raises gets out (reliability.md F39)."""
        number = self._begin()
        due_at, good = None, False
        try:
            due_at = self._tick(self._clock.now())
            good = True
        except BaseException as error:  # noqa: BLE001 - even SystemExit from a tick must not end the heartbeat
            _log.error("tick_failed", exc_info=error)
        self._finish(number, due_at, good)

    def run_apart(self) -> None:
        """One tick on a thread of its own, since the usual ones may hang (reliability.md F40)."""
        threading.Thread(target=self.run, name="rescue-tick", daemon=True).start()

    def ask(self, move_to_now: Callable[[], None]) -> None:
        """Somebody wants a tick: at once if none is running, else when it has ended. Many wishes are one tick."""
        with self._changed:
            if self._asked:
                return
            self._asked = True
            if self._busy():
                return
        move_to_now()

    def answer(self, move_to_now: Callable[[], None], move: Callable[[float], None]) -> None:
        """After a tick: what is wished for or due next, in seconds from now by the product's clock."""
        with self._changed:
            asked, due_at = self._asked, self._due_at
        if asked:
            move_to_now()
        elif due_at is not None:
            move(max(0.0, (due_at - self._clock.now()).total_seconds()))

    def age(self) -> float:
        """Seconds since a tick last ended well."""
        return self._monotonic() - self._good_at

    def stalled(self, longer_than: float) -> int:
        """How many ticks have been running for more than that many seconds."""
        now = self._monotonic()
        with self._changed:
            return sum(now - begun > longer_than for begun in self._running.values())

    def wait_idle(self, seconds: float) -> bool:
        """Wait until no tick runs; False if one still does after that."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._running, seconds)

    def _busy(self) -> bool:
        # A tick that hangs is not waited for: whatever is wished for then must not depend on its end (F40).
        now = self._monotonic()
        return any(now - begun < _USUALLY_ENDED_WITHIN for begun in self._running.values())

    def _begin(self) -> int:
        with self._changed:
            number = next(self._numbers)
            self._running[number] = self._monotonic()
            self._asked = False
            return number

    def _finish(self, number: int, due_at: datetime | None, good: bool) -> None:
        with self._changed:
            del self._running[number]
            self.beats += 1
            self._due_at = due_at
            if good:
                self._good_at = self._monotonic()
            self._changed.notify_all()
