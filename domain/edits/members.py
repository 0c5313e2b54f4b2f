"""Edits of who belongs to a tier or group, and of who leaves for good: from now on, and never back in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from domain.edits import words
from domain.edits.edited import (
    Edited,
    people_in,
    person_in,
    site_in,
    unless_same,
    unreachable,
    with_site,
    with_tier,
    without_person,
)
from domain.edits.refused import refuse
from domain.edits.revising import IN_ORDER, Layers, ended, going_on, in_order, revised, started, without
from domain.people import Person
from domain.policy import TIERS, Group
from domain.rota import Override, Rota
from domain.site import Directory, Site


def set_members(directory: Directory, at: datetime, site_id: str, tier: Group, people: Sequence[str]) -> Edited:
    """Everybody who belongs to a tier or group, in the order in which they are called where no rotation says more.

    From now on: whoever is not named leaves its layers too, and turns that run go on.
    """
    site = site_in(directory, site_id)
    if tier is Group.BACKUP:
        refuse("tier", "The backup list is one of names and numbers.", "Change it there.")
    members = people_in(directory, people)
    if tier is Group.TIER_1 and not members:
        refuse("people", "Nobody is in tier 1.", "Name at least one person who comes first.")
    after = _with_members(site, tier, members, at)
    return unless_same(
        directory,
        Edited(
            with_site(directory, after),
            f"tier:{site.id}:{tier.value}",
            f"{words.tier_of(tier, site)}: now {words.names(directory, members)}.",
            unreachable(directory, members),
            "people",
            site.id,
        ),
    )


def remove_person(directory: Directory, at: datetime, person_id: str) -> Edited:
    """Somebody leaves: out of all lists, and from now on out of all layers and overrides.

    Refused at "person" where tier 1 or the last resort of a site would be left with nobody. Whoever is named in a
    rota stays known by name, without an account: past shifts, and who was absent then, stay as they were.
    """
    person = person_in(directory, person_id)
    alone = [place for site in directory.sites for place in _only_one_in(site, person_id)]
    if alone:
        refuse("person", f"{person.name} is the only one in {words.joined(alone)}.", "Name somebody else there first.")
    sites = tuple(_without(site, person_id, at) for site in directory.sites)
    after = without_person(replace(directory, sites=sites), person)
    return Edited(after, f"person:{person_id}", f"{person.name} is removed.", _where(directory, person), "person")


def _with_members(site: Site, tier: Group, members: tuple[str, ...], at: datetime) -> Site:
    was = tuple(site.groups.get(tier, ()))
    if tier not in TIERS or members == was:
        return with_tier(site, tier, members)
    gone = frozenset(was) - frozenset(members)

    def change(layers: Layers, begin: datetime) -> Layers:
        if not layers:
            return in_order(members)
        named = tuple(
            going_on(one, replace(one, people=members), site.zone, begin) if one.id == IN_ORDER else one
            for one in layers
        )
        return without(named, gone, site.zone, begin)

    return with_tier(site, tier, members, revised(started(site.rotas.get(tier, Rota()), was), at, change))


def _without(site: Site, person_id: str, at: datetime) -> Site:
    """The site from now on, without this person."""
    for tier, people in site.groups.items():
        if person_id in people:
            site = _with_members(site, tier, tuple(one for one in people if one != person_id), at)
    rotas = {tier: _rota_without(rota, person_id, site.zone, at) for tier, rota in site.rotas.items()}
    owner = site.learning.training_owner
    return replace(
        site,
        rotas=rotas,
        staff=tuple(one for one in site.staff if one != person_id),
        last_resort=tuple(one for one in site.last_resort if one != person_id),
        backup=tuple(one for one in site.backup if one.person_id != person_id),
        learning=replace(site.learning, training_owner=None if owner == person_id else owner),
    )


def _rota_without(rota: Rota, person_id: str, zone: str, at: datetime) -> Rota:
    def concerned(one: Override) -> bool:
        return person_id in (one.person_id, one.instead_of)

    gone = frozenset([person_id])
    ahead = [*rota.layers_at(at), *(one for later in rota.revisions if later.holds_from > at for one in later.layers)]
    if any(person_id in layer.named() for layer in ahead):
        rota = revised(rota, at, lambda layers, begin: without(layers, gone, zone, begin))
    return replace(rota, overrides=ended(rota.overrides, concerned, at))


def _only_one_in(site: Site, person_id: str) -> Iterator[str]:
    if tuple(site.groups.get(Group.TIER_1, ())) == (person_id,):
        yield f"tier 1 of {site.name}"
    if site.last_resort == (person_id,):
        yield f"the last resort of {site.name}"


def _where(directory: Directory, person: Person) -> tuple[str, ...]:
    """A note that names where they stood."""
    places = [place for site in directory.sites for place in _stands(site, person.id)]
    return (f"{person.name} stood in {words.joined(places)}.",) if places else ()


def _stands(site: Site, person_id: str) -> Iterator[str]:
    for tier, people in site.groups.items():
        if person_id in people:
            yield f"{words.group_word(tier)} of {site.name}"
    if person_id in site.staff:
        yield f"the staff of {site.name}"
    if person_id in site.last_resort:
        yield f"the last resort of {site.name}"
    if any(contact.person_id == person_id for contact in site.backup):
        yield f"the backup list of {site.name}"
