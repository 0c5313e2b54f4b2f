"""Find lessons by words: for everybody who works here, and for nobody else (stories: "Rights hold in search")."""

from __future__ import annotations

from datetime import datetime

from domain.errors import EscalationError
from domain.learning.lesson import Found
from domain.people import Person, Role
from domain.site import Directory
from handlers.learning.finding.asked import Asked
from handlers.ports import Ports


class NotForYou(EscalationError):
    """Only people who work at one of the sites can look here. To get help, type /escalate."""


def may_find(directory: Directory, person: Person) -> bool:
    """Whether this person may look at lessons: active, no guest, and named in the site file.

    A lesson says nothing that only some may read: it was cleared for sharing, and none is made of an escalation about
    a colleague.
    """
    known = directory.person(person.id)
    if known is None or not known.reachable:
        return False
    named = any(person.id in site.people() for site in directory.sites)
    return named or bool(known.roles & {Role.ADMIN, Role.MANAGER})


def find(ports: Ports, person: Person, asked: Asked, at: datetime) -> Found:
    """One page of lessons, best first. Raises NotForYou, or StoreUnavailable."""
    directory = ports.memory.directory
    if not may_find(directory, person):
        raise NotForYou
    with ports.store.read() as uow:
        return uow.lessons.search(asked.search(directory, at), at)
