"""Notices by the monotonic clock that no tick ends any more, and helps, or gives up (reliability.md F39, F40)."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

_log = structlog.get_logger("stepin.heartbeat")


class Watchdog:
    """Looks twice a second; after `quiet` seconds of silence it rescues, and after `limit` it gives up."""

    def __init__(
        self,
        *,
        beats: Callable[[], int],
        rescue: Callable[[], None],
        give_up: Callable[[], None],
        look_after: Callable[[], None],
        pace: tuple[float, float, float],
        monotonic: Callable[[], float],
    ) -> None:
        """`beats` counts ended ticks; `pace` is (look every, quiet, limit), seconds; each look calls `look_after`."""
        self._beats = beats
        self._rescue = rescue
        self._give_up = give_up
        self._look_after = look_after
        self._every, self._quiet, self._limit = pace
        self._monotonic = monotonic
        self._seen = beats()
        self._looked_at = monotonic()
        self._silence = 0.0
        self._rescued_at = 0.0
        self._gave_up = False
        self._halt = threading.Event()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Look from now on."""
        self.keep_running()

    def stop(self) -> None:
        """Look no more."""
        self._halt.set()

    def running(self) -> bool:
        """Whether somebody is looking."""
        return self._thread is not None and self._thread.is_alive()

    def keep_running(self) -> None:
        """Start the thread if it is not there: each tick calls this, so that the two watch each other (F50)."""
        with self._lock:
            if self._halt.is_set() or self.running():
                return
            self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
            self._thread.start()

    def look(self) -> None:
        """One look: has a tick ended since the last one?"""
        now, beats = self._monotonic(), self._beats()
        # A process that was itself paused has slept through its ticks: a long gap between looks is no silence (F43).
        passed = min(now - self._looked_at, 2 * self._every)
        self._looked_at = now
        if beats != self._seen:
            self._seen, self._silence, self._rescued_at = beats, 0.0, 0.0
        else:
            self._silence += passed
        self._act()

    def _act(self) -> None:
        if self._silence >= self._limit and not self._gave_up:
            self._gave_up = True
            self._give_up()
        elif self._silence - self._rescued_at >= self._quiet:
            self._rescued_at = self._silence
            self._rescue()

    def _watch(self) -> None:
        while not self._halt.wait(self._every):
            try:
                self.look()
                self._look_after()
            except Exception as error:  # noqa: BLE001 - whatever a rescue meets, the next look comes
                _log.error("watchdog_failed", exc_info=error)
