"""The fields that the forms about who holds a tier share, each filled with what was entered or with what is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from domain.edits import present, words
from domain.fairness import suggested_order
from domain.people import Person
from domain.policy import Group
from domain.rota import Opening
from domain.site import Directory, Site
from handlers.desk.kind import Desk, Entered
from handlers.screens.parts import (
    Choice,
    Form,
    Line,
    Number,
    Part,
    Pick,
    PickDate,
    PickMoment,
    PickTime,
    Small,
    Write,
)

# How far back hours are counted for the fairest order.
_LOOKS_BACK = timedelta(weeks=8)
_DIGITS = 7
YES = "yes"


def sure(kind: str, title: str, sentences: Sequence[str], submit: str) -> Form:
    """A form that only asks whether to do it."""
    return Form(kind, title, tuple(Line((one,)) for one in sentences), close="Back", submit=submit)


def form(kind: str, title: str, parts: Sequence[Part]) -> Form:
    """A form whose sending leads to the preview, or saves where nobody's shifts move."""
    return Form(kind, title, tuple(parts), close="Back", submit="Next")


def write(entered: Entered, field: str, label: str, limit: int, hint: str = "", optional: bool = False) -> Write:
    """Words on one line."""
    return Write(field, label, entered.texts.get(field, ""), optional=optional, limit=limit, hint=hint)


def one_of(entered: Entered, field: str, label: str, choices: Sequence[Choice], live: bool = False) -> Pick:
    """Exactly one of these."""
    return Pick(field, label, tuple(choices), picked=entered.picks.get(field, ()), optional=False, live=live)


def tick(entered: Entered, field: str, label: str, words_beside: str) -> Pick:
    """One box."""
    return Pick(field, label, (Choice(YES, words_beside),), many=True, picked=entered.picks.get(field, ()))


def person(desk: Desk, site: Site, entered: Entered, field: str, label: str) -> Pick:
    """One person of the site."""
    return one_of(entered, field, label, choices(desk.directory, site))


def people(desk: Desk, site: Site, tier: Group, entered: Entered, label: str) -> Pick:
    """People of the site in an order, those of the tier first in the list."""
    first = tuple(site.groups.get(tier, ()))
    picked = entered.picks.get("people", ())
    hint = f"In this order: whoever is picked first comes first. {fairest(desk, site, tier, picked or first)}".strip()
    listed = choices(desk.directory, site, first)
    return Pick("people", label, listed, many=True, picked=picked, optional=False, hint=hint, ordered=True)


def choices(directory: Directory, site: Site, first: Sequence[str] = ()) -> tuple[Choice, ...]:
    """Everybody of the site who is still there; whoever no page would reach is marked (reliability.md F27)."""
    there = {one.id: one for one in present(directory)}
    found = [there[one] for one in dict.fromkeys([*first, *site.people()]) if one in there]
    names = [one.name for one in found]
    return tuple(Choice(one.id, _label(site, one, names.count(one.name) > 1)) for one in found)


def _label(site: Site, one: Person, shared: bool) -> str:
    """The name; beside it where they stand, if somebody else has the same name."""
    groups = [words.group_word(group) for group, members in site.groups.items() if one.id in members]
    where = f" · {', '.join(groups) or 'staff'}" if shared else ""
    return f"{one.name}{where}" if one.reachable else f"{one.name}{where} (cannot be paged)"


def weekdays(entered: Entered, field: str, label: str, hint: str = "") -> Pick:
    """Days of the week."""
    listed = tuple(Choice(str(number), name) for number, name in enumerate(words.DAYS))
    return Pick(field, label, listed, many=True, picked=entered.picks.get(field, ()), hint=hint)


def day(entered: Entered, field: str, label: str, optional: bool = False, hint: str = "") -> PickDate:
    """A day of the site's calendar."""
    return PickDate(field, label, _day(entered.text(field)), optional=optional, hint=hint)


def clock(entered: Entered, field: str, label: str, zone: str, optional: bool = False, hint: str = "") -> PickTime:
    """A time on the site's wall."""
    return PickTime(field, label, _clock(entered.text(field)), zone, optional=optional, hint=hint)


def moment(entered: Entered, field: str, label: str, optional: bool = False, hint: str = "") -> PickMoment:
    """An instant, in the zone of whoever fills the form in."""
    shown = entered.text(field)
    at = datetime.fromtimestamp(int(shown), UTC) if _is_number(shown, 10) else None
    return PickMoment(field, label, at, optional=optional, hint=hint)


def whole(entered: Entered, field: str, label: str) -> Number:
    """A whole number; what is too small or too big for what it counts is said when it is read."""
    shown = entered.text(field)
    return Number(field, label, int(shown) if _is_number(shown, _DIGITS) else None, optional=False)


def holds_from(entered: Entered) -> PickMoment:
    """From when on a change holds."""
    hint = "In your own time zone. Empty: from now on."
    return moment(entered, "holds_from", "From when on?", optional=True, hint=hint)


def fairest(desk: Desk, site: Site, tier: Group, people_shown: Sequence[str]) -> str:
    """An order of these people that evens out the hours of the last weeks, as a sentence (domain/fairness.py)."""
    there = {one.id for one in present(desk.directory)}
    listed = [one for one in dict.fromkeys(people_shown) if one in there]
    if len(listed) < 2:
        return ""
    held = [one for one in site.openings if one.holds_from <= desk.at] or [Opening(desk.at)]
    asked = desk.directory.tier(site, tier)
    order = suggested_order(asked, listed, desk.at - _LOOKS_BACK, desk.at, held[-1].closed)
    return f"Fairest order now: {', '.join(desk.directory.name(one) for one in order)}."


def zone_line(site: Site) -> Small:
    """Whose wall the times of a page or form are on."""
    return Small((f"Times are those of {site.name} ({site.zone}).",))


def _day(shown: str) -> date | None:
    try:
        return date.fromisoformat(shown)
    except ValueError:
        return None


def _clock(shown: str) -> time | None:
    try:
        return time.fromisoformat(shown)
    except ValueError:
        return None


def _is_number(shown: str, digits: int) -> bool:
    return shown.isascii() and shown.isdigit() and len(shown) <= digits
