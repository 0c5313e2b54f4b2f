"""What the channel reads when hands change, and what admins read of gaps ahead, of topic and user group."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from domain.edits.words import capital, group_word
from domain.site import Directory, Site
from domain.watch.ahead import Trouble, follows, why_unreachable
from domain.watch.handoffs import Changed
from handlers.screens.parts import Button, Buttons, Inline, Line, Screen, Small, Text
from handlers.screens.shifts.words import clock, moment, plain, screen, span, where

_MOST = 10


def handoff_screen(directory: Directory, site: Site, changed: Sequence[Changed], at: datetime) -> Screen:
    """ "Tier 1, Harbour Hotel: Kim is on call until 06:00, after Dana." One line for each tier."""
    lines = [_handoff(directory, site, one, at) for one in changed]
    return Screen("\n".join(map(plain, lines)), tuple(Line(line) for line in lines))


def _handoff(directory: Directory, site: Site, one: Changed, at: datetime) -> Text:
    until: Text = (" until ", clock(one.until, at, site)) if one.until else ()
    tier = capital(where(site, one.tier))
    after = f", after {directory.name(one.before)}" if one.before else ""
    if one.person_id:
        return (f"{tier}: {directory.name(one.person_id)} is on call", *until, f"{after}.")
    return (f"{tier}: nobody is on call", *until, f"{after}. {follows(one.tier)}")


def ahead_screen(directory: Directory, site: Site, found: Sequence[Trouble]) -> Screen:
    """Everything that was found, soonest first, and the way to mend it."""
    lines = [Line(trouble_line(directory, site, one)) for one in found[:_MOST]]
    more = [Small((f"and {len(found) - _MOST} more in the next 14 days",))] if len(found) > _MOST else []
    row = Buttons((Button("desk.menu.standins", "Fill it", site.id, "primary"),))
    head, *others = lines
    return screen(head.text, *others, *more, row)


def trouble_line(directory: Directory, site: Site, one: Trouble) -> Text:
    """One gap, or one person whom no page reaches, and who is paged then."""
    tier = group_word(one.tier)
    when = _when(site, one)
    then = f"{directory.name(one.instead)} is paged instead." if one.instead else follows(one.tier)
    if not one.person_id:
        return (f"Nobody holds {tier} at {site.name}: ", *when, f". {then}")
    why = why_unreachable(directory.person(one.person_id))
    who = directory.name(one.person_id)
    return (f"{who} holds {tier} at {site.name}, ", *when, f", but cannot be paged: {why}. {then}")


def _when(site: Site, one: Trouble) -> tuple[Inline, ...]:
    if one.running:
        return ("now",) if one.endless else ("now, until ", moment(one.end, site))
    return ("from ", moment(one.start, site), " on") if one.endless else span(one.start, one.end, site)


_WHAT: Final[Mapping[str, str]] = {"topic": "The channel's topic", "group": "The user group"}
_REMEDIES: Final[Mapping[str, str]] = {
    "missing_scope": "StepIn's app may not do that. Paste app.yaml as its manifest and install it again.",
    "no_permission": "Let everybody change user groups (workspace settings, Permissions), or leave user_group out.",
    "no_group": "There is no such group any more. Put another one's id into the site file, or leave user_group out.",
    "nobody": "Nobody is on call, and a group cannot be empty: whoever was in it stays. Name somebody for a tier.",
    "not_in_channel": "In the channel write: /invite @StepIn",
    "no_room": "What else stands there leaves no room. Make it shorter.",
}


def standing_screen(site: Site, what: str, why: str) -> Screen:
    """ "The user group of Harbour Hotel is not in step with who is on call." and what helps."""
    remedy = _REMEDIES.get(why, f"Slack says {why}.")
    return screen((f"{_WHAT[what]} of {site.name} is not in step with who is on call. {remedy}",))
