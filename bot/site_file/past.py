"""A site file is put in force from now on: what was true before stays true, whatever the file says of it.

Only of a site or a person that was not there before is the past taken from the file as well, as on an empty database.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from domain.edits.edited import listed
from domain.edits.past import check_zone
from domain.edits.revising import in_order, resumed, started
from domain.people import Person
from domain.policy import Group
from domain.rota import ALWAYS, Absence, DaysOff, Opening, Override, Revision, Rota
from domain.site import Directory, Site

Spanned = TypeVar("Spanned", Override, Absence)


def with_past(old: Directory, new: Directory, at: datetime) -> Directory:
    """`new` from `at` on, and until then what holds by `old`. Whoever leaves the file but is named in what was stays
    known by name. Raises Refused where another time zone would move shifts that were held.
    """
    sites = tuple(_site(was, site, at) if (was := old.site(site.id)) else site for site in new.sites)
    people = tuple(_person(known, person, at) if (known := old.person(person.id)) else person for person in new.people)
    named = {one for site in sites for rota in site.rotas.values() for one in _named(rota)}
    named -= {person.id for person in people}
    left = tuple(_left(person) for person in listed(old) if person.id in named)
    after = Directory(new.version, sites, (*people, *left))
    for site in sites:
        check_zone(old, after, site.id, at)
    return after


def _named(rota: Rota) -> Iterator[str]:
    yield from rota.named()
    yield from (override.instead_of for override in rota.overrides if override.instead_of)


def _site(was: Site, now: Site, at: datetime) -> Site:
    rotas = {tier: rota for tier in Group if (rota := _rota(was, now, tier, at)) is not None}
    openings = now.openings
    if was.openings != now.openings:
        openings = resumed(was.openings, now.openings, at, Opening(ALWAYS))
    return replace(now, rotas=rotas, openings=openings)


def _rota(old: Site, new: Site, tier: Group, at: datetime) -> Rota | None:
    was, now = old.rotas.get(tier), new.rotas.get(tier)
    if was == now or not (now or (was and _has_begun(was, at))):
        return now
    before, after = was or Rota(), now or Rota()
    return Rota(_revisions(old, before, new, after, tier, at), _spans(before.overrides, after.overrides, at))


def _has_begun(rota: Rota, at: datetime) -> bool:
    starts = [*(one.holds_from for one in rota.revisions), *(one.start for one in rota.overrides)]
    return min(starts, default=at) < at


def _revisions(old: Site, was: Rota, new: Site, now: Rota, tier: Group, at: datetime) -> tuple[Revision, ...]:
    """A tier without a rota is held in the order of its people, and was."""
    if was.revisions == now.revisions:
        return now.revisions
    before = started(was, old.groups.get(tier, ())).revisions
    return resumed(before, now.revisions, at, Revision(ALWAYS, in_order(new.groups.get(tier, ()))))


def _person(was: Person, now: Person, at: datetime) -> Person:
    days_off = now.days_off
    if was.days_off != now.days_off:
        days_off = resumed(was.days_off, now.days_off, at, DaysOff(ALWAYS, frozenset()))
    return replace(now, absences=_spans(was.absences, now.absences, at), days_off=days_off)


def _left(person: Person) -> Person:
    """What is kept of somebody who left: the name, and when they were away."""
    kept = Person(person.id, person.name, "", absences=person.absences, days_off=person.days_off)
    return replace(kept, deactivated=True)


def _spans(old: Sequence[Spanned], new: Sequence[Spanned], at: datetime) -> tuple[Spanned, ...]:
    """The old ones until `at`, the new ones from then on; one that goes on is one. Both keep their order, since a
    later override goes over an earlier one."""
    merged: list[Spanned] = []
    rest = deque(old)
    for one in new:
        if one.end <= at:
            continue
        if not any(_ahead(was, at) == _ahead(one, at) for was in rest):
            merged.append(_begun_anew(one, old, at))
            continue
        while _ahead(rest[0], at) != _ahead(one, at):
            merged += _ended([rest.popleft()], at)
        merged.append(rest.popleft())
    merged += _ended(rest, at)
    return tuple(merged)


def _ahead(one: Spanned, at: datetime) -> Spanned:
    """What of it lies ahead: two that say the same from now on are the same."""
    return replace(one, id="", start=max(one.start, at))


def _begun_anew(one: Spanned, old: Sequence[Spanned], at: datetime) -> Spanned:
    """From `at` on; where the old one of its id had begun, that one has ended, and this is another."""
    taken = any(was.id == one.id and was.start < at for was in old)
    return replace(one, id=f"{one.id}-{at:%Y%m%d%H%M%S}" if taken else one.id, start=max(one.start, at))


def _ended(spans: Iterable[Spanned], at: datetime) -> list[Spanned]:
    return [replace(one, end=min(one.end, at)) for one in spans if one.start < at]
