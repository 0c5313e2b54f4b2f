"""When the tiers of a site change hands, and who is on call before and after (issue 3, "Overrides and handovers")."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.policy import TIERS, Group
from domain.shifts.held import belonging, paged_in
from domain.site import Directory, Site

# A change of hands that nobody could post for longer is no news any more.
LOOK_BACK = timedelta(hours=12)
# So far the end of a stint is looked for; one that lasts longer is shown without its end.
LOOK_AHEAD = timedelta(days=15)


@dataclass(frozen=True)
class Stint:
    """One person is paged for a tier, or nobody is, in [start, end). The first and the last may be cut."""

    start: datetime
    end: datetime
    person_id: str | None


@dataclass(frozen=True)
class Changed:
    """A tier changed hands: who is on call (None: nobody) until when (None: no end in sight), and who was before."""

    tier: Group
    person_id: str | None
    until: datetime | None
    before: str | None


def stints(directory: Directory, site: Site, tier: Group, start: datetime, end: datetime) -> Iterator[Stint]:
    """Who is really paged in [start, end), wholly and in order: the first of the line who can be reached (F27)."""
    begin = start
    for one in paged_in(directory, site, tier, start, end):
        if begin < one.start:
            yield Stint(begin, one.start, None)
        yield Stint(one.start, one.end, one.person_id)
        begin = one.end
    if begin < end:
        yield Stint(begin, end, None)


def changes_until(directory: Directory, site: Site, at: datetime) -> tuple[datetime, ...]:
    """The instants of the last hours, up to `at`, at which a tier with a rota changed hands, in order."""
    found: set[datetime] = set()
    for tier in _with_rota(site):
        begin = at - LOOK_BACK
        found |= {one.start for one in stints(directory, site, tier, begin, at + _STEP) if begin < one.start}
    return tuple(sorted(found))


def changed_since(directory: Directory, site: Site, since: datetime, at: datetime) -> tuple[Changed, ...]:
    """The tiers with a rota whose present stint began at or after `since`.

    `before` is who was on call just before `since`; where that is who is on call now, whoever was in between.
    """
    every = (_changed(directory, site, tier, since, at) for tier in _with_rota(site))
    return tuple(one for one in every if one)


def now_on_call(directory: Directory, site: Site, at: datetime) -> tuple[tuple[Group, Stint | None], ...]:
    """Each tier that has people, with who is paged for it at `at`; without a rota nobody's stint ends."""
    tiers = [tier for tier in TIERS if belonging(site, tier)]
    return tuple((tier, _present(directory, site, tier, at)) for tier in tiers)


_STEP = timedelta(microseconds=1)


def _present(directory: Directory, site: Site, tier: Group, at: datetime) -> Stint | None:
    found = next(s for s in stints(directory, site, tier, at - LOOK_AHEAD, at + LOOK_AHEAD) if s.start <= at < s.end)
    return found if found.person_id else None


def _changed(directory: Directory, site: Site, tier: Group, since: datetime, at: datetime) -> Changed | None:
    last = at + LOOK_AHEAD
    found = list(stints(directory, site, tier, since - _STEP, last))
    place = next(n for n, one in enumerate(found) if one.start <= at < one.end)
    if place == 0:
        return None
    now = found[place]
    before = next(one for one in (found[0], found[place - 1]) if one.person_id != now.person_id)
    return Changed(tier, now.person_id, now.end if now.end < last else None, before.person_id)


def _with_rota(site: Site) -> tuple[Group, ...]:
    """A list without turns has no shifts: somebody's absence there is in nobody's plan."""
    return tuple(tier for tier in TIERS if tier in site.rotas and site.rotas[tier].revisions)
