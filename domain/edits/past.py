"""A time zone is part of every shift there ever was: another one is refused where it would move any (lessons.md)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.edits.refused import refuse
from domain.oncall import shifts
from domain.policy import TIERS
from domain.rota import ALWAYS, Layer, Tier
from domain.site import Directory

# Longer ago than this, shifts have surely moved with the zone, and are not counted one by one.
_LOOKS_BACK = timedelta(weeks=60)


def check_zone(before: Directory, after: Directory, site_id: str, at: datetime) -> None:
    """Refused at "zone" where a shift that began before `at` would be another one."""
    was, now = before.site(site_id), after.site(site_id)
    if was is None or now is None or was.zone == now.zone:
        return
    for group in TIERS:
        tier, moved = before.tier(was, group), after.tier(now, group)
        first = min((since for since in _by_the_clock(tier) if since < at), default=at)
        if first < at - _LOOKS_BACK or shifts(tier, first, at) != shifts(moved, first, at):
            remedy = "Add a new site for another time zone."
            refuse("zone", f"Its shifts until now were held in {was.zone}, and that stays.", remedy)


def _by_the_clock(tier: Tier) -> Iterator[datetime]:
    """Since when something of a tier goes by the clock on the wall."""
    for revision in tier.rota.revisions:
        if any(_has_hours(layer) for layer in revision.layers):
            yield max(revision.holds_from, ALWAYS)
    yield from (one.holds_from for held in tier.days_off.values() for one in held if one.weekdays)


def _has_hours(layer: Layer) -> bool:
    return bool(layer.turn or layer.windows or layer.opening_hours)
