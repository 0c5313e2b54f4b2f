"""Who could be called for a site now: the directory and the open escalations, as the rules want to see them."""

from __future__ import annotations

from domain.people import Person, Roster, Standing
from domain.policy import Group
from domain.site import Directory, Site
from handlers.ports import UnitOfWork


def roster_of(uow: UnitOfWork, directory: Directory, site: Site, actor_id: str | None, escalation_id: str) -> Roster:
    """The roster of `site` as one escalation sees it; `actor_id` is included whoever they are."""
    listed = dict.fromkeys([*site.people(), *([actor_id] if actor_id else [])])
    people = [person for person in (directory.person(one) for one in listed) if person]
    busy = uow.escalations.responding(person.id for person in people)
    return roster_from(directory, site, people, busy, escalation_id)


def roster_from(
    directory: Directory,
    site: Site,
    people: list[Person],
    busy: object,
    escalation_id: str,
) -> Roster:
    """The same from what is in hand already; `busy` maps a person to the (id, reference) they respond to."""
    elsewhere = {
        person: reference
        for person, (busy_id, reference) in dict(busy).items()  # type: ignore[call-overload]
        if busy_id != escalation_id
    }
    return Roster(
        groups={**site.groups, Group.BACKUP: tuple(c.person_id for c in site.backup if c.person_id)},
        standings={person.id: standing_of(site, person, elsewhere.get(person.id)) for person in people},
        reachable=frozenset(person.id for person in people if person.reachable),
        last_resort=site.last_resort,
    )


def standing_of(site: Site | None, person: Person | None, busy_in: str | None = None) -> Standing:
    """Where a person stands towards a site; a guest or a deactivated account may do nothing (reliability.md F76)."""
    if person is None:
        return Standing("")
    tiers = frozenset(group for group, people in site.groups.items() if person.id in people) if site else frozenset()
    return Standing(
        person.id,
        active=not person.deactivated and not person.guest,
        of_site=site is not None and person.id in site.people(),
        tiers=frozenset(tier for tier in tiers if tier.value.startswith("tier_")),
        roles=person.roles,
        busy_in=busy_in,
    )
