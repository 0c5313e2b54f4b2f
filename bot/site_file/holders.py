"""Who would hold a tier instead of whom in the days ahead: what a change of the rota means for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.edits.words import group_word, moment
from domain.oncall import Shift, shifts
from domain.policy import TIERS, Group
from domain.rota import Tier
from domain.site import Directory, Site

LOOKS_AHEAD = timedelta(days=14)
AT_MOST = 10


@dataclass(frozen=True)
class _Part:
    """From `start` to `end` another person holds; None is nobody."""

    start: datetime
    end: datetime
    before: str | None
    after: str | None


def holder_changes(old: Directory, new: Directory, at: datetime) -> list[str]:
    """A sentence for each span of the next 14 days in which a tier of a site that stays is held by somebody else.

    At most ten for each tier, and then how many more there are. Times are those of the site.
    """
    sites = [(before, after) for after in new.sites if (before := old.site(after.id))]
    return [sentence for pair in sites for tier in Group for sentence in _of_tier(pair, tier, old, new, at)]


def _of_tier(sites: tuple[Site, Site], tier: Group, old: Directory, new: Directory, at: datetime) -> Iterator[str]:
    if tier not in TIERS and not any(tier in site.rotas for site in sites):
        return
    before, after = sites
    parts = _parts(old.tier(before, tier), new.tier(after, tier), at)
    where = f"{after.name}, {group_word(tier)}"
    for part in parts[:AT_MOST]:
        yield f"{where}: {_when(part, after.zone, at)} {_who(part, old, new)}."
    if len(parts) > AT_MOST:
        yield f"{where}: and {len(parts) - AT_MOST} more until {moment(at + LOOKS_AHEAD, after.zone)}."


def _parts(before: Tier, after: Tier, at: datetime) -> list[_Part]:
    """Where the two differ, in order."""
    if before == after:
        return []
    was, now = shifts(before, at, at + LOOKS_AHEAD), shifts(after, at, at + LOOKS_AHEAD)
    parts: list[_Part] = []
    edges = sorted({shift.start for shift in (*was, *now)})
    for start, end in zip(edges, [*edges[1:], at + LOOKS_AHEAD], strict=True):
        part = _Part(start, end, _holding(was, start), _holding(now, start))
        if part.before != part.after:
            parts.append(part)
    return parts


def _holding(held: Sequence[Shift], at: datetime) -> str | None:
    return next(shift.person_id for shift in held if shift.start <= at < shift.end)


def _when(part: _Part, zone: str, at: datetime) -> str:
    begin = "from now" if part.start == at else f"from {moment(part.start, zone)}"
    return f"{begin} on" if part.end == at + LOOKS_AHEAD else f"{begin} to {moment(part.end, zone)}"


def _who(part: _Part, old: Directory, new: Directory) -> str:
    if part.after is None:
        return f"nobody holds instead of {old.name(part.before)}"
    return f"{new.name(part.after)} holds" + (f" instead of {old.name(part.before)}" if part.before else "; nobody did")
