"""*Done*: whoever raised it hears that it is fixed; before that, its owner is reminded once on its day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import NotAllowed
from domain.learning.fixes import UnknownFix, may_finish, reminded_at
from domain.learning.proposal import Fix
from domain.page import Message
from domain.site import Directory, Site
from handlers.learning.fixing.adding import FIX, owner_key
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.outgoing import managers_of, redraw, to_person
from handlers.shifts.rota import step

FIX_NEWS = "learn.fix_news"
LOOK_EVERY = timedelta(minutes=5)


def finish(ports: Ports, fix_id: str, by: str, at: datetime) -> None:
    """It is done; a second tap changes nothing. Raises UnknownFix or NotAllowed."""
    directory = ports.memory.directory

    def write(uow: UnitOfWork) -> None:
        fix = uow.learning.fix(fix_id)
        if fix is None:
            raise UnknownFix
        if not may_finish(directory, by, fix):
            raise NotAllowed("Its owner, or a manager of the site, says when it is done.")
        if uow.learning.finish_fix(fix_id, by, at):
            redraw(uow, _standing(directory, fix), at)
            uow.messages.add(_news(uow, directory, fix, by, at))

    step(ports, write)


def _news(uow: UnitOfWork, directory: Directory, fix: Fix, by: str, at: datetime) -> list[Message]:
    """One line to whoever raised it, unless they did it themselves."""
    e = uow.escalations.get(fix.escalation_id)
    if e is None or e.raiser_id == by:
        return []
    return to_person(directory, e.raiser_id, f"fix:{fix.id}:news", at, {"about": FIX_NEWS, "id": fix.id}, e.id)


def _standing(directory: Directory, fix: Fix) -> list[str]:
    site = directory.site(fix.site_id)
    people = site.people() if site else ()
    return [owner_key(fix), *(_reminder(fix, one) for one in (*people, fix.owner_id or ""))]


def _reminder(fix: Fix, person_id: str) -> str:
    return f"fix:{fix.id}:due:{person_id}"


@dataclass
class FixRounds:
    """The rounds of one process: on its day whoever does it is reminded, once; where nobody does, the managers."""

    ports: Ports
    _looked: datetime | None = None

    def due(self, at: datetime) -> None:
        """Look every five minutes."""
        if self._looked is not None and timedelta(0) <= at - self._looked < LOOK_EVERY:
            return
        directory = self.ports.memory.directory
        with self.ports.store.read() as uow:
            due = [(site, fix) for site in directory.sites for fix in uow.learning.open_fixes(site.id)
                   if at >= reminded_at(fix, site.zone)]  # fmt: skip
        new = [message for site, fix in due for message in _reminders(directory, site, fix, at)]
        if new:
            step(self.ports, lambda uow: uow.messages.add(new))
        self._looked = at


def _reminders(directory: Directory, site: Site, fix: Fix, at: datetime) -> list[Message]:
    owner = directory.person(fix.owner_id)
    people = [owner.id] if owner and owner.reachable else managers_of(directory, site)
    detail = {"about": FIX, "id": fix.id, "due": "yes"}
    return [message for one in people for message in to_person(directory, one, _reminder(fix, one), at, detail)]
