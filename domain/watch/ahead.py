"""What is wrong with the next two weeks of a site's rota, and when its admins hear of it (issue 3; F27, F46).

Nothing here stops a page: whoever comes next is paged at once. It is told so that somebody can still mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.edits.words import capital, group_word
from domain.oncall import shifts
from domain.people import Person
from domain.policy import TIERS, Group
from domain.shifts.held import belonging, reachable_in_line
from domain.site import Directory, Site

AHEAD = timedelta(days=14)
# Their ends are looked for a little farther, and their beginnings too.
_LOOK, _BACK = timedelta(days=17), timedelta(days=15)
# Told so many days ahead (the site's days), each once.
DISTANCES = (1, 7, 14)
# Admins are told by day, unless it is too late for that.
_DAY_BEGINS, _DAY_ENDS = 8, 21
_SOON = timedelta(hours=12)


@dataclass(frozen=True, order=True)
class Trouble:
    """Nobody holds a tier in [start, end), or `person_id` does whom no page can reach.

    `instead`: who is paged in their place. `running`: it has begun; `lasting`: longer ago than was looked; `endless`:
    it goes on for as long as was looked.
    """

    start: datetime
    end: datetime
    tier: Group
    person_id: str = ""
    instead: str = ""
    running: bool = False
    endless: bool = False
    lasting: bool = False


def troubles(directory: Directory, site: Site, at: datetime) -> tuple[Trouble, ...]:
    """Everything wrong that begins in the next 14 days, soonest first; tiers that have nobody at all are left out."""
    found: list[Trouble] = []
    for tier in TIERS:
        if belonging(site, tier):
            found += _of_tier(directory, site, tier, at)
    return tuple(sorted(found))


def _of_tier(directory: Directory, site: Site, tier: Group, at: datetime) -> Iterator[Trouble]:
    asked, first, last = directory.tier(site, tier), at - _BACK, at + _LOOK
    for one in shifts(asked, first, last):
        person = directory.person(one.person_id)
        if (person is not None and person.reachable) or one.end <= at or one.start > at + AHEAD:
            continue
        yield Trouble(
            one.start,
            one.end,
            tier,
            one.person_id or "",
            instead=next(reachable_in_line(directory, asked, max(one.start, at)), ""),
            running=one.start <= at,
            endless=one.end == last,
            lasting=one.start == first,
        )


def why_unreachable(person: Person | None) -> str:
    """Why no page reaches somebody, as the end of a sentence."""
    if person is None or not person.user_id:
        return "there is no account"
    return "the account is a guest's" if person.guest and not person.deactivated else "the account is deactivated"


def follows(tier: Group) -> str:
    """Who is paged where a tier has nobody, as a sentence: a gap never stops a page (reliability.md F46)."""
    above = TIERS.index(tier) + 1
    following = f"{capital(group_word(TIERS[above]))} is" if above < len(TIERS) else "The next people are"
    return f"{following} paged at once then."


def told_now(trouble: Trouble, zone: str, at: datetime) -> int | None:
    """The distance in days at which this trouble is told at `at`; None where it is not told now."""
    shown = at.astimezone(ZoneInfo(zone))
    by_day = _DAY_BEGINS <= shown.hour < _DAY_ENDS
    if not by_day and trouble.start - at > _SOON:
        return None
    days = (trouble.start.astimezone(ZoneInfo(zone)).date() - shown.date()).days
    return next((distance for distance in DISTANCES if days <= distance), None)


def mark_of(site: Site, trouble: Trouble, distance: int, at: datetime) -> str:
    """What a trouble told at this distance is known by. One that lasts has no known start: it is told once a week."""
    since = trouble.start.isoformat() if not trouble.lasting else _week(at.astimezone(ZoneInfo(site.zone)).date())
    return f"rota:{site.id}:{trouble.tier.value}:{trouble.person_id or '-'}:{since}:{distance}"


def _week(day: date) -> str:
    return "{}-W{}".format(*day.isocalendar()[:2])


def same_trouble(one: Trouble, other: Trouble) -> bool:
    """Whether both are about the same hours of the same tier, and the same person."""
    overlap = one.start < other.end and other.start < one.end
    return overlap and (one.tier, one.person_id) == (other.tier, other.person_id)
