"""The weeks from when an edit holds, and the gaps that it would open in them: said before it is saved, never in its
way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from domain.edits import words
from domain.edits.moves import WEEKS, Moved, who_it_changes
from domain.oncall import gaps, holder
from domain.policy import TIERS, Group
from domain.rota import Tier
from domain.site import Directory, Site

LOOKS_AHEAD = timedelta(weeks=8)
# A change may be planned for later: two years are looked through, four weeks at a time.
_PLANNED_AHEAD = 26
_NAMED = 3

_Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class _Gap:
    start: datetime
    end: datetime
    site: Site
    tier: Group


def new_gaps(before: Directory, after: Directory, at: datetime) -> tuple[str, ...]:
    """A sentence for each gap that was none before; at most three, and how many more.

    Of each tier the eight weeks from the first shift on that changes hands, which is later where the edit is planned
    for later. The tier is said once where several gaps of it follow.
    """
    found = sorted(_all(before, after, at), key=lambda one: one.start)
    more = len(found) - _NAMED
    said = [_sentence(after, one, last, at) for last, one in pairwise([None, *found[:_NAMED]]) if one]
    return tuple([*said, f"And {more} more."] if more > 0 else said)


def first_changes(before: Directory, after: Directory, at: datetime) -> dict[tuple[str, Group], datetime]:
    """When in the next two years each tier, by (site id, tier), is first held by somebody else than it would be."""
    concerned = _concerned(before, after)
    found: dict[tuple[str, Group], datetime] = {}
    for number in range(_PLANNED_AHEAD if concerned else 0):
        for one in who_it_changes(before, after, at + timedelta(weeks=WEEKS * number)):
            found.setdefault((one.site_id, one.tier), one.start)
        if concerned <= found.keys():
            break
    return found


def first_weeks(before: Directory, after: Directory, at: datetime) -> tuple[datetime, tuple[Moved, ...]]:
    """The four weeks in which shifts change hands, as when they begin and which do: those from `at` on, or where
    nothing moves so soon those from the first that does. `at` and none where nothing moves in two years."""
    moved = who_it_changes(before, after, at)
    first = None if moved else min(first_changes(before, after, at).values(), default=None)
    return (first, who_it_changes(before, after, first)) if first else (at, moved)


def _concerned(before: Directory, after: Directory) -> set[tuple[str, Group]]:
    """The tiers of which something differs, by (site id, tier)."""
    ids = {site.id for directory in (before, after) for site in directory.sites}
    return {(one, tier) for one in ids for tier in TIERS if _tier(before, one, tier) != _tier(after, one, tier)}


def _tier(directory: Directory, site_id: str, group: Group) -> Tier | None:
    """The tier, or None where nobody was ever named in it."""
    site = directory.site(site_id)
    tier = directory.tier(site, group) if site else None
    return tier if tier and (_used(tier) or tier.rota.overrides) else None


def _used(tier: Tier | None) -> bool:
    return bool(tier and (tier.members or tier.rota.revisions))


def _all(before: Directory, after: Directory, at: datetime) -> Iterator[_Gap]:
    first = first_changes(before, after, at)
    for site_id, group in _concerned(before, after):
        now, then, site = _tier(after, site_id, group), _tier(before, site_id, group), after.site(site_id)
        if now is None or site is None or not _used(now):
            continue
        start = first.get((site_id, group)) if _used(then) else _begins(now, at)
        if start is None:
            continue
        end = start + LOOKS_AHEAD
        old = [(one.start, one.end) for one in gaps(then, start, end)] if then and _used(then) else []
        for gap in gaps(now, start, end):
            yield from (_Gap(*span, site, group) for span in _less((gap.start, gap.end), old))


def _begins(tier: Tier, at: datetime) -> datetime:
    """From when on a tier is there that nobody belonged to before: now, or with its first layers."""
    if not tier.rota.revisions or tier.rota.layers_at(at):
        return at
    ahead = (one.holds_from for one in tier.rota.revisions if one.holds_from > at and one.layers)
    return next(ahead, at)


def _less(span: _Span, others: Sequence[_Span]) -> Iterator[_Span]:
    """The parts of a span that none of the others covers; those are in order and apart."""
    start, end = span
    for first, last in others:
        if last <= start or end <= first:
            continue
        if start < first:
            yield start, first
        start = max(start, last)
    if start < end:
        yield start, end


def _sentence(directory: Directory, gap: _Gap, last: _Gap | None, at: datetime) -> str:
    when = words.span(gap.start, gap.end, gap.site.zone, at)
    again = last and (last.site.id, last.tier) == (gap.site.id, gap.tier)
    says = "Also" if again else f"Nobody holds {words.group_word(gap.tier)} of {gap.site.name}"
    return f"{says} {when}; {_instead(directory, gap.site, gap.tier, gap.start)} is paged at once."


def _instead(directory: Directory, site: Site, group: Group, at: datetime) -> str:
    higher = TIERS[TIERS.index(group) + 1 :]
    held = (one for one in higher if holder(directory.tier(site, one), at))
    found = next(held, None)
    return words.group_word(found) if found else "the last resort"
