"""What time does around shifts, looked at once a minute by every replica (architecture.md principle 3).

Each message has a key of its shift, so that nothing is told twice, by a second replica or after a restart
(invariant 5). An idle minute reads the directory in memory and asks the store a few questions; it writes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from domain.page import Message
from domain.policy import TIERS
from domain.shifts.around import (
    ASK_WITHIN,
    USUAL_REMINDER,
    around,
    is_asked,
    next_is_asked,
    reminder_is_due,
    tap_is_due,
    whole,
)
from domain.shifts.held import Held, reachable_in_line
from domain.site import Directory, Site
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.answering import close, closing
from handlers.shifts.handing_over import give_up, given_up
from handlers.shifts.outgoing import admins_of, redraw, to_person
from handlers.shifts.rota import step
from handlers.shifts.starting import key_for, step_key, steps_of
from handlers.shifts.starting_drawn import detail_of, taken_by


def shifts_due(ports: Ports, at: datetime) -> int:
    """Tell whoever has to be told by now, and end what nobody took in time; how many messages and ends there were."""
    directory = ports.memory.directory
    with ports.store.read() as uow:
        found = list(_messages(uow, directory, at))
        known = {one.id for one in uow.messages.these([one.id for one in found])}
        over = [one.id for one in uow.plans.open_covers() if closing(directory, one, at)]
        given = [one for one in given_up(directory, at) if _is_open(uow, one)]
    new = [one for one in found if one.id not in known]
    if new:
        step(ports, lambda uow: _add(uow, new, at))
    for request_id in over:
        close(ports, request_id, at)
    for hand_over_id in given:
        give_up(ports, hand_over_id, at)
    return len(new) + len(over) + len(given)


def _is_open(uow: UnitOfWork, hand_over_id: str) -> bool:
    found = uow.plans.hand_over(hand_over_id)
    return found is not None and found.accepted_at is None


def _add(uow: UnitOfWork, new: list[Message], at: datetime) -> None:
    """The message of the hour before makes way for the one at the start of the shift."""
    began = [one.key.removeprefix("on:").rpartition(":")[0] for one in new if one.key.startswith("on:")]
    redraw(uow, [f"ahead:{shift}" for shift in began], at)
    uow.messages.add(new)


def _messages(uow: UnitOfWork, directory: Directory, at: datetime) -> Iterator[Message]:
    reminders = uow.plans.reminders()
    for site in directory.sites:
        for tier in TIERS:
            near = around(directory, site, tier, at)
            for shift in near.coming:
                yield from _coming(directory, site, shift, reminders, at)
            if near.running and is_asked(near.running):
                yield from _running(uow, directory, site, near.running, at)


def _coming(
    directory: Directory, site: Site, shift: Held, reminders: Mapping[str, int], at: datetime
) -> Iterator[Message]:
    what = ""
    if reminder_is_due(shift, reminders.get(shift.person_id, USUAL_REMINDER), at):
        what = "reminder"
    elif tap_is_due(shift, at):
        what = "ahead"
    if what:
        detail = detail_of(what, whole(directory, site, shift))
        yield from to_person(directory, shift.person_id, key_for(what, shift.key), at, detail)


def _running(uow: UnitOfWork, directory: Directory, site: Site, shift: Held, at: datetime) -> Iterator[Message]:
    """The question at the start, and the next ones a quarter of an hour apart until somebody has tapped."""
    asked = uow.messages.these([opaque(key) for key in steps_of(site, shift.key)])
    shift = whole(directory, site, shift)
    taken = taken_by(uow, site, shift.key)
    if not asked:
        before = uow.messages.these([opaque(key_for("ahead", shift.key))])
        # Who took over by another tap just now knows it; who confirmed an hour ago reads that it begins.
        if at < shift.start + ASK_WITHIN and (taken is None or before):
            yield from _first(directory, site, shift, bool(before) and taken is None, at)
        return
    last = max(one.made_at for one in asked if one.made_at)
    if taken is None and next_is_asked(last, at):
        yield from _next(directory, site, shift, asked, at)


def _first(directory: Directory, site: Site, shift: Held, unconfirmed: bool, at: datetime) -> Iterator[Message]:
    yield from to_person(directory, shift.person_id, step_key(shift.key, 0), at, detail_of("on", shift))
    following = _in_line(directory, site, shift, {shift.person_id}, at)
    if unconfirmed and following:
        yield from to_person(directory, following[0], key_for("warn", shift.key), at, detail_of("warn", shift))


def _next(directory: Directory, site: Site, shift: Held, asked: list[Message], at: datetime) -> Iterator[Message]:
    following = _in_line(directory, site, shift, {str(one.person_id) for one in asked}, at)
    if following:
        yield from to_person(directory, following[0], step_key(shift.key, len(asked)), at, detail_of("on", shift))
    for admin in admins_of(directory, site):
        yield from to_person(directory, admin, key_for("admin", shift.key, admin), at, detail_of("admin", shift))


def _in_line(directory: Directory, site: Site, shift: Held, but: set[str], at: datetime) -> list[str]:
    line = reachable_in_line(directory, directory.tier(site, shift.tier), at)
    return [one for one in line if one not in but]
