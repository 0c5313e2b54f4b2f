"""The edit of when a site is open; layers may hold only while it is."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.edits import words
from domain.edits.edited import Edited, held_from, site_in, unless_same, with_site
from domain.edits.layers import check_windows
from domain.edits.revising import in_force
from domain.rota import ALWAYS, Opening, Window
from domain.site import Directory
from domain.wall import wall_of


def set_opening(
    directory: Directory,
    at: datetime,
    site_id: str,
    windows: Sequence[Window],
    closed: Collection[date],
    holds_from: datetime | None = None,
) -> Edited:
    """From then on the site is open in these hours (none: always) but on the closed days.

    `closed` are all closed days from that day on; those before it stay as they are. Hours that are planned for later
    stay too, with the same closed days.
    """
    site = site_in(directory, site_id)
    check_windows(windows)
    start = held_from(holds_from, at)
    first_day = wall_of(start, ZoneInfo(site.zone)).date()
    before = in_force(site.openings, start) or Opening(ALWAYS)
    days = frozenset(day for day in before.closed if day < first_day) | {day for day in closed if day >= first_day}
    now = Opening(start, tuple(windows), days)
    past = [one for one in site.openings if one.holds_from < start]
    later = [replace(one, closed=days) for one in site.openings if one.holds_from > start]
    if replace(in_force(past, start) or Opening(ALWAYS), holds_from=start) != now:
        past.append(now)
    hours = f"open {words.windows(windows)}" if windows else "always open"
    ahead = sorted(day.isoformat() for day in days if day >= first_day)
    but = f", closed on {words.joined(ahead)}" if ahead else ""
    since = f", from {words.moment(start, site.zone, at)}" if start > at else ""
    after = with_site(directory, replace(site, openings=(*past, *later)))
    sentence = f"{site.name}: {hours}{but}{since}."
    return unless_same(directory, Edited(after, f"opening:{site.id}", sentence, (), "windows", site.id))
