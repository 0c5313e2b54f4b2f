"""Whose shift is when, and who else could take it: asked of a directory, over all sites and tiers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from domain.oncall import gaps, on_call, shifts
from domain.oncall.kept import kept
from domain.planning import ShiftKey
from domain.policy import TIERS, Group
from domain.rota import Rota, Tier
from domain.site import Directory, Site


@dataclass(frozen=True, order=True)
class Held:
    """One person holds one tier of one site from `start` until before `end` (UTC).

    `endless`: no end is planned as far as was looked, and `end` is only how far that was.
    """

    start: datetime
    end: datetime
    site_id: str
    tier: Group
    person_id: str
    endless: bool = False

    @property
    def key(self) -> ShiftKey:
        """What *I'm on* is said of."""
        return ShiftKey(self.site_id, self.tier, self.start, self.person_id)


def belonging(site: Site, tier: Group) -> tuple[str, ...]:
    """Everybody who takes turns in a tier, each once, in the order in which they are called."""
    named = site.rotas.get(tier, Rota()).named()
    return tuple(dict.fromkeys([*site.groups.get(tier, ()), *named]))


def tiers_of(directory: Directory, person_id: str) -> tuple[tuple[Site, Group], ...]:
    """Where this person takes turns; looked up once for all people of a directory."""
    return kept(directory, _by_person).get(person_id, ())


def _by_person(directory: Directory) -> Mapping[str, tuple[tuple[Site, Group], ...]]:
    found: dict[str, tuple[tuple[Site, Group], ...]] = {}
    for site in directory.sites:
        for tier in TIERS:
            for person in belonging(site, tier):
                found[person] = (*found.get(person, ()), (site, tier))
    return found


def held_in(directory: Directory, site: Site, tier: Group, start: datetime, end: datetime) -> tuple[Held, ...]:
    """All shifts of a tier in [start, end), gaps left out; the first and the last may be cut by the span."""
    found = shifts(directory.tier(site, tier), start, end)
    return tuple(
        Held(one.start, one.end, site.id, tier, one.person_id, one.end == end) for one in found if one.person_id
    )


def held_by(directory: Directory, person_id: str, start: datetime, end: datetime) -> tuple[Held, ...]:
    """The shifts of one person in [start, end) over all sites and tiers, soonest first."""
    tiers = tiers_of(directory, person_id)
    every = chain.from_iterable(held_in(directory, site, tier, start, end) for site, tier in tiers)
    return tuple(sorted(one for one in every if one.person_id == person_id))


def holds(directory: Directory, site: Site, tier: Group, person_id: str, start: datetime, end: datetime) -> bool:
    """Whether this person holds the tier in the whole of a span that is not empty."""
    found = shifts(directory.tier(site, tier), start, end)
    return bool(found) and all(one.person_id == person_id for one in found)


def paged_in(directory: Directory, site: Site, tier: Group, start: datetime, end: datetime) -> tuple[Held, ...]:
    """As `held_in`, but with whoever is really paged: the first of the line who can be reached (F27)."""
    asked = directory.tier(site, tier)
    merged: list[tuple[datetime, datetime, str]] = []
    for one in shifts(asked, start, end):
        person = next(reachable_in_line(directory, asked, one.start), "")
        if merged and merged[-1][2] == person:
            merged[-1] = (merged[-1][0], one.end, person)
        else:
            merged.append((one.start, one.end, person))
    return tuple(Held(begin, until, site.id, tier, who, until == end) for begin, until, who in merged if who)


def reachable_in_line(directory: Directory, tier: Tier, at: datetime) -> Iterator[str]:
    """The line of a tier at an instant, without those whom no page would reach."""
    line = (directory.person(one.person_id) for one in on_call(tier, at))
    return iter([person.id for person in line if person and person.reachable])


def could_take(directory: Directory, site: Site, tier: Group, person_id: str, start: datetime, end: datetime) -> bool:
    """Whether this person can be reached, is not away, and holds no other tier of the site in any part of the span."""
    person = directory.person(person_id)
    if person is None or not person.reachable:
        return False
    alone = Tier(site.zone, (person_id,), absences={person_id: person.absences}, days_off={person_id: person.days_off})
    if gaps(alone, start, end):
        return False
    others = (one for one in TIERS if one != tier and person_id in belonging(site, one))
    return not any(
        one.person_id == person_id for other in others for one in held_in(directory, site, other, start, end)
    )


def those_who_could(
    directory: Directory, site: Site, tier: Group, but: str, start: datetime, end: datetime
) -> tuple[str, ...]:
    """The others of a tier's group who could take a span of it, in the order in which they are called."""
    others = (one for one in site.groups.get(tier, ()) if one != but)
    return tuple(one for one in others if could_take(directory, site, tier, one, start, end))
