"""The dialogs about a note as Slack views: opened, drawn anew where they stand, or put on top of one another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.slack import blocks
from bot.slack.payloads import Body, picks_and_texts
from bot.slack.wing import Wing
from domain.people import Person
from handlers.notes.entering import Filled
from handlers.notes.opening import writing_of
from handlers.notes.telling import Thanks
from handlers.screens import Form
from handlers.screens.notes.form import note_form
from handlers.screens.notes.writing import THANKS_FOR, THANKS_TO

HINTED = "hinted"


def form_of(
    wing: Wing, escalation_id: str, person: Person, more: bool = False, said: str = "", hinted: bool = False
) -> Form:
    """The note's form for this person, who may write it; `hinted`: what reads like a judgement was pointed out once."""
    form = note_form(writing_of(wing.ports, escalation_id, person.id, wing.now()), more, said)
    return replace(form, context={**form.context, HINTED: "yes"}) if hinted else form


def open_note(wing: Wing, trigger_id: str, escalation_id: str, person: Person) -> None:
    """The note's dialog, with what is known already."""
    wing.open_form(trigger_id, form_of(wing, escalation_id, person))


def draw_anew(wing: Wing, view: Body, form: Form) -> None:
    """The open view changes; what was entered stays where the fields stay. One that changed meanwhile is left alone."""
    arguments = {"view_id": view.get("id"), "hash": view.get("hash"), "view": blocks.modal(form)}
    wing.quietly("views.update", arguments)


def filled_of(view: Body) -> tuple[Filled, Thanks | None]:
    """What stands in the form, and whom it thanks."""
    picks, texts = picks_and_texts(view)
    to, words = next(iter(picks.pop(THANKS_TO, ())), ""), texts.pop(THANKS_FOR, "")
    return Filled(picks, texts), Thanks(to, words) if to else None


def fields_in(view: Body) -> set[str]:
    """The names of the fields of an open view."""
    shown: Any = view.get("blocks") or ()
    return {str(block.get("block_id")) for block in shown if block.get("type") == "input"}


def asks_the_same(form: Form, view: Body) -> bool:
    """Whether the open view has the fields of this form, and needs the same of them."""
    return _asked(blocks.modal(form)) == _asked(view)


def _asked(view: Body) -> set[tuple[str, bool]]:
    shown: Any = view.get("blocks") or ()
    return {(str(one.get("block_id")), bool(one.get("optional"))) for one in shown if one.get("type") == "input"}
