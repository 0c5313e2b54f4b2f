"""*I'm on* at the start of a shift, and the next of the line a quarter of an hour later (domain.md b.4, seeds E25)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from domain.page import Message
from domain.shifts.around import ASK_WITHIN, next_is_asked, whole
from domain.shifts.held import Held, reachable_in_line
from domain.site import Directory, Site
from handlers.outbox import opaque
from handlers.ports import UnitOfWork
from handlers.shifts.outgoing import admins_of, to_person
from handlers.shifts.starting import key_for, step_key, steps_of
from handlers.shifts.starting_drawn import detail_of


@dataclass(frozen=True)
class Begun:
    """A shift that has begun, at its site."""

    site: Site
    shift: Held


def begun(uow: UnitOfWork, directory: Directory, running: list[Begun], at: datetime) -> Iterator[Message]:
    """What has to be asked and told by now, of all shifts that run; two questions to the store where nothing has."""
    taken = uow.plans.taken_on([one.shift.key for one in running])
    firsts = [_first_ids(one.shift) for one in running]
    there = {one.id for one in uow.messages.these([each for pair in firsts for each in pair])}
    for one, (asked, confirmed) in zip(running, firsts, strict=True):
        is_taken = one.shift.key in taken
        if asked in there:
            if not is_taken:
                yield from _next(uow, directory, one, at)
        elif at < one.shift.start + ASK_WITHIN and (not is_taken or confirmed in there):
            # Who took over by another tap just now knows it; who confirmed an hour ago reads that it begins.
            yield from _first(directory, one, confirmed in there and not is_taken, at)


def _first_ids(shift: Held) -> tuple[str, str]:
    return opaque(step_key(shift.key, 0)), opaque(key_for("ahead", shift.key))


def _first(directory: Directory, one: Begun, unconfirmed: bool, at: datetime) -> Iterator[Message]:
    shift = whole(directory, one.site, one.shift)
    yield from to_person(directory, shift.person_id, step_key(shift.key, 0), at, detail_of("on", shift))
    following = _in_line(directory, one, {shift.person_id}, at)
    if unconfirmed and following:
        yield from to_person(directory, following[0], key_for("warn", shift.key), at, detail_of("warn", shift))


def _next(uow: UnitOfWork, directory: Directory, one: Begun, at: datetime) -> Iterator[Message]:
    """Nobody has tapped: the next who was not asked yet, and the admins, once."""
    asked = uow.messages.these([opaque(key) for key in steps_of(one.site, one.shift.key)])
    if not next_is_asked(max(each.made_at for each in asked if each.made_at), at):
        return
    shift = whole(directory, one.site, one.shift)
    following = _in_line(directory, one, {str(each.person_id) for each in asked}, at)
    if following:
        yield from to_person(directory, following[0], step_key(shift.key, len(asked)), at, detail_of("on", shift))
    for admin in admins_of(directory, one.site):
        yield from to_person(directory, admin, key_for("admin", shift.key, admin), at, detail_of("admin", shift))


def _in_line(directory: Directory, one: Begun, but: set[str], at: datetime) -> list[str]:
    line = reachable_in_line(directory, directory.tier(one.site, one.shift.tier), at)
    return [person for person in line if person not in but]
