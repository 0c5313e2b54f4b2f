"""What an edit changed, as two values small enough to be kept in the journal: how it was and how it became."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from domain.edits.edited import listed
from domain.people import Person
from domain.policy import EscalationPolicy, Group
from domain.rota import Rota
from domain.site import Directory, Site

Parts = dict[str, Any]
_WHOLE = ("groups", "rotas", "policy")


@dataclass(frozen=True)
class Kept:
    """Sites and people of which something changed; what did not change in them is left blank.

    `order` are the ids of all sites where one came or went.
    """

    sites: tuple[Site, ...] = ()
    people: tuple[Person, ...] = ()
    order: tuple[str, ...] = ()


def kept(before: Directory, after: Directory) -> tuple[Kept, Kept]:
    """What differs between two directories, as it is in each."""
    old_sites, new_sites = {one.id: one for one in before.sites}, {one.id: one for one in after.sites}
    old_people, new_people = _people(before), _people(after)
    sites = [_pair(old_sites.get(key), new_sites.get(key)) for key in {**old_sites, **new_sites}]
    people = [_pair_of_people(old_people.get(key), new_people.get(key)) for key in {**old_people, **new_people}]
    came_or_went = old_sites.keys() != new_sites.keys()
    was, now = (
        Kept(
            tuple(one for one in (pair[side] for pair in sites) if one),
            tuple(one for one in (pair[side] for pair in people) if one),
            tuple(order) if came_or_went else (),
        )
        for side, order in ((0, old_sites), (1, new_sites))
    )
    return was, now


def site_parts(site: Site) -> Parts:
    """A site as parts, each of which an edit changes as a whole."""
    parts = {field.name: getattr(site, field.name) for field in fields(Site) if field.name not in _WHOLE}
    parts |= {f"groups {group.value}": tuple(site.groups.get(group, ())) for group in Group}
    parts |= {f"rotas {group.value}": site.rotas.get(group) for group in Group}
    parts |= {f"policy {field.name}": getattr(site.policy, field.name) for field in fields(EscalationPolicy)}
    return parts


def site_with(site: Site, parts: Mapping[str, Any]) -> Site:
    """The site with these parts."""
    own = {name: value for name, value in parts.items() if " " not in name}
    groups, rotas, policy = (_of(parts, name) for name in _WHOLE)
    people = {**site.groups, **{Group(name): value for name, value in groups.items()}}
    turns: dict[Group, Rota | None] = {**site.rotas, **{Group(name): value for name, value in rotas.items()}}
    return replace(
        site,
        **own,
        groups={group: value for group, value in people.items() if value},
        rotas={group: rota for group, rota in turns.items() if rota is not None},
        policy=replace(site.policy, **policy),
    )


def person_parts(person: Person) -> Parts:
    """A person as parts."""
    return {field.name: getattr(person, field.name) for field in fields(Person)}


def differing(one: Parts, other: Parts) -> frozenset[str]:
    """The names of the parts that differ."""
    return frozenset(name for name in one if one[name] != other[name])


def _of(parts: Mapping[str, Any], whole: str) -> Parts:
    begin = f"{whole} "
    return {name.removeprefix(begin): value for name, value in parts.items() if name.startswith(begin)}


BLANK_SITE = site_parts(Site("", "", "", "", ""))
BLANK_PERSON = person_parts(Person("", "", ""))


def _people(directory: Directory) -> dict[str, Person]:
    return {person.id: person for person in listed(directory)}


def _pair(was: Site | None, now: Site | None) -> tuple[Site | None, Site | None]:
    if was is None or now is None:
        return was, now
    if was == now:
        return None, None
    same = site_parts(was).keys() - differing(site_parts(was), site_parts(now)) - {"id"}
    blank = {name: BLANK_SITE[name] for name in same}
    return site_with(was, blank), site_with(now, blank)


def _pair_of_people(was: Person | None, now: Person | None) -> tuple[Person | None, Person | None]:
    if was is None or now is None:
        return was, now
    if was == now:
        return None, None
    same = person_parts(was).keys() - differing(person_parts(was), person_parts(now)) - {"id"}
    blank = {name: BLANK_PERSON[name] for name in same}
    return replace(was, **blank), replace(now, **blank)
