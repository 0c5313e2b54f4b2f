"""*I need cover* and *Swap*: asked of those who could, each by a message of their own (issue: "In chat", managers)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.edits.refused import refuse
from domain.planning import Cover
from domain.policy import Group
from domain.shifts.cover import NobodyCould, is_open
from domain.shifts.held import Held, could_take, holds, those_who_could
from domain.site import Directory, Site
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.news import asked_messages
from handlers.shifts.rota import site_of, step

NOTE_FITS = 300
_LONGEST = timedelta(days=62)


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: a span of one of their shifts, and in a swap the shift that they would take for it.

    `id` becomes the request's; the same form sent twice asks once.
    """

    id: str
    by: str
    site_id: str
    tier: Group
    start: datetime
    end: datetime
    note: str = ""
    swap: Held | None = None


def ask(ports: Ports, wish: Wish, at: datetime) -> None:
    """Ask those who could. Raises Refused at "start", "end" or "shift", NobodyCould, or UnknownSite."""
    step(ports, lambda uow: _ask(uow, wish, at))


def _ask(uow: UnitOfWork, wish: Wish, at: datetime) -> None:
    directory = uow.people.directory()
    site = site_of(directory, wish.site_id)
    start = max(wish.start, at)
    _check_span(wish, directory, site, start, at)
    _check_asked_once(uow, wish, start, at)
    asked = _swapped(wish, directory, site, at) if wish.swap else _others(wish, directory, site, start)
    request = Cover(
        wish.id,
        site.id,
        wish.tier,
        wish.by,
        start,
        wish.end,
        asked,
        at,
        wish.note[:NOTE_FITS],
        swap_start=wish.swap.start if wish.swap else None,
        swap_end=wish.swap.end if wish.swap else None,
    )
    if uow.people.take_event(f"cover:{wish.id}", at):
        uow.plans.add_cover(request)
        uow.messages.add(asked_messages(directory, request, at))


def _check_span(wish: Wish, directory: Directory, site: Site, start: datetime, at: datetime) -> None:
    if wish.end <= at:
        refuse("end", "That is over already.", "Choose a later end.")
    if wish.end <= start:
        refuse("end", "This ends before it begins.", "Choose a later end.")
    if wish.end - start > _LONGEST:
        refuse("end", "That is longer than two months.", "Choose an earlier end.")
    if not holds(directory, site, wish.tier, wish.by, start, wish.end):
        refuse("start", "You are not on call in all of this time.", "Choose a part of your own shift.")


def _check_asked_once(uow: UnitOfWork, wish: Wish, start: datetime, at: datetime) -> None:
    for other in uow.plans.covers_of(wish.by, at):
        same = (other.by, other.site_id, other.tier) == (wish.by, wish.site_id, wish.tier)
        overlaps = other.start < wish.end and start < other.end
        if same and is_open(other) and overlaps and other.id != wish.id:
            refuse("start", "You have asked for a part of this time already.", "Withdraw that first.")


def _others(wish: Wish, directory: Directory, site: Site, start: datetime) -> tuple[str, ...]:
    asked = those_who_could(directory, site, wish.tier, wish.by, start, wish.end)
    if not asked:
        raise NobodyCould
    return asked


def _swapped(wish: Wish, directory: Directory, site: Site, at: datetime) -> tuple[str, ...]:
    """The colleague of the other shift alone; both have to be able to take what they get."""
    other = wish.swap
    if other is None or wish.start <= at or other.start <= at:
        refuse("shift", "One of these shifts has begun.", "Ask for cover instead, or choose another.")
    name = directory.name(other.person_id)
    if not holds(directory, site, wish.tier, other.person_id, other.start, other.end):
        refuse("shift", f"{name} does not hold that shift any more.", "Choose another.")
    if not could_take(directory, site, wish.tier, other.person_id, wish.start, wish.end):
        refuse("shift", f"{name} is away or on call elsewhere in your shift.", "Choose another.")
    if not could_take(directory, site, wish.tier, wish.by, other.start, other.end):
        refuse("shift", "You are away or on call elsewhere in that shift.", "Choose another.")
    return (other.person_id,)
