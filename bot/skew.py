"""How far this machine's clock is off, as Slack's own requests tell: past five minutes they are all refused (F14)."""

from __future__ import annotations

from threading import Lock

from bot.clock import wall_now


class Skew:
    """The difference seen at the last request, in seconds; positive where this machine is ahead.

    Anybody can send a time stamp, and a wrong one alone proves nothing: the smallest of the last ten counts.
    """

    def __init__(self) -> None:
        self._seen: list[float] = []
        self._lock = Lock()

    def note(self, timestamp: str) -> None:
        """Take over the time stamp header of one request; what is no number is left alone."""
        try:
            ahead = wall_now().timestamp() - float(timestamp)
        except ValueError:
            return
        with self._lock:
            self._seen = [*self._seen[-9:], ahead]

    def seconds(self) -> float | None:
        """The skew; None before any request."""
        with self._lock:
            return min(self._seen, key=abs, default=None)
