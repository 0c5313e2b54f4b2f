"""What is looked after beside the ticks, each on a thread of its own: the audit and the roster check (F50)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers.ports import Clock

_log = structlog.get_logger("stepin.heartbeat")

_MISSED_ROUNDS = 3


class Round:
    """One callable, again and again; it can neither hold up a tick nor die unseen."""

    def __init__(
        self,
        name: str,
        check: Callable[[datetime], object],
        clock: Clock,
        every: float,
        monotonic: Callable[[], float],
        *,
        at_once: bool = True,
    ) -> None:
        """`check(at)` each `every` seconds of real time, the first one at once or after that time."""
        self._name = name
        self._check = check
        self._clock = clock
        self._every = every
        self._monotonic = monotonic
        self._at_once = at_once
        self._halted = False
        # Set by whoever does not want to wait for the next check: to have one now, or none at all.
        self._up = threading.Event()
        self._counted = threading.Condition()
        self._begun, self._ended = 0, 0
        self._good_at = monotonic()
        self._begun_at: float | None = None
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Check from now on."""
        self._begun_at = None
        self._thread = threading.Thread(target=self._go_round, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """No further check begins."""
        self._halted = True
        self._up.set()

    def look_now(self, seconds: float) -> bool:
        """Check once more as soon as the one in hand has ended, and wait for its end; False after so many seconds."""
        with self._counted:
            wanted = self._begun + 1
            self._up.set()
            return self._counted.wait_for(lambda: self._ended >= wanted, seconds)

    def age(self) -> float:
        """Seconds since a check last ended well."""
        return self._monotonic() - self._good_at

    def well(self) -> bool:
        """Whether one of the last three checks ended well."""
        return self.age() <= _MISSED_ROUNDS * self._every

    def look_after(self) -> None:
        """Start the thread anew if it has died, or has hung in one check for three intervals."""
        if self._halted or self._thread is None:
            return
        begun = self._begun_at
        hangs = begun is not None and self._monotonic() - begun > _MISSED_ROUNDS * self._every
        if hangs or not self._thread.is_alive():
            _log.error("round_revived", round=self._name, hanging=int(hangs))
            self.start()

    def _go_round(self) -> None:
        mine = threading.current_thread()
        if not self._at_once:
            self._rest()
        while mine is self._thread and not self._halted:
            self._begin()
            self._once(mine)
            self._end(mine)
            self._rest()

    def _rest(self) -> None:
        self._up.wait(self._every)
        if not self._halted:
            self._up.clear()

    def _begin(self) -> None:
        self._begun_at = self._monotonic()
        with self._counted:
            self._begun += 1

    def _end(self, mine: threading.Thread) -> None:
        if mine is not self._thread:
            return
        self._begun_at = None
        with self._counted:
            self._ended = self._begun
            self._counted.notify_all()

    def _once(self, mine: threading.Thread) -> None:
        try:
            self._check(self._clock.now())
        except Exception as error:  # noqa: BLE001 - a check that fails is logged and tried again
            _log.error("round_failed", round=self._name, exc_info=error)
            return
        if mine is self._thread:
            self._good_at = self._monotonic()
