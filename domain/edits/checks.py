"""What no edit may leave behind: nobody in a tier, as the last resort, or as an admin (invariant 10)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.edits import words
from domain.edits.edited import present
from domain.oncall import gaps, shifts
from domain.people import Role
from domain.policy import TIERS, EscalationPolicy, Group
from domain.rota import Tier
from domain.severity import Severity
from domain.site import Directory, Site

# A tier that nobody holds for as long as this is no gap but an end.
EMPTY_FOR = timedelta(days=14)


def leaves_nobody(before: Directory, after: Directory, at: datetime) -> str | None:
    """Why an edit cannot be, or None. What was as empty before stands in the way of no edit."""
    return next(_missing(before, after, at), None)


def _missing(before: Directory, after: Directory, at: datetime) -> Iterator[str]:
    if _has_admin(before) and not _has_admin(after):
        yield "Nobody would be an admin any more. Make somebody else one first."
    for site in after.sites:
        was = before.site(site.id)
        if not site.groups.get(Group.TIER_1) and (was is None or was.groups.get(Group.TIER_1)):
            yield f"Nobody would be in tier 1 of {site.name}. Name at least one person who comes first."
        if not site.last_resort and (was is None or was.last_resort):
            yield f"Nobody would be the last resort of {site.name}. Name who is called when nobody else can be."
        if was is not None:
            yield from _emptied(before, was, after, site, at)


def _emptied(before: Directory, was: Site, after: Directory, site: Site, at: datetime) -> Iterator[str]:
    for group in TIERS:
        then, now = before.tier(was, group), after.tier(site, group)
        if then == now or not (_calls(site.policy, group) or group is Group.TIER_1):
            continue
        for start in _starts(then, now, at):
            if _empty(now, start) and not _empty(then, start):
                first = words.moment(start, site.zone, at)
                yield (
                    f"Nobody would hold {words.group_word(group)} of {site.name} for two weeks from {first}. "
                    "Name somebody who does."
                )


def _starts(then: Tier, now: Tier, at: datetime) -> list[datetime]:
    """Now, and each later instant from which something planned holds, or does no longer."""
    return sorted({at, *(one for tier in (then, now) for one in _planned(tier) if one > at)})


def _planned(tier: Tier) -> Iterator[datetime]:
    yield from (one.holds_from for one in tier.rota.revisions)
    yield from (one.holds_from for one in tier.openings)
    yield from (one.holds_from for each in tier.days_off.values() for one in each)
    yield from (edge for one in tier.rota.overrides for edge in (one.start, one.end))
    yield from (edge for each in tier.absences.values() for one in each for edge in (one.start, one.end))


def _empty(tier: Tier, start: datetime) -> bool:
    end = start + EMPTY_FOR
    return gaps(tier, start, end) == shifts(tier, start, end)


def _calls(policy: EscalationPolicy, group: Group) -> bool:
    return any(join.group == group for severity in Severity for join in policy.column(severity).joins)


def _has_admin(directory: Directory) -> bool:
    return any(Role.ADMIN in one.roles and one.reachable for one in present(directory))
