"""Puts back what an edit changed, from now on and only where it still is as that edit left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.edits.edited import Edited, has_left, listed, without_person
from domain.edits.kept import Kept, Parts, differing, person_parts, site_parts, site_with
from domain.edits.past import check_zone
from domain.edits.people import check_account
from domain.edits.refused import ChangedSince, refuse
from domain.edits.revising import resumed
from domain.edits.sites import check_apart
from domain.edits.spans_back import spans_back
from domain.people import Person
from domain.planning import Change
from domain.rota import ALWAYS, DaysOff, Opening, Revision, Rota
from domain.site import Directory, Site

# What is known of an account is nobody's edit.
_OF_THE_ACCOUNT = frozenset({"dm_id", "deactivated", "guest"})


def undo(directory: Directory, at: datetime, change: Change, before: Kept, after: Kept) -> Edited:
    """The directory without what `change` did; `before` and `after` are what it kept.

    A tier gets another revision with the layers of before, an override that was added ends. What the change made
    true until now stays. Raises ChangedSince where the same thing was changed again, or names somebody who left.
    """
    undone = _sites_back(directory, before, after, at)
    undone = _people_back(undone, before, after, at)
    for site in before.sites:
        _check_site(directory, undone, site.id, at)
    if undone == directory:
        refuse("change", "All that it changed is over already, and what was true then stays.")
    return Edited(undone, change.subject, f"Undone: {change.sentence}", (), "change", change.site_id)


def _sites_back(directory: Directory, before: Kept, after: Kept, at: datetime) -> Directory:
    was, became = {one.id: one for one in before.sites}, {one.id: one for one in after.sites}
    sites = list(directory.sites)
    for site in directory.sites:
        if site.id in became and site.id in was:
            sites[sites.index(site)] = _site_back(site, was[site.id], became[site.id], at)
        elif site.id in became:
            _same(site, became[site.id])
            sites.remove(site)
    if became.keys() - {site.id for site in directory.sites} or not sites:
        raise ChangedSince
    for site_id in was.keys() - became.keys():
        if directory.site(site_id):
            raise ChangedSince
        sites.insert(min(before.order.index(site_id), len(sites)), was[site_id])
    return replace(directory, sites=tuple(sites))


def _site_back(now: Site, was: Site, became: Site, at: datetime) -> Site:
    old, new, present = site_parts(was), site_parts(became), site_parts(now)
    parts: Parts = {}
    for name in differing(old, new):
        if name.startswith("rotas "):
            parts[name] = _rota_back(present[name] or Rota(), old[name] or Rota(), new[name] or Rota(), at)
            continue
        _same(present[name], new[name])
        parts[name] = old[name]
        if name == "openings":
            parts[name] = resumed(present[name], old[name], at, Opening(ALWAYS))
    return site_with(now, parts)


def _rota_back(now: Rota, was: Rota, became: Rota, at: datetime) -> Rota:
    revisions = now.revisions
    if was.revisions != became.revisions:
        _same(now.revisions, became.revisions)
        # Where there was no rota, the first revision of the new one says what held instead.
        otherwise = became.revisions[0] if became.revisions else Revision(ALWAYS, ())
        revisions = resumed(now.revisions, was.revisions, at, otherwise)
    return Rota(revisions, spans_back(now.overrides, was.overrides, became.overrides, at))


def _people_back(directory: Directory, before: Kept, after: Kept, at: datetime) -> Directory:
    was, became = {one.id: one for one in before.people}, {one.id: one for one in after.people}
    for person_id in {**was, **became}:
        now = directory.person(person_id)
        if (now is None) != (person_id not in became):
            raise ChangedSince
        if now is None:
            directory = _with_person_back(directory, was[person_id])
        elif person_id in was:
            directory = _with_person_back(directory, _person_back(now, was[person_id], became[person_id], at))
        else:
            _check_unused(directory, now, became[person_id], at)
            directory = without_person(directory, now)
    return directory


def _person_back(now: Person, was: Person, became: Person, at: datetime) -> Person:
    old, new, present = person_parts(was), person_parts(became), person_parts(now)
    parts: Parts = {}
    for name in differing(old, new):
        if name == "absences":
            parts[name] = spans_back(now.absences, was.absences, became.absences, at)
            continue
        _same(present[name], new[name])
        parts[name] = old[name]
        if name == "days_off":
            parts[name] = resumed(now.days_off, was.days_off, at, DaysOff(ALWAYS, frozenset()))
    return replace(now, **parts)


def _with_person_back(directory: Directory, back: Person) -> Directory:
    """The person as they were; whoever was only known by the same account is that person again."""
    others = replace(directory, people=tuple(one for one in directory.people if one.id != back.id))
    if back.user_id:
        check_account(others, back.user_id)
    place = next((n for n, one in enumerate(directory.people) if one.id == back.id), len(directory.people))
    people = [one for one in others.people if not back.user_id or one.user_id != back.user_id]
    return replace(directory, people=(*people[:place], back, *people[place:]))


def _check_unused(directory: Directory, now: Person, became: Person, at: datetime) -> None:
    """Somebody who was added can only be taken away again while nobody relies on them from now on."""
    if differing(person_parts(now), person_parts(became)) - _OF_THE_ACCOUNT:
        raise ChangedSince
    if any(now.id in _named(site, at) for site in directory.sites):
        refuse("change", f"{now.name} has been given something to do since.", "Remove them instead.")


def _check_site(before: Directory, after: Directory, site_id: str, at: datetime) -> None:
    """What is put back must still fit beside what came since."""
    site = after.site(site_id)
    if site is None:
        return
    check_apart(site, before)
    check_zone(before, after, site_id, at)
    known = {one.id for one in listed(after) if not has_left(one)}
    left = [one for one in dict.fromkeys(_named(site, at)) if one not in known]
    if left:
        raise ChangedSince(f"{after.name(left[0])} has left since, so it cannot be as it was. Nothing was changed.")


def _named(site: Site, at: datetime) -> Iterable[str]:
    """Everybody on whom the site relies from now on."""
    yield from (*site.staff, *site.last_resort)
    yield from filter(None, [site.learning.training_owner])
    yield from (one.person_id for one in site.backup if one.person_id)
    yield from (person for people in site.groups.values() for person in people)
    for rota in site.rotas.values():
        ahead = [one.layers for one in rota.revisions if one.holds_from > at]
        layers = [one for each in (rota.layers_at(at), *ahead) for one in each]
        yield from (person for one in layers for person in one.people)
        yield from (shift.person_id for one in layers for shift in one.booked if shift.end > at)
        to_come = [one for one in rota.overrides if one.end > at]
        yield from (one for each in to_come for one in (each.person_id, each.instead_of) if one)


def _same(now: object, became: object) -> None:
    if now != became:
        raise ChangedSince
