"""App Home of one person: gathered from the store, and kept fresh for those who look at it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.escalation import Escalation
from domain.escalation.rights import may_see
from domain.escalation.state import NoteState
from domain.people import Person, Standing
from domain.policy import TIERS
from domain.site import Directory, Site
from handlers.feeds import title
from handlers.learning.changes import changes_of
from handlers.oncall.holding import SiteNow, site_now
from handlers.ports import Ports, UnitOfWork
from handlers.roster import line_of, standing_of
from handlers.screens import Screen
from handlers.screens.home import HomeFacts, home
from handlers.shifts.mine import mine_of
from handlers.watch.ahead import coming

LOOKED_AT_WITHIN = timedelta(hours=24)


def open_home(ports: Ports, person: Person, at: datetime) -> None:
    """Remember that this person looks at App Home, so that it is kept fresh."""
    with ports.store.work() as uow:
        uow.people.keep_home_opened(person.id, at)
        uow.commit()


def home_of(ports: Ports, person: Person, at: datetime) -> Screen:
    """The Home tab as it stands at `at`."""
    directory = ports.memory.directory
    site = directory.site_for(person.id)
    with ports.store.read() as uow:
        standing = standing_of(directory, site, person, at)
        return home(_facts(ports, uow, directory, site, person, standing, at))


def _facts(
    ports: Ports,
    uow: UnitOfWork,
    directory: Directory,
    site: Site | None,
    person: Person,
    standing: Standing,
    at: datetime,
) -> HomeFacts:
    own = uow.escalations.open_of_raiser(person.id)
    seen = [e for one in _sites_of(directory, person) for e in uow.escalations.open_at(one.id)]
    waiting = [e for e in seen if e.raiser_id != person.id and standing.manages and may_see(e, standing)]
    return HomeFacts(
        person=person,
        site=site,
        directory=directory,
        at=at,
        key=ports.identity.new_id(),
        on_call=site_now(directory, site, at) if site else SiteNow(),
        own=tuple(own),
        waiting=tuple(waiting),
        notes=tuple(uow.escalations.notes_due(person.id)),
        on_duty=bool(standing.tiers),
        tested_at=uow.people.tested_at().get(person.id),
        gaps=(*gaps(directory, site, at), *coming(directory, site, at)) if site else (),
        mine=mine_of(uow, directory, person.id, at),
        changes=changes_of(uow, directory, site, person, at) if site else None,
        links=tuple((title(directory, feed), feed) for feed in uow.plans.feeds_of(person.id)),
        lessons=tuple(_lessons(uow, person)),
        amends=standing.manages and standing.of_site,
    )


def _lessons(uow: UnitOfWork, person: Person) -> Iterator[Escalation]:
    """Those whose note this person wrote and of which nobody has decided yet whether others may read."""
    for lesson in uow.lessons.waiting(person.id):
        e = uow.escalations.get(lesson.escalation_id)
        if e and e.note == NoteState.DONE and e.texts_gone_at is None:
            yield e


def _sites_of(directory: Directory, person: Person) -> list[Site]:
    return [site for site in directory.sites if person.id in site.people()]


def gaps(directory: Directory, site: Site, at: datetime) -> tuple[str, ...]:
    """The tiers of a site that nobody reachable holds at `at`, as sentences (invariant 10)."""
    found: list[str] = []
    for number, tier in enumerate(TIERS, 1):
        people = [directory.person(one) for one in line_of(directory, site, tier, at)]
        if not any(person and person.reachable for person in people):
            found.append(f"nobody holds tier {number}; the next tier is paged at once.")
    return tuple(found)
