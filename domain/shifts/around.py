"""What is due before and at the start of a shift: a reminder, a tap an hour before, *I'm on* (domain.md b.4, E25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from domain.oncall import next_handoff_after
from domain.policy import Group
from domain.shifts.held import Held, paged_in
from domain.site import Directory, Site

# Nobody answered so long: the next of the line is asked (domain.md b.4).
ASK_NEXT_AFTER = timedelta(minutes=15)
AHEAD = timedelta(hours=1)
# A shorter shift is asked nothing: the questions would take longer than it.
SHORTEST = timedelta(hours=1)
# Who has been on call for longer than this when we first look is not asked any more.
ASK_WITHIN = timedelta(hours=1)
# Hours before a shift at which its person may want to be reminded; 0 is never.
REMINDERS = (0, 1, 3, 12, 24)
USUAL_REMINDER = 12
# How far around now shifts are looked for: a start further back is not seen any more.
LOOK_BACK = timedelta(hours=6)
LOOK_AHEAD = timedelta(hours=26)
_STEP = timedelta(microseconds=1)


@dataclass(frozen=True)
class Around:
    """The shifts of one tier around an instant: the one that runs, where its start is known, and those to come."""

    running: Held | None
    coming: tuple[Held, ...]


def running_at(directory: Directory, site: Site, tier: Group, at: datetime) -> Held | None:
    """The shift that runs, in any tier; one that began long ago has the instant from which was looked."""
    found = paged_in(directory, site, tier, at - LOOK_BACK, at + LOOK_AHEAD)
    return next((one for one in found if one.start <= at < one.end), None)


def whole(directory: Directory, site: Site, shift: Held) -> Held:
    """A shift with its own end where only a part of it was looked at; endless where no handoff is planned at all."""
    if not shift.endless:
        return shift
    handoff = next_handoff_after(directory.tier(site, shift.tier), max(shift.start, shift.end - _STEP))
    return replace(shift, end=handoff, endless=False) if handoff else shift


def is_asked(shift: Held) -> bool:
    """Whether *I'm on* is asked at all; whoever was on call directly before has no new shift (domain/oncall/)."""
    return shift.end - shift.start >= SHORTEST


def reminder_is_due(shift: Held, hours: int, at: datetime) -> bool:
    """From `hours` before on, until the tap an hour before says the same; or until a short shift begins."""
    until = shift.start - AHEAD if is_asked(shift) else shift.start
    return hours > 0 and shift.start - timedelta(hours=hours) <= at < until


def tap_is_due(shift: Held, at: datetime) -> bool:
    """The hour before a shift: one tap tells that the phone works."""
    return is_asked(shift) and shift.start - AHEAD <= at < shift.start


def next_is_asked(asked_at: datetime, at: datetime) -> bool:
    """Whether whoever was asked last has had their quarter of an hour."""
    return at >= asked_at + ASK_NEXT_AFTER
