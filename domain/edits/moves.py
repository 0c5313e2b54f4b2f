"""Whom an edit changes: each span of the next weeks that somebody else holds, named once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.oncall import Shift, shifts
from domain.policy import TIERS, Group
from domain.rota import Tier
from domain.site import Directory

WEEKS = 4


@dataclass(frozen=True)
class Moved:
    """From `start` to `end` a tier is held by `person_id` instead of `instead_of`; None is nobody."""

    site_id: str
    tier: Group
    start: datetime
    end: datetime
    person_id: str | None
    instead_of: str | None

    def gained_by(self, person_id: str) -> bool | None:
        """True where this person gains it, False where they lose it, None where it is not about them."""
        if person_id == self.person_id:
            return True
        return False if person_id == self.instead_of else None


def who_it_changes(before: Directory, after: Directory, at: datetime, weeks: int = WEEKS) -> tuple[Moved, ...]:
    """Every part of a shift in the next `weeks` that moves from one person to another, soonest first."""
    end = at + timedelta(weeks=weeks)
    sites = dict.fromkeys([*(site.id for site in before.sites), *(site.id for site in after.sites)])
    moved = (one for site_id in sites for tier in TIERS for one in _moved(before, after, site_id, tier, at, end))
    return tuple(sorted(moved, key=lambda one: (one.start, one.site_id, one.tier)))


def people_in(moved: Iterable[Moved]) -> tuple[str, ...]:
    """Everybody who gains or loses something, each once."""
    both = [person for one in moved for person in (one.person_id, one.instead_of) if person]
    return tuple(dict.fromkeys(both))


def _moved(
    before: Directory, after: Directory, site_id: str, group: Group, at: datetime, end: datetime
) -> Iterator[Moved]:
    was, now = _tier(before, site_id, group), _tier(after, site_id, group)
    if was == now:
        return
    last: Moved | None = None
    for one in _apart(_shifts(was, at, end), _shifts(now, at, end)):
        moved = replace(one, site_id=site_id, tier=group)
        if last and (last.end, last.person_id, last.instead_of) == (moved.start, moved.person_id, moved.instead_of):
            last = replace(last, end=moved.end)
            continue
        if last:
            yield last
        last = moved
    if last:
        yield last


def _tier(directory: Directory, site_id: str, group: Group) -> Tier | None:
    site = directory.site(site_id)
    return directory.tier(site, group) if site else None


def _shifts(tier: Tier | None, start: datetime, end: datetime) -> tuple[Shift, ...]:
    return shifts(tier, start, end) if tier else (Shift(start, end, None),)


def _apart(was: tuple[Shift, ...], now: tuple[Shift, ...]) -> Iterator[Moved]:
    """The spans in which two timetables of the same time name different people."""
    first = second = 0
    while first < len(was) and second < len(now):
        old, new = was[first], now[second]
        start, end = max(old.start, new.start), min(old.end, new.end)
        if old.person_id != new.person_id:
            yield Moved("", Group.TIER_1, start, end, new.person_id, old.person_id)
        first += old.end == end
        second += new.end == end
