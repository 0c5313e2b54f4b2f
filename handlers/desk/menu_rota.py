"""The pages of the desk about who holds a tier beside its layers: stand-ins, absences, opening hours, changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from domain.edits import present, words
from domain.edits.overrides import in_words
from domain.people import Person
from domain.planning import Change
from domain.rota import Absence, Opening, Rota
from domain.site import Site
from handlers.desk import menu_layers
from handlers.desk.about import site_of, today
from handlers.desk.absences import away_words, days_off_at
from handlers.desk.asking import zone_line
from handlers.desk.hours import day_words, opening_at
from handlers.desk.kind import Desk
from handlers.desk.paging import back, paged
from handlers.desk.standins import tiers_in_use
from handlers.desk.taps import opens
from handlers.screens.parts import Button, Buttons, Heading, Line, Part, Small, Strong

_LINES, _PLANNED = 60, 10


def standins(desk: Desk) -> tuple[Part, ...]:
    """What goes over all layers now or later, soonest first."""
    here = site_of(desk)
    found = [(one, tier) for tier in tiers_in_use(here) for one in here.rotas.get(tier, Rota()).overrides]
    ahead = sorted((one.start, tier, one.id, one) for one, tier in found if one.end > desk.at)
    lines: list[Part] = [
        Line(
            (Strong(f"{words.capital(words.group_word(tier))}  "), in_words(one, desk.directory, here.zone)),
            button=opens("standin_end", "End it", here.id, tier.value, key),
        )
        for _, tier, key, one in ahead
    ]
    none = () if lines else (Line(("Nobody stands in now or later.",)),)
    add = Buttons((opens("standin_new", "Add a stand-in", here.id, style="primary"),))
    return (Heading("Stand-ins"), zone_line(here), add, *none, *paged(desk, "standins", lines, _LINES), back(desk))


def absences(desk: Desk) -> tuple[Part, ...]:
    """Everybody of the site, with when they are away or off; those who are, first."""
    here = site_of(desk)
    there = {one.id: one for one in present(desk.directory)}
    people = [there[one] for one in here.people() if one in there]
    people.sort(key=lambda one: not (_ahead(one, desk.at) or days_off_at(one, desk.at)))
    lines = [line for person in people for line in _time_off(desk, here, person)]
    add = Buttons((opens("absence_new", "Somebody is away", here.id, style="primary"),))
    return (Heading("Absences"), zone_line(here), add, *paged(desk, "absences", lines, _LINES), back(desk))


def _ahead(person: Person, at: datetime) -> list[Absence]:
    ahead = (one for one in person.absences if one.end > at)
    return sorted(ahead, key=lambda one: (one.start, one.end, one.id))


def _time_off(desk: Desk, site: Site, person: Person) -> Iterator[Part]:
    off = days_off_at(person, desk.at)
    says = f" · off on {words.days(off)}" if off else ""
    ways = (opens("absence_new", "Away …", site.id, person.id), opens("days_off", "Days off …", site.id, person.id))
    yield Line((Strong(person.name), says), menu=ways)
    for one in _ahead(person, desk.at):
        end_it = opens("absence_end", "Not away", site.id, person.id, one.id)
        yield Line((f"{person.name} is away {away_words(one, site.zone)}",), button=end_it)


def hours(desk: Desk) -> tuple[Part, ...]:
    """When the site is open, what is planned, and its closed days."""
    here = site_of(desk)
    now = opening_at(here, desk.at)
    change = opens("opening_hours", "Change", here.id)
    days = [day for day in sorted(now.closed) if day >= today(here, desk.at)]
    lines: list[Part] = [
        Line((f"Closed on {day_words(day)}",), button=opens("open_again", "Open again", here.id, day.isoformat()))
        for day in days
    ]
    planned = [
        Small((f"From {words.moment(one.holds_from, here.zone)}: {_open(one)}",))
        for one in here.openings
        if one.holds_from > desk.at
    ]
    says = words.capital(_open(now))
    add = Buttons((opens("closed_days", "Add closed days", here.id),))
    head = (Heading("Opening hours"), zone_line(here), Line((Strong(says),), button=change))
    return (*head, *planned[:_PLANNED], add, *paged(desk, "hours", lines, _LINES), back(desk))


def _open(opening: Opening) -> str:
    return f"open {words.windows(opening.windows)}" if opening.windows else "always open"


def changes(desk: Desk) -> tuple[Part, ...]:
    """The newest edits, of one site or of all, each of which can be taken back."""
    none = () if desk.changes else (Line(("Nothing was changed here yet.",)),)
    return (Heading("What was changed"), *none, *(_edit(desk, one) for one in desk.changes), back(desk))


def _edit(desk: Desk, change: Change) -> Part:
    where = desk.directory.site(change.site_id) or desk.site
    when = words.moment(change.at, where.zone if where else "UTC")
    text = f"{desk.directory.name(change.by)}, {when}: {change.sentence}"
    if change.undone_at:
        return Line((f"{text} (undone)",))
    return Line((text,), button=Button("desk.undo", "Undo", change.id))


PAGES: Mapping[str, Callable[[Desk], tuple[Part, ...]]] = {
    "tiers": menu_layers.tiers,
    "standins": standins,
    "absences": absences,
    "hours": hours,
    "changes": changes,
}
