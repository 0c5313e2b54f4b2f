"""Gaps and unreachable people of the next two weeks, told to a site's admins: each once at 14, 7 and 1 days."""

from __future__ import annotations

from datetime import datetime

from domain.policy import Group
from domain.site import Directory, Site
from domain.watch.ahead import Trouble, mark_of, told_now, troubles
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.screens.shifts.words import plain
from handlers.screens.watch import trouble_line
from handlers.shifts.outgoing import admins_of, to_person
from handlers.shifts.rota import step

_SHOWN_AT_HOME = 3


def warn_ahead(ports: Ports, at: datetime, told: set[str]) -> int:
    """Tell admins what is wrong; how many messages were made. `told`: the marks that this process knows of already,
    so that a round in which nothing is new does not write. The store has them for all processes (invariant 5)."""
    made = 0
    for site in ports.memory.directory.sites:
        made += _warn(ports, site, at, told)
    return made


def _warn(ports: Ports, site: Site, at: datetime, told: set[str]) -> int:
    directory = ports.memory.directory
    due = {mark_of(site, one, distance, at): one for one, distance in _due(directory, site, at)}
    new = sorted(set(due) - told)
    admins = admins_of(directory, site)
    if not new or not admins:
        return 0

    def write(uow: UnitOfWork) -> int:
        fresh = [mark for mark in new if uow.people.take_event(mark, at)]
        detail = {"about": "ahead", "site": site.id, "what": packed([due[mark] for mark in fresh])}
        key = f"rota:{site.id}:{opaque(' '.join(fresh))}"
        notes = [one for admin in admins for one in to_person(directory, admin, f"{key}:{admin}", at, detail)]
        if fresh:
            uow.messages.add(notes)
        return len(notes) if fresh else 0

    made = step(ports, write)
    told.update(new)
    return made


def _due(directory: Directory, site: Site, at: datetime) -> list[tuple[Trouble, int]]:
    found = ((one, told_now(one, site.zone, at)) for one in troubles(directory, site, at))
    return [(one, distance) for one, distance in found if distance is not None]


def packed(found: list[Trouble]) -> str:
    """Troubles as the text that a message keeps; words are made from what is still so when it is drawn."""
    return ";".join(f"{o.tier.value}|{o.start.isoformat()}|{o.end.isoformat()}|{o.person_id}" for o in sorted(found))


def unpacked(text: str) -> list[Trouble]:
    """The other way round."""
    rows = (one.split("|") for one in text.split(";") if one)
    return [
        Trouble(datetime.fromisoformat(start), datetime.fromisoformat(end), Group(tier), person)
        for tier, start, end, person in rows
    ]


def coming(directory: Directory, site: Site, at: datetime) -> tuple[str, ...]:
    """Who holds a tier in the next 14 days and cannot be paged, for App Home, as the site's clock shows it.

    The gaps themselves, and who is passed over now, stand there too (handlers/oncall/holding.py).
    """
    found = [one for one in troubles(directory, site, at) if one.person_id and not one.running]
    lines = [plain(trouble_line(directory, site, one)) for one in found[:_SHOWN_AT_HOME]]
    more = len(found) - len(lines)
    return (*lines, f"and {more} more in the next 14 days.") if more else tuple(lines)
