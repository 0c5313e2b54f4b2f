"""Five notes of a site name the same training within 60 days: one suggestion to whoever looks after training there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.learning.training import WITHIN, needed, window
from domain.page import Message
from domain.site import Directory, Site
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.outgoing import admins_of, to_person
from handlers.shifts.rota import step

SUGGESTION = "learn.training"
SWEEP_EVERY = timedelta(hours=1)
_MOMENT = timedelta(seconds=1)


@dataclass
class TrainingRounds:
    """The rounds of one process."""

    ports: Ports
    _looked: datetime | None = None

    def due(self, at: datetime) -> None:
        """Count every hour."""
        if self._looked is None or not timedelta(0) <= at - self._looked < SWEEP_EVERY:
            for site in self.ports.memory.directory.sites:
                suggest(self.ports, site, at)
            self._looked = at


def suggest(ports: Ports, site: Site, at: datetime) -> int:
    """Suggest what is needed at this site, once per topic and 60 days; how many messages are new."""
    directory = ports.memory.directory
    with ports.store.read() as uow:
        topics = needed(uow.learning.finished(at - WITHIN, at + _MOMENT, site.id))
        new = [one for topic, count in topics.items() if not _suggested(uow, site, topic, at)
               for one in _messages(directory, site, topic, count, at)]  # fmt: skip
    if new:
        step(ports, lambda uow: uow.messages.add(new))
    return len(new)


def looks_after(directory: Directory, site: Site) -> list[str]:
    """Whoever looks after training at this site and can be reached; else its admins."""
    owner = directory.person(site.learning.training_owner)
    return [owner.id] if owner and owner.reachable else admins_of(directory, site)


def _messages(directory: Directory, site: Site, topic: str, count: int, at: datetime) -> Iterator[Message]:
    """The first one has the key by which a later round sees that it was suggested."""
    detail = {"about": SUGGESTION, "site": site.id, "topic": topic, "count": str(count)}
    for number, person in enumerate(looks_after(directory, site)):
        yield from to_person(directory, person, _key(site, topic, window(at), number), at, detail)


def _suggested(uow: UnitOfWork, site: Site, topic: str, at: datetime) -> bool:
    """In this span of 60 days, or in the one before and not yet 60 days ago."""
    ids = [opaque(_key(site, topic, window(at) - back, 0)) for back in (0, 1)]
    return any(one.made_at is not None and at - one.made_at < WITHIN for one in uow.messages.these(ids))


def _key(site: Site, topic: str, span: int, number: int) -> str:
    return f"training:{site.id}:{topic}:{span}:{number}"
