"""Tiers, places and spans in the words of a message; instants in the reader's own zone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.edits.words import group_word
from domain.policy import Group
from domain.site import Site
from handlers.screens.parts import Inline, Line, Part, Screen, Strong, Text, When

_DAY = timedelta(days=1)


def where(site: Site, tier: Group) -> str:
    """ "tier 1, Harbour Hotel" """
    return f"{group_word(tier)}, {site.name}"


def moment(at: datetime, site: Site) -> When:
    """A day and a time, in the reader's zone."""
    return When(at, site.zone, day=True)


def span(start: datetime, end: datetime, site: Site) -> Text:
    """ "14 Mar 22:00 to 06:00", with the day of the end where it is more than a day away."""
    return (moment(start, site), " to ", When(end, site.zone, day=end - start >= _DAY))


def clock(at: datetime, now: datetime, site: Site) -> When:
    """A time of today, or with its day."""
    zone = ZoneInfo(site.zone)
    return When(at, site.zone, day=abs(at - now) >= _DAY or at.astimezone(zone).date() != now.astimezone(zone).date())


def plain(text: Text) -> str:
    """The text for a lock screen: without formatting, times in the site's zone."""
    return "".join(
        one if isinstance(one, str) else one.words if isinstance(one, Strong) else one.local() for one in text
    )


def screen(text: Sequence[Inline], *more: Part) -> Screen:
    """A message that begins with this line, which the phone shows too."""
    line = tuple(text)
    return Screen(plain(line), (Line(line), *more))
