"""The facts of *My shifts*: over all sites and tiers, from memory, with what is asked and agreed from the store."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.planning import CoverState, HandOver
from domain.shifts.around import REMINDERS, USUAL_REMINDER, whole
from domain.shifts.cover import is_open
from domain.shifts.held import Held, held_by, tiers_of
from domain.site import Directory
from handlers.ports import Ports, UnitOfWork
from handlers.screens.shifts.mine import MOST, MyShifts
from handlers.shifts.rota import step

AHEAD = timedelta(weeks=9)


def mine_of(uow: UnitOfWork, directory: Directory, person_id: str, at: datetime) -> MyShifts:
    """What stands in the section of this person at `at`."""
    if not tiers_of(directory, person_id):
        return MyShifts(directory, at)
    requests = [one for one in uow.plans.covers_of(person_id, at) if one.by == person_id]
    shifts = _next_shifts(directory, person_id, at)
    running = [one for one in shifts if one.start <= at]
    handed = [uow.plans.open_hand_over(one.site_id, one.tier) for one in running]
    return MyShifts(
        directory,
        at,
        shifts,
        tuple(one for one in requests if is_open(one) or one.state == CoverState.AGREED),
        tuple(_own([one for one in handed if one], person_id)),
        uow.plans.reminders().get(person_id, USUAL_REMINDER),
        takes_turns=True,
    )


def _next_shifts(directory: Directory, person_id: str, at: datetime) -> tuple[Held, ...]:
    """As many as are shown, each with its own end; further ahead is only looked where near there are too few."""
    found: tuple[Held, ...] = ()
    for ahead in (AHEAD / 9, AHEAD / 3, AHEAD):
        found = held_by(directory, person_id, at, at + ahead)
        if len(found) >= MOST:
            break
    sites = {site.id: site for site in directory.sites}
    return tuple(whole(directory, sites[one.site_id], one) for one in found[:MOST])


def _own(handed: list[HandOver], person_id: str) -> list[HandOver]:
    return [one for one in handed if one.by == person_id]


def remind(ports: Ports, person_id: str, hours: int) -> None:
    """Choose when to be reminded; anything that is no choice of ours is left out (reliability.md F75)."""
    if hours in REMINDERS:
        step(ports, lambda uow: uow.plans.keep_reminder(person_id, hours))
