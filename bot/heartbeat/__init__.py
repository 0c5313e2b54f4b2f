"""The heartbeat: APScheduler wakes the tick, a watchdog wakes APScheduler (architecture.md principle 3).

Rows are the truth: losing any wake-up costs at most a second, and never a page.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.heartbeat.rounds import Round
from bot.heartbeat.ticks import Tick, Ticks
from bot.heartbeat.wakeup import Wakeup
from bot.heartbeat.watchdog import Watchdog
from handlers.ports import Clock

EXIT_STUCK = 70
Look = Callable[[datetime], object]
# They ask the platform, or other hosts: not at the start, where auth.test is the only call (performance.md P24).
_CALLS_OUT = frozenset({"roster", "watch", "calendars", "learning"})

_log = structlog.get_logger("stepin.heartbeat")


@dataclass(frozen=True)
class Pace:
    """How often what is done, in seconds of real time (architecture.md principle 3, reliability.md F39, F50)."""

    every: float = 1.0
    audit_every: float = 15.0
    roster_every: float = 600.0
    shifts_every: float = 20.0
    watch_every: float = 20.0
    calendars_every: float = 60.0
    learning_every: float = 20.0
    look_every: float = 0.5
    quiet: float = 2.0
    limit: float = 30.0
    sick_after: float = 5.0


class Heartbeat:
    """Keeps `tick` going for as long as the process lives, and ends the process if it cannot."""

    def __init__(
        self,
        tick: Tick,
        clock: Clock,
        *,
        audit: Look,
        roster: Look,
        shifts: Look | None = None,
        watch: Look | None = None,
        calendars: Look | None = None,
        learning: Look | None = None,
        pace: Pace | None = None,
        end: Callable[[int], object] = os._exit,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`tick(at)` does what is due and gives the next due instant; `audit(at)` and `roster(at)` look after it,
        `shifts(at)` after what is due around shifts, several times within each minute, `watch(at)` after what the
        channel and the admins see of them, `calendars(at)` after those that are read again from time to time,
        `learning(at)` after notes, digests, proposals and what has been kept long enough.

        `end` is called with 70 when nothing helps any more.
        """
        self._pace = pace or Pace()
        self._end = end
        self._ticks = Ticks(tick, clock, monotonic)
        self.wakeup = Wakeup(self._ticks.run, self._pace.every, after=self._after_tick)
        looks: dict[str, Look | None] = {
            "audit": audit, "roster": roster, "shifts": shifts, "watch": watch, "calendars": calendars,
            "learning": learning,
        }  # fmt: skip
        self._rounds = {name: self._round(name, look, clock, monotonic) for name, look in looks.items() if look}
        self.watchdog = Watchdog(
            beats=lambda: self._ticks.beats,
            rescue=self._rescue,
            give_up=self._give_up,
            look_after=self._look_after_rounds,
            pace=(self._pace.look_every, self._pace.quiet, self._pace.limit),
            monotonic=monotonic,
        )

    def _round(self, name: str, look: Look, clock: Clock, monotonic: Callable[[], float]) -> Round:
        every = getattr(self._pace, f"{name}_every")
        return Round(name, look, clock, every, monotonic, at_once=name not in _CALLS_OUT)

    def start(self) -> None:
        """Tick at once, and from now on."""
        self.wakeup.start()
        for each in self._rounds.values():
            each.start()
        self.watchdog.start()

    def stop(self, grace: float = 10.0) -> bool:
        """Stop, after what is in hand; at most `grace` seconds. True if nothing was left in hand."""
        self.watchdog.stop()
        for each in self._rounds.values():
            each.stop()
        self.wakeup.stop()
        return self._ticks.wait_idle(grace)

    def wake(self) -> None:
        """Tick at once: something was committed, or the clock was moved. From any thread; never waits, never raises."""
        self._ticks.ask(self.wakeup.move_to_now)

    def look_now(self, name: str, seconds: float = 10.0) -> bool:
        """Have a round ("learning") look at once instead of at its next time, and wait for that; False if it took too
        long. For a clock that was moved."""
        return self._rounds[name].look_now(seconds)

    def last_tick_age(self) -> float:
        """Seconds since a tick last ended well (since the start, if none has)."""
        return self._ticks.age()

    def alive(self) -> bool:
        """Whether ticks end well, none hangs (F40), and the audit and the watchdog are there (F50)."""
        return (
            self._ticks.age() <= self._pace.sick_after
            and not self._ticks.stalled(self._pace.sick_after)
            and self._rounds["audit"].well()
            and self.watchdog.running()
        )

    def state(self) -> dict[str, float | int | bool]:
        """The figures behind `alive`, for /healthz: ages in seconds."""
        return {
            "alive": self.alive(),
            "tick_age": round(self._ticks.age(), 3),
            "ticks_hanging": self._ticks.stalled(self._pace.sick_after),
            "restarts": self.wakeup.restarts,
            "audit_age": round(self._rounds["audit"].age(), 3),
            "roster_age": round(self._rounds["roster"].age(), 3),
            "watchdog": self.watchdog.running(),
        }

    def _after_tick(self) -> None:
        self.watchdog.keep_running()
        self._ticks.answer(self.wakeup.move_to_now, lambda seconds: self.wakeup.move(min(seconds, self._pace.every)))

    def _rescue(self) -> None:
        _log.error("heartbeat_silent", hanging=self._ticks.stalled(0.0))
        self._ticks.run_apart()
        self.wakeup.restart()

    def _look_after_rounds(self) -> None:
        for each in self._rounds.values():
            each.look_after()

    def _give_up(self) -> None:
        _log.critical("heartbeat_given_up", status=EXIT_STUCK)
        self._end(EXIT_STUCK)


__all__ = ["EXIT_STUCK", "Heartbeat", "Pace"]
