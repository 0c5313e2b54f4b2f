"""One person's own data: what they said, their id in what is over, and what is kept about them (domain.md e.6 rule 7).

What is open, under hold, or over only a few days is left alone and counted: others still work with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.escalation import Escalation
from domain.learning.keeping import people_in, stub_from
from handlers.act import retried
from handlers.learning.keeping.emptying import forget_in
from handlers.learning.keeping.lost import site_or_lost
from handlers.ports import Ports, UnitOfWork

READ_AT_ONCE = 200
Progress = Callable[[int], None]


@dataclass
class Found:
    """Where one person stands. `of`: ids of escalations to be changed; `own`: what else there is, by what it is."""

    person_id: str
    of: list[str] = field(default_factory=list)
    open: int = 0
    held: int = 0
    fresh: int = 0
    own: Mapping[str, int] = field(default_factory=dict)


def find_person(ports: Ports, person_id: str, at: datetime, progress: Progress) -> Found:
    """Where this person stands. `progress` hears how many escalations were looked at."""
    found = Found(person_id)
    with ports.store.read() as uow:
        found.own = uow.keeping.own_data(person_id, at)
        found.open = sum(1 for e in uow.escalations.open_at() if _stands_in(uow, e, person_id))
    looked = 0
    for batch in _ended(ports):
        for e in batch:
            _note(ports, found, e, at)
        looked += len(batch)
        progress(looked)
    return found


def _ended(ports: Ports) -> Iterator[list[Escalation]]:
    mark = None
    while True:
        with ports.store.read() as uow:
            batch = uow.keeping.ended(mark, READ_AT_ONCE)
        if batch:
            yield batch
            mark = batch[-1].ended_at or batch[-1].raised_at, batch[-1].id
        if len(batch) < READ_AT_ONCE:
            return


def _note(ports: Ports, found: Found, e: Escalation, at: datetime) -> None:
    site = site_or_lost(ports.memory.directory, e.site_id)
    with ports.store.read() as uow:
        if not _stands_in(uow, e, found.person_id):
            return
    stub_at = stub_from(e, site.learning.keeping)
    if e.held:
        found.held += 1
    elif stub_at is None or at < stub_at:
        found.fresh += 1
    else:
        found.of.append(e.id)


def _stands_in(uow: UnitOfWork, e: Escalation, person_id: str) -> bool:
    return any(person_id in people_in(entry) for entry in uow.escalations.timeline(e.id))


def forget_person(ports: Ports, found: Found, at: datetime, progress: Progress) -> int:
    """Do it, one escalation at a time; how many were changed. Cut off in the middle it can simply be done again."""
    changed = 0
    for number, escalation_id in enumerate(found.of, 1):
        changed += retried(lambda id_=escalation_id: _forget_one(ports, id_, found.person_id, at))  # type: ignore[misc]
        progress(number)
    with ports.store.work() as uow:
        uow.keeping.forget_person(found.person_id, at)
        uow.commit()
    return changed


def _forget_one(ports: Ports, escalation_id: str, person_id: str, at: datetime) -> int:
    with ports.store.work() as uow:
        e = uow.escalations.get(escalation_id)
        site = site_or_lost(ports.memory.directory, e.site_id) if e else None
        done = site is not None and forget_in(uow, escalation_id, person_id, site, at)
        uow.commit()
    return int(done)
