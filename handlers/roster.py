"""Who could be called for a site now: the directory, the rotas and the open escalations, as the rules want them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.escalation.draft import HANDOFF_GRACE
from domain.oncall import Because, on_call, shifts
from domain.people import Person, Roster, Standing
from domain.policy import TIERS, Group
from domain.site import Directory, Site
from handlers.ports import UnitOfWork

Busy = Mapping[str, tuple[str, str]]


def roster_of(
    uow: UnitOfWork, directory: Directory, site: Site, actor_id: str | None, escalation_id: str, at: datetime
) -> Roster:
    """The roster of `site` at `at` as one escalation sees it; `actor_id` is included whoever they are."""
    listed = dict.fromkeys([*site.people(), *([actor_id] if actor_id else [])])
    people = [person for person in (directory.person(one) for one in listed) if person]
    busy = uow.escalations.responding(person.id for person in people)
    return _roster(directory, site, people, busy, escalation_id, at)


def _roster(
    directory: Directory, site: Site, people: list[Person], busy: Busy, escalation_id: str, at: datetime
) -> Roster:
    elsewhere = {person: reference for person, (busy_id, reference) in busy.items() if busy_id != escalation_id}
    reachable = frozenset(person.id for person in people if person.reachable)
    tiers = {tier: line_of(directory, site, tier, at) for tier in TIERS}
    on = _on_call(directory, site, reachable, at)
    return Roster(
        groups={**site.groups, **tiers, Group.BACKUP: tuple(c.person_id for c in site.backup if c.person_id)},
        standings={person.id: _standing(site, person, on, elsewhere.get(person.id)) for person in people},
        reachable=reachable,
        last_resort=site.last_resort,
        lately={tier: _lately(directory, site, tier, at) for tier in site.rotas if tier in TIERS},
        belong={tier: site.groups.get(tier, ()) for tier in TIERS},
    )


def line_of(directory: Directory, site: Site, tier: Group, at: datetime) -> tuple[str, ...]:
    """Who is called of a tier at `at`, in order; the first of them who can be reached holds it."""
    members = tuple(site.groups.get(tier, ()))
    people = map(directory.person, members)
    if tier not in site.rotas and not any(one and (one.absences or one.days_off) for one in people):
        return members
    return tuple(one.person_id for one in on_call(directory.tier(site, tier), at))


def _lately(directory: Directory, site: Site, tier: Group, at: datetime) -> tuple[str, ...]:
    held = shifts(directory.tier(site, tier), at - HANDOFF_GRACE, at)
    return tuple(one.person_id for one in held[::-1] if one.person_id)


def _on_call(directory: Directory, site: Site, reachable: frozenset[str], at: datetime) -> Mapping[Group, set[str]]:
    """Who takes the calls of each tier: in a rota whoever holds it, and who was added; else everybody of the list."""
    on: dict[Group, set[str]] = {}
    for tier in TIERS:
        if tier not in site.rotas:
            on[tier] = set(site.groups.get(tier, ()))
            continue
        line = on_call(directory.tier(site, tier), at)
        holder = next((one.person_id for one in line if one.person_id in reachable), None)
        on[tier] = {one.person_id for one in line if one.person_id == holder or one.because == Because.ADDED}
    return on


def standing_of(
    directory: Directory, site: Site | None, person: Person | None, at: datetime, busy_in: str | None = None
) -> Standing:
    """Where a person stands towards a site at `at`; a guest or a deactivated account may do nothing (F76)."""
    if person is None:
        return Standing("")
    reachable = frozenset(one.id for one in directory.people if one.reachable)
    return _standing(site, person, _on_call(directory, site, reachable, at) if site else {}, busy_in)


def _standing(site: Site | None, person: Person, on: Mapping[Group, set[str]], busy_in: str | None) -> Standing:
    groups = site.groups if site else {}
    return Standing(
        person.id,
        active=not person.deactivated and not person.guest,
        of_site=site is not None and person.id in site.people(),
        tiers=frozenset(tier for tier in TIERS if person.id in on.get(tier, ())),
        belongs=frozenset(tier for tier in TIERS if person.id in groups.get(tier, ())),
        roles=person.roles,
        busy_in=busy_in,
    )
