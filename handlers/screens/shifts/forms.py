"""The dialogs of *My shifts*: cover for a part of a shift, a swap with a colleague, a hand-over by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.edits.words import capital
from domain.edits.words import span as shown_span
from domain.shifts.held import Held
from domain.site import Directory, Site
from handlers.screens.fields import Choice, Pick, PickMoment, Write
from handlers.screens.parts import Form, Line, Small, Text
from handlers.screens.scene import Scene
from handlers.screens.shifts.handing import open_list
from handlers.screens.shifts.words import span, where

MOST_CHOICES = 50
_REASON = "They read it. Nobody else does, and nobody has to give a reason."


def cover_form(site: Site, shift: Held, at: datetime, context: Mapping[str, str]) -> Form:
    """*I need cover*: the whole shift, or a part of it."""
    return Form(
        "shift_cover",
        "I need cover",
        (
            Line((f"{capital(where(site, shift.tier))}, ", *_when(site, shift))),
            PickMoment("start", "From", at=max(shift.start, at), optional=False),
            PickMoment("end", "Until", at=None if shift.endless else shift.end, optional=False),
            Write("note", "A note to those who are asked", limit=300, hint=_REASON),
            Small(("You are on call until somebody has taken it.",)),
        ),
        submit="Ask them",
        context=context,
    )


def swap_form(
    site: Site, directory: Directory, shift: Held, others: Sequence[Held], context: Mapping[str, str]
) -> Form:
    """*Swap*: which shift of a colleague one would take."""
    line = Line(("Yours: ", f"{where(site, shift.tier)}, ", *_when(site, shift)))
    if not others:
        return Form("shift_swap", "Swap", (line, Line(("Nobody else of this tier has a shift to swap.",))))
    choices = tuple(Choice(choice_id(one), _label(site, directory, one)) for one in others[:MOST_CHOICES])
    return Form(
        "shift_swap",
        "Swap",
        (
            line,
            Pick("shift", f"Which would you take? Times of {site.name}", choices, optional=False),
            Write("note", "A note to your colleague", limit=300),
            Small(("Nothing changes until they agree.",)),
        ),
        submit="Ask them",
        context=context,
    )


def hand_over_form(
    site: Site, shift: Held, people: Sequence[tuple[str, str]], open_now: tuple[Scene, ...], context: Mapping[str, str]
) -> Form:
    """*Hand over*: to whom, with what is open."""
    title = Line((capital(where(site, shift.tier)),))
    if not people:
        return Form("shift_hand_over", "Hand over", (title, Line(("Nobody else of this tier can be reached now.",))))
    choices = tuple(Choice(person, name) for person, name in people)
    return Form(
        "shift_hand_over",
        "Hand over",
        (
            title,
            Pick("to", "Who takes over?", choices, picked=(choices[0].id,), optional=False),
            Write("words", "What should they know?", one_line=False, limit=1000),
            *open_list(open_now),
            Small(("You stay on call until they accept.",)),
        ),
        submit="Ask them",
        context=context,
    )


def choice_id(shift: Held) -> str:
    """A shift of somebody as an option's id (Slack limit: 150)."""
    return f"{shift.start.isoformat()}|{shift.end.isoformat()}|{shift.person_id}"


def _label(site: Site, directory: Directory, shift: Held) -> str:
    return f"{directory.name(shift.person_id)} · {shown_span(shift.start, shift.end, site.zone)}"


def _when(site: Site, shift: Held) -> Text:
    return ("no end planned",) if shift.endless else span(shift.start, shift.end, site)
