"""*My shifts* on App Home: my next shifts, what I have asked of others, and when I want to be reminded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.planning import Cover, CoverState, HandOver
from domain.shifts.around import REMINDERS
from domain.shifts.cover import first_start
from domain.shifts.held import Held
from domain.site import Directory, Site
from handlers.screens.parts import Button, Buttons, Divider, Heading, Line, Part, Text
from handlers.screens.shifts.words import clock, moment, span, where

MOST = 5


@dataclass(frozen=True)
class MyShifts:
    """The shifts of a person from `at` on, soonest first; their requests that are open or agreed and still to come;
    their hand-overs that nobody has accepted yet; the hours of their reminder. Nothing where they take no turns."""

    directory: Directory
    at: datetime
    shifts: tuple[Held, ...] = ()
    requests: tuple[Cover, ...] = ()
    hand_overs: tuple[HandOver, ...] = ()
    reminder: int = 0
    takes_turns: bool = False


def my_shifts(mine: MyShifts) -> tuple[Part, ...]:
    """The section; nothing for somebody who takes no turns anywhere."""
    if not mine.takes_turns:
        return ()
    shown = [part for one in mine.shifts[:MOST] for part in _shift(mine, one)]
    nothing = () if shown else (Line(("No shift of yours is planned in the next nine weeks.",)),)
    asked = [part for one in mine.requests for part in _request(mine, one)]
    return (Divider(), Heading("My shifts"), *shown, *nothing, *asked, *_hand_overs(mine), _reminder(mine))


def _shift(mine: MyShifts, one: Held) -> tuple[Part, ...]:
    site = mine.directory.site(one.site_id)
    if site is None:
        return ()
    value = f"{one.site_id}|{one.tier.value}|{one.start.isoformat()}|{'' if one.endless else one.end.isoformat()}"
    row = [Button("shift.form.cover", "I need cover", value)]
    if one.start > mine.at:
        row.append(Button("shift.form.swap", "Swap", value))
    else:
        row.append(Button("shift.form.hand_over", "Hand over", value))
    return (Line((*_when(mine, one, site), f" · {where(site, one.tier)}")), Buttons(tuple(row)))


def _when(mine: MyShifts, one: Held, site: Site) -> Text:
    running = one.start <= mine.at
    handed = next((each for each in mine.hand_overs if (each.site_id, each.tier) == (one.site_id, one.tier)), None)
    if running and handed:
        return (f"On call until {mine.directory.name(handed.to)} accepts",)
    if one.endless:
        return ("On call now, no end planned",) if running else ("From ", moment(one.start, site), " on")
    return ("On call until ", clock(one.end, mine.at, site)) if running else span(one.start, one.end, site)


def _request(mine: MyShifts, one: Cover) -> tuple[Part, ...]:
    site = mine.directory.site(one.site_id)
    if site is None:
        return ()
    may = one.state != CoverState.AGREED or mine.at < first_start(one)
    button = Button("shift.cover.withdraw", "Withdraw", one.id) if may else None
    return (Line(_swap(mine, one, site) if one.is_swap else _cover(mine, one, site), button=button),)


def _cover(mine: MyShifts, one: Cover, site: Site) -> Text:
    when = span(one.start, one.end, site)
    if one.state == CoverState.AGREED:
        return (f"{mine.directory.name(one.taken_by)} covers ", *when, " for you.")
    until = "a manager agrees" if one.state == CoverState.TAKEN else "somebody takes it"
    return ("You asked for cover, ", *when, f". You are on call until {until}.")


def _swap(mine: MyShifts, one: Cover, site: Site) -> Text:
    """Both halves, and the one person who was asked; nobody where they have said that they can't."""
    asked = next(iter(one.asked), None)
    other = mine.directory.name(one.taken_by or asked) if one.taken_by or asked else ""
    yours = span(one.start, one.end, site)
    theirs: Text = span(one.swap_start, one.swap_end, site) if one.swap_start and one.swap_end else ()
    if one.state == CoverState.AGREED:
        return (f"{other} covers ", *yours, " for you; you cover ", *theirs, f" for {other}.")
    if not other:
        return ("You asked to swap ", *yours, " for ", *theirs, ". Whoever you asked can't; nothing changes.")
    until = "a manager agrees" if one.state == CoverState.TAKEN else f"{other} agrees"
    return (f"You asked {other} to swap ", *yours, " for ", *theirs, f". Nothing changes until {until}.")


def _hand_overs(mine: MyShifts) -> tuple[Part, ...]:
    lines: list[Part] = []
    for one in mine.hand_overs:
        to = mine.directory.name(one.to)
        button = Button("shift.over.back", "Take it back", one.id)
        lines.append(Line((f"You asked {to} to take over. You stay on call until {to} accepts.",), button=button))
    return tuple(lines)


def _reminder(mine: MyShifts) -> Part:
    """An overflow menu holds five options (Slack limit): as many as there are choices."""
    menu = tuple(Button(f"shift.remind.{hours}", _words(hours), str(hours)) for hours in REMINDERS)
    said = "Reminder before a shift: " + _words(mine.reminder)
    return Line((said,), menu=menu)


def _words(hours: int) -> str:
    return f"{hours} h before" if hours else "off"
