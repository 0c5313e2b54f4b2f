"""Who holds a tier now, until when, and who then; and the gaps of the next two weeks (invariant 10)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import takewhile

from domain.oncall import Candidate, gaps, holder, next_handoff_after, on_call
from domain.policy import TIERS, Group
from domain.rota import ALWAYS, Absence, Tier
from domain.site import Directory, Site

AHEAD = timedelta(days=14)
_MOST_TURNS = 3
_GONE = Absence("", ALWAYS, datetime.max.replace(tzinfo=UTC))


@dataclass(frozen=True)
class Spell:
    """One person, or nobody, until another takes over; without an end nobody does within two years."""

    person_id: str | None
    until: datetime | None


@dataclass(frozen=True)
class Held:
    """One tier from an instant on: the present spell and the next; a third where the next is nobody's.

    `skipped` would hold it now, and cannot be paged.
    """

    tier: Group
    spells: tuple[Spell, ...]
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class GapAhead:
    """Nobody who can be paged holds the tier from `start`; without `end` beyond what we look at. `more` such follow."""

    tier: Group
    start: datetime
    end: datetime | None
    more: int


@dataclass(frozen=True)
class SiteNow:
    """What App Home shows of a site: the tiers that it has anybody in, and the gaps that come."""

    tiers: tuple[Held, ...] = ()
    gaps_ahead: tuple[GapAhead, ...] = ()


@dataclass(frozen=True, eq=False)
class _This:
    """A directory as itself, and no other that is equal to it."""

    directory: Directory

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.directory is self.directory

    def __hash__(self) -> int:
        return id(self.directory)


def site_now(directory: Directory, site: Site, at: datetime) -> SiteNow:
    """The same for every reader: made once for all those whose App Home is drawn as of `at`."""
    return _site_now(_This(directory), site.id, at)


@lru_cache(maxsize=16)
def _site_now(this: _This, site_id: str, at: datetime) -> SiteNow:
    site = this.directory.site(site_id)
    if site is None:
        return SiteNow()
    tiers = held(this.directory, site, at)
    some = tuple(one for one in tiers if site.groups.get(one.tier) or one.tier in site.rotas)
    return SiteNow(some, gaps_ahead(this.directory, site, at))


def can_be_paged(directory: Directory, person_id: str | None) -> bool:
    """Whether a page to them can arrive at all; one who is not in the directory any more cannot be paged."""
    person = directory.person(person_id)
    return person is not None and person.reachable


def line_at(directory: Directory, site: Site, tier: Group, at: datetime) -> tuple[Candidate | None, tuple[str, ...]]:
    """The first of the line who can be paged, and who comes before them in it and cannot."""
    line = on_call(directory.tier(site, tier), at)
    skipped = tuple(takewhile(lambda one: not can_be_paged(directory, one), (one.person_id for one in line)))
    return (line[len(skipped)] if len(skipped) < len(line) else None), skipped


def held(directory: Directory, site: Site, at: datetime) -> tuple[Held, ...]:
    """Each tier of a site as of `at`."""
    return tuple(_held(directory, site, tier, at) for tier in TIERS)


def _held(directory: Directory, site: Site, group: Group, at: datetime) -> Held:
    tier = _pageable(directory, directory.tier(site, group))
    spells: list[Spell] = []
    begin: datetime | None = at
    while begin is not None and len(spells) < _MOST_TURNS:
        one, until = holder(tier, begin), next_handoff_after(tier, begin)
        spells.append(Spell(one.person_id if one else None, until))
        begin = None if len(spells) > 1 and one else until
    return Held(group, tuple(spells), line_at(directory, site, group, at)[1])


def gaps_ahead(directory: Directory, site: Site, at: datetime) -> tuple[GapAhead, ...]:
    """The first gap of each tier that begins within the next two weeks; one that is there already is no news."""
    return tuple(one for tier in TIERS for one in _gap_ahead(directory, site, tier, at))


def _gap_ahead(directory: Directory, site: Site, group: Group, at: datetime) -> Iterable[GapAhead]:
    end = at + AHEAD
    found = [one for one in gaps(_pageable(directory, directory.tier(site, group)), at, end) if one.start > at]
    if found:
        first = found[0]
        yield GapAhead(group, first.start, first.end if first.end < end else None, len(found) - 1)


def _pageable(directory: Directory, tier: Tier) -> Tier:
    """The tier without those whom no page reaches: the next one holds in their place (reliability.md F27)."""
    named = dict.fromkeys([*tier.members, *tier.rota.named()])
    out = {one: (_GONE,) for one in named if not can_be_paged(directory, one)}
    return replace(tier, absences={**tier.absences, **out}) if out else tier
