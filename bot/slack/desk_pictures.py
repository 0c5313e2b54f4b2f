"""The picture of the next weeks in the preview of a form: drawn, uploaded, and left out where either fails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

import structlog

from bot.pictures import Row, alt_text, span_of, weeks_picture
from domain.oncall import shifts
from domain.policy import Group
from domain.site import Directory, Site
from handlers.desk.preview import WEEKS
from handlers.ports import NotSent, OutcomeUnknown, Pictures
from handlers.screens.parts import Picture

log = structlog.get_logger()


def _closed(site: Site, at: datetime) -> frozenset[date]:
    held = [one for one in site.openings if one.holds_from <= at]
    return held[-1].closed if held else frozenset()


def drawn(
    pictures: Pictures, directory: Directory, tiers: Sequence[tuple[str, Group]], since: datetime, at: datetime
) -> Picture | None:
    """The weeks from `since` on of the first of these tiers, as of `at`; None where nothing is drawn or shown."""
    for site_id, tier in tiers:
        site = directory.site(site_id)
        if site is None:
            continue
        zone = ZoneInfo(site.zone)
        first, today = since.astimezone(zone).date(), at.astimezone(zone).date()
        start, end = span_of(first, WEEKS, site.zone)
        held = shifts(directory.tier(site, tier), start, end)
        rows = [Row(one.start, one.end, directory.name(one.person_id) if one.person_id else None) for one in held]
        title = f"Tier {tier.value[-1]}, {site.name}"
        alt = alt_text(rows, first, WEEKS, site.zone, title)
        try:
            png = weeks_picture(rows, first, WEEKS, site.zone, title, today=today, closed=_closed(site, since))
            return Picture(pictures.upload("next-weeks.png", png, alt), alt, title)
        except (NotSent, OutcomeUnknown) as failed:
            log.warning("picture_not_shown", error=failed.reason)
            return None
    return None
