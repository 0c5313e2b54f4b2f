"""Around the start of a shift: the reminder, *I'll be there*, *I'm on*, the next of the line, and the admins.

Nothing here counts who did not tap (domain.md principle 7).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.edits.words import group_word
from domain.policy import Group
from domain.site import Directory, Site
from handlers.screens.parts import Button, Buttons, Screen, Small, Text, When
from handlers.screens.shifts.words import clock, moment, screen, span, where


@dataclass(frozen=True)
class ShiftFacts:
    """The shift of `person_id` from `start` (`end` None: none is planned) at `at`, to `reader`.

    `taken_by` is who has taken it on; `paged` who is paged now, or at its start where that is to come.
    """

    what: str
    site: Site
    directory: Directory
    at: datetime
    tier: Group
    start: datetime
    end: datetime | None
    person_id: str
    reader: str
    taken_by: str | None
    paged: str | None

    @property
    def value(self) -> str:
        """What a button gives back (handlers/shifts/starting.py, Asked)."""
        return f"{self.site.id}|{self.tier.value}|{self.start.isoformat()}|{self.person_id}"

    @property
    def over(self) -> bool:
        """Whether the shift has ended."""
        return self.end is not None and self.at >= self.end

    def where(self) -> str:
        """ "tier 1, Harbour Hotel" """
        return where(self.site, self.tier)

    def until(self) -> Text:
        """ ", until 06:00" """
        return (", until ", clock(self.end, self.at, self.site)) if self.end else ()

    def name(self, person_id: str | None) -> str:
        """A name."""
        return self.directory.name(person_id)


def starting_screen(view: ShiftFacts) -> Screen | None:
    """What this reader sees now."""
    screens = {"reminder": _reminder, "ahead": _ahead, "warn": _warn, "admin": _admin}
    if view.what in screens:
        return screens[view.what](view)
    if view.taken_by == view.reader:
        return screen((f"You are on call: {view.where()}", *view.until(), ". Taken on."))
    if view.taken_by:
        return screen((f"{view.name(view.taken_by)} has taken {view.where()} on. Thank you.",))
    if view.over or view.paged != view.person_id:
        return screen((f"This shift is over or has changed hands: {view.where()}.",))
    return _question(view) if view.reader == view.person_id else _next(view)


def _question(view: ShiftFacts) -> Screen:
    row = Buttons((Button("shift.on.now", "I'm on", view.value, "primary"),))
    return screen((f"You are on call: {view.where()}", *view.until(), "."), row)


def _next(view: ShiftFacts) -> Screen:
    who = view.name(view.person_id)
    row = Buttons((Button("shift.on.now", "I'm on", view.value, "primary"),))
    small = Small((f"Until somebody taps, calls for help go to {who} first.",))
    line = (f"{who} has not taken {group_word(view.tier)} on. Are you on? {view.site.name}", *view.until(), ".")
    return screen(line, row, small)


def _reminder(view: ShiftFacts) -> Screen | None:
    if view.paged != view.reader or view.at >= view.start:
        return None
    when = span(view.start, view.end, view.site) if view.end else ("from ", moment(view.start, view.site), " on")
    return screen((f"Your next shift: {view.where()}, ", *when, "."))


def _ahead(view: ShiftFacts) -> Screen | None:
    if view.taken_by == view.reader:
        return screen(("Thank you. Your shift starts at ", _start(view), f": {view.where()}", *view.until(), "."))
    if view.paged != view.reader or view.over:
        return screen((f"This shift is over or has changed hands: {view.where()}.",))
    if view.at >= view.start:
        return screen((f"Your shift has begun: {view.where()}", *view.until(), ". See the newer message."))
    row = Buttons((Button("shift.on.ahead", "I'll be there", view.value, "primary"),))
    small = Small(("One tap tells us that your phone works.",))
    return screen(("Your shift starts at ", _start(view), f": {view.where()}", *view.until(), "."), row, small)


def _warn(view: ShiftFacts) -> Screen:
    if view.taken_by:
        return screen((f"{view.name(view.taken_by)} has taken {view.where()} on. Thank you.",))
    line = (f"{view.name(view.person_id)} has not confirmed {view.where()}, from ", _start(view), "; you are next.")
    return screen(line)


def _admin(view: ShiftFacts) -> Screen:
    if view.taken_by:
        return screen((f"{view.name(view.taken_by)} has taken {view.where()} on", *view.until(), "."))
    who = view.name(view.person_id)
    said = f". The next of the line is asked; calls for help go to {who} first all the same."
    return screen((f"Nobody has tapped I'm on for {view.where()} since ", _start(view), said))


def _start(view: ShiftFacts) -> When:
    return clock(view.start, view.at, view.site)
