"""One look at the rota, several times a minute on every replica: posts, warnings, topic and user group."""

from __future__ import annotations

from datetime import datetime, timedelta

from handlers.ports import Channels, Ports
from handlers.watch.ahead import warn_ahead
from handlers.watch.handoffs import post_handoffs
from handlers.watch.standing import Standing

_AHEAD_EVERY = timedelta(minutes=10)


class Lookout:
    """Cheap when nothing is due: two weeks are looked through after a change of the directory, or each ten minutes."""

    def __init__(self, ports: Ports, channels: Channels) -> None:
        self._ports = ports
        self._standing = Standing(ports, channels)
        self._told: set[str] = set()
        self._ahead: tuple[int, datetime] | None = None

    def look(self, at: datetime) -> None:
        """Tell and put whatever is due by now."""
        post_handoffs(self._ports, at)
        self._look_ahead(at)
        self._standing.keep(at)

    def _look_ahead(self, at: datetime) -> None:
        version = self._ports.memory.directory.version
        if self._ahead is None or self._ahead[0] != version or at >= self._ahead[1]:
            warn_ahead(self._ports, at, self._told)
            self._ahead = (version, at + _AHEAD_EVERY)
