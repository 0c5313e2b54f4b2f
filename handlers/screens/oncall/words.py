"""Why somebody is paged, when, and in whose time, in the fewest words that cannot be misread at night."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from domain.edits.revising import IN_ORDER_NAME
from domain.edits.words import capital, group_word, names
from domain.oncall import Because, Candidate
from domain.people import Person
from domain.policy import TIERS, Group
from domain.rota import Rota
from domain.site import Directory, Site
from domain.wall import wall_of
from handlers.oncall.paging import Chain, following
from handlers.screens.parts import Line, Part, Strong

_UNITED = ("UTC", "Etc/UTC")


def because(one: Candidate, directory: Directory, site: Site, tier: Group) -> str:
    """ "Kim, rotation “Nights”", "Omar stands in for Dana" """
    name = directory.name(one.person_id)
    if one.because is Because.STAND_IN:
        overrides = site.rotas.get(tier, Rota()).overrides
        instead_of = next((each.instead_of for each in overrides if each.id == one.source), None)
        return f"{name} stands in for {directory.name(instead_of)}" if instead_of else f"{name} stands in"
    return f"{name}, {_place(one, site, tier)}"


def _place(one: Candidate, site: Site, tier: Group) -> str:
    if one.because is Because.ADDED:
        return "added for this time"
    if not one.source or (one.because is Because.FIXED and one.source == IN_ORDER_NAME):
        return "first in the list" if site.groups.get(tier, ())[:1] == (one.person_id,) else "next in the list"
    kind = {Because.ROTATION: "rotation", Because.CALENDAR: "calendar"}.get(one.because, "always in")
    # "Night rotation" says what it is by itself.
    return f"“{one.source}”" if kind in one.source.casefold() else f"{kind} “{one.source}”"


def left_out(directory: Directory, skipped: Sequence[str], instead: str) -> str:
    """Who comes first and cannot be paged, why, and who comes instead (reliability.md F27)."""
    each = [f"{directory.name(one)} cannot be paged: {_why(directory.person(one))}." for one in skipped]
    return " ".join([*each, f"{instead} comes instead." if instead else ""]).strip() if each else ""


def _why(person: Person | None) -> str:
    if person is None or not person.user_id:
        return "no chat account"
    return "the account is deactivated" if person.deactivated else "a guest's account"


def in_its_place(tier: Group, site: Site) -> str:
    """ "Tier 2 is paged at once"; nothing where there is no account behind what follows."""
    after = following(tier)
    paged = after in TIERS or any(contact.person_id for contact in site.backup)
    return f"{capital(group_word(after))} is paged at once" if paged else ""


def behind_them_all(directory: Directory, site: Site, paged: Chain) -> tuple[Part, ...]:
    """The last resort where nobody else can be paged; the number to phone where nobody at all can (principle 8)."""
    if paged.nobody:
        return (Line((Strong(f"Nobody can be paged by chat. Phone {site.phone}."),)),)
    at_once = ", at once" if any(call.after is not None for call in paged.calls) else ""
    words = f"{names(directory, paged.last_resort)}, as nobody else can be paged then"
    return (Line((Strong(f"Last resort{at_once}  "), words)),) if paged.last_resort else ()


def joins(after: timedelta | None) -> str:
    """ "at once", "after 3 min", "after 90 s"; nothing without a severity."""
    if after is None:
        return ""
    seconds = int(after.total_seconds())
    minutes, rest = divmod(seconds, 60)
    if seconds <= 0:
        return "at once"
    return f"after {seconds} s" if rest and minutes < 2 else f"after {minutes} min" + (f" {rest} s" if rest else "")


def zone_word(zone: str) -> str:
    """Whose clock: "Berlin time"."""
    return "UTC" if zone in _UNITED else f"{zone.rpartition('/')[2].replace('_', ' ')} time"


def said(wall: datetime, zone: str, at: datetime) -> str:
    """A time of the site as it is said back: "Saturday 14 March 21:30, Berlin time"; with the year where it differs."""
    year = f" {wall.year}" if wall.year != wall_of(at, ZoneInfo(zone)).year else ""
    return f"{wall:%A} {wall.day} {wall:%B}{year} {wall:%H:%M}, {zone_word(zone)}"


def offset(at: datetime, zone: str) -> str:
    """How the site's clock is set at an instant: "UTC+2", "UTC-3:30"."""
    minutes = int((at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")
