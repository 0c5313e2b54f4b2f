"""The gaps that an edit would open in the next weeks: said before it is saved, and never in the way of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from domain.edits import words
from domain.oncall import gaps, holder
from domain.policy import TIERS, Group
from domain.rota import Tier
from domain.site import Directory, Site

LOOKS_AHEAD = timedelta(weeks=8)
_NAMED = 3

_Span = tuple[datetime, datetime]


def new_gaps(before: Directory, after: Directory, at: datetime) -> tuple[str, ...]:
    """A sentence for each gap of the next eight weeks that was none before; at most three, and how many more."""
    found = sorted(_all(before, after, at), key=lambda one: one[0])
    said = [sentence for _, sentence in found[:_NAMED]]
    return tuple([*said, f"And {len(found) - _NAMED} more."] if len(found) > _NAMED else said)


def _all(before: Directory, after: Directory, at: datetime) -> Iterator[tuple[datetime, str]]:
    end = at + LOOKS_AHEAD
    for site in after.sites:
        was = before.site(site.id)
        for group in TIERS:
            now, then = after.tier(site, group), before.tier(was, group) if was else None
            if now == then or not (now.members or now.rota.revisions):
                continue
            old = [(one.start, one.end) for one in gaps(then, at, end)] if then and _used(then) else []
            for gap in gaps(now, at, end):
                for start, until in _less((gap.start, gap.end), old):
                    yield start, _sentence(after, site, group, start, until)


def _used(tier: Tier) -> bool:
    return bool(tier.members or tier.rota.revisions)


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


def _sentence(directory: Directory, site: Site, group: Group, start: datetime, end: datetime) -> str:
    nobody = f"Nobody holds {words.group_word(group)} of {site.name} {words.span(start, end, site.zone)}"
    return f"{nobody}; {_instead(directory, site, group, start)} is paged at once."


def _instead(directory: Directory, site: Site, group: Group, at: datetime) -> str:
    higher = TIERS[TIERS.index(group) + 1 :]
    held = (one for one in higher if holder(directory.tier(site, one), at))
    found = next(held, None)
    return words.group_word(found) if found else "the last resort"
