"""SQLite has one writer: those of this process take turns here, in order, instead of in its busy handler.

The busy handler backs off in steps, so that a burst of small commits starves an acknowledgement (performance.md,
"What follows" 3). Here a waiter is woken at once, and an urgent one goes first.
"""

from __future__ import annotations

import threading


class Turns:
    """Whoever holds the turn writes."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._holder: int | None = None
        self._waiting = 0
        self._urgent = 0

    def take(self, urgent: bool, timeout: float) -> bool:
        """Wait up to `timeout` seconds for the turn; False where it did not come.

        Raises RuntimeError where this thread holds it already, since it would wait for itself.
        """
        me = threading.get_ident()
        if self._holder == me:
            raise RuntimeError("this thread has a unit of work open already")
        with self._changed:
            self._waiting += 1
            self._urgent += urgent
            came = self._changed.wait_for(lambda: self._free_for(urgent), timeout)
            self._urgent -= urgent
            self._waiting -= 1
            if came:
                self._holder = me
            else:
                self._changed.notify_all()
            return came

    def _free_for(self, urgent: bool) -> bool:
        return self._holder is None and (urgent or not self._urgent)

    def give_back(self) -> None:
        """The next one, please."""
        with self._changed:
            self._holder = None
            self._changed.notify_all()

    def waiting(self) -> int:
        """How many wait for the turn now."""
        with self._changed:
            return self._waiting
