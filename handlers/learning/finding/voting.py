"""*This helped* and *Didn't*: what a responder says of a similar past escalation decides what is shown next time."""

from __future__ import annotations

from datetime import datetime

from domain.errors import NotAllowed
from domain.escalation.rights import may_see
from domain.page import edit_rank
from domain.people import Person
from domain.severity import Severity
from handlers.act import UnknownEscalation
from handlers.ports import Ports
from handlers.roster import standing_of


def vote(ports: Ports, person: Person, escalation_id: str, lesson_id: str, helped: bool, at: datetime) -> None:
    """Keep the word of somebody who could see the escalation, and draw their page with it.

    Raises UnknownEscalation, NotAllowed, or StoreUnavailable. It is no part of the timeline: it is about a lesson.
    """
    directory = ports.memory.directory
    with ports.store.work() as uow:
        e = uow.escalations.get(escalation_id)
        site = directory.site(e.site_id) if e else None
        if e is None or site is None or uow.lessons.get(lesson_id) is None:
            raise UnknownEscalation
        if not may_see(e, standing_of(directory, site, person, at)):
            raise NotAllowed
        uow.lessons.vote(lesson_id, e.id, person.id, helped)
        uow.messages.redraw(e.id, at, edit_rank(Severity.VIOLENT))
        uow.commit()
    ports.wake()
