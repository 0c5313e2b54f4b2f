"""The notes of the last weeks at somebody's sites, for those who may amend them (domain.md c.2, "write note")."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice

from domain.escalation.inputs import KeepNote
from domain.escalation.rights import refusal
from handlers.ports import Ports
from handlers.roster import roster_of
from handlers.screens import Scene

LOOKS_BACK = timedelta(days=30)
MOST = 20
# What ended in this instant is among them.
_NOW = timedelta(seconds=1)


def recent_of(ports: Ports, person_id: str, at: datetime) -> tuple[Scene, ...]:
    """Escalations of the last thirty days whose note is done and may be amended by this person, newest first."""
    directory = ports.memory.directory
    found: list[Scene] = []
    with ports.store.read() as uow:
        for site in (one for one in directory.sites if person_id in one.people()):
            finished = [one.escalation for one in uow.learning.finished(at - LOOKS_BACK, at + _NOW, site.id)]
            roster = roster_of(uow, directory, site, person_id, "", at)
            wish = KeepNote(person_id)
            mine = (e for e in reversed(finished) if refusal(e, wish, roster) is None)
            found += [Scene(e, site, directory, at) for e in islice(mine, MOST)]
    found.sort(key=lambda scene: scene.e.ended_at or scene.e.raised_at, reverse=True)
    return tuple(found[:MOST])
