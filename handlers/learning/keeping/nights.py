"""Every night each site's run is made, from three in the morning by its own clock (domain.md e.6)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.site import Site
from domain.wall import wall_of
from handlers.learning.keeping.lost import site_or_lost
from handlers.learning.keeping.night import Night
from handlers.ports import Conflict, Ports, StoreUnavailable

FROM_HOUR = timedelta(hours=3)
STEPS_A_ROUND = 60
_OVER = object()


@dataclass
class Nights:
    """The runs of one process. A night that was missed is made up for at once; another process that does the same finds
    nothing left."""

    ports: Ports
    _done: dict[str, int] = field(default_factory=dict)
    _running: dict[str, tuple[Night, Iterator[None]]] = field(default_factory=dict)

    def due(self, at: datetime) -> None:
        """A part of what is due: the rest comes with the next rounds, so that no other work waits long."""
        directory = self.ports.memory.directory
        if not self._running and all(self._is_done(site, at) for site in directory.sites):
            return
        with self.ports.store.read() as uow:
            self._done.update(uow.keeping.nights())
            lost = [site_or_lost(directory, id_) for id_ in uow.keeping.other_sites([s.id for s in directory.sites])]
        for site in (*directory.sites, *lost):
            if not self._is_done(site, at):
                self._some_steps(site, at)

    def _is_done(self, site: Site, at: datetime) -> bool:
        return self._done.get(site.id) == _night(site, at)

    def _some_steps(self, site: Site, at: datetime) -> None:
        night, steps = self._running.get(site.id) or self._begin(site, at)
        try:
            for _ in range(STEPS_A_ROUND):
                if next(steps, _OVER) is _OVER:
                    self._finish(night)
                    return
        except (StoreUnavailable, Conflict):
            # It cannot go on from there: the next round begins anew, and passes by what is done.
            del self._running[site.id]
            raise
        finally:
            if night.removed or night.shortened:
                self.ports.wake()

    def _begin(self, site: Site, at: datetime) -> tuple[Night, Iterator[None]]:
        night = Night(self.ports, site, at)
        self._running[site.id] = night, night.steps()
        return self._running[site.id]

    def _finish(self, night: Night) -> None:
        del self._running[night.site.id]
        day = _night(night.site, night.at)
        with self.ports.store.work() as uow:
            uow.keeping.keep_night(night.site.id, day)
            uow.commit()
        self._done[night.site.id] = day
        night.say()


def _night(site: Site, at: datetime) -> int:
    """The day, as an ordinal, whose small hours were last: it begins at three."""
    return (wall_of(at, ZoneInfo(site.zone)) - FROM_HOUR).toordinal()
