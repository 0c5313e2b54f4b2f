"""Goes round the imported calendars: each is read again every hour, at a minute of its own.

Every replica does so; what the first one put into the rota is nothing new to the second.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.calendars import CannotFetch, read_ics
from domain.edits import Refused
from domain.site import Directory
from handlers.calendar_refresh import Source, keep_read, sources, tell_failed, tell_odd
from handlers.calendars import horizon, people_of
from handlers.ports import Ports, StoreUnavailable

log = structlog.get_logger()

EVERY = timedelta(hours=1)
# One may take ten seconds; a round that takes minutes counts as hanging (bot/heartbeat/rounds.py).
_AT_MOST = 10


@dataclass
class CalendarRound:
    """The rounds of one process. `follow` reads the directory into memory again."""

    ports: Ports
    fetch: Callable[[str], bytes]
    follow: Callable[[], object]
    _due: dict[str, datetime] = field(default_factory=dict)

    def refresh(self, at: datetime) -> int:
        """Read what is due at `at`; how many changed the rota. A calendar that is new to this process comes within
        an hour, so that a restart does not ask all hosts at once."""
        directory = self.ports.memory.directory
        here = {one.key: one for one in sources(directory, at)}
        self._due = {key: self._due.get(key, at + _own_minute(key)) for key in here}
        due = sorted((when, key) for key, when in self._due.items() if when <= at)[:_AT_MOST]
        changed = 0
        for _, key in due:
            self._due[key] = at + EVERY
            changed += self._one(directory, here[key], at)
        if changed:
            self.follow()
        return changed

    def _one(self, directory: Directory, source: Source, at: datetime) -> bool:
        try:
            return self._read(directory, source, at)
        except (CannotFetch, Refused) as failed:
            log.warning("calendar_not_refreshed", error=type(failed).__name__)
            tell_failed(self.ports, source, str(failed), at)
        except StoreUnavailable:
            log.error("calendar_not_kept")
        return False

    def _read(self, directory: Directory, source: Source, at: datetime) -> bool:
        site = directory.site(source.site_id)
        if site is None:
            return False
        known = set(people_of(directory, site))
        people = {one.id: one for one in directory.people if one.id in known}
        imported = read_ics(self.fetch(source.layer.source), people, site.zone, at, horizon(at))
        if not imported.booked:
            raise CannotFetch("Nobody of this site has a shift in it any more.")
        changed = keep_read(self.ports, source, imported.booked, at)
        if imported.not_understood:
            tell_odd(self.ports, source, imported.not_understood, at)
        return changed


def _own_minute(key: str) -> timedelta:
    return timedelta(seconds=int.from_bytes(sha256(key.encode()).digest()[:4], "big") % int(EVERY.total_seconds()))
