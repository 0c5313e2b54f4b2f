"""Heard: a proposal is made, owned, filled in, decided, worked on; and somebody reads what became of theirs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.saying import SORRY, STILL_HERE, message_tapped, say
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits.refused import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.learning import proposing
from handlers.ports import StoreUnavailable
from handlers.screens import Form
from handlers.screens.learning.proposal_forms import refuse_form
from handlers.shifts.outgoing import redraw_one

_PROPOSED = "Proposed. The managers of the site have it, and you hear what becomes of it."

_Move = Callable[[Wing, str, Person, datetime], None]

_MOVES: dict[str, _Move] = {
    "own": lambda wing, id_, who, at: proposing.own(wing.ports, id_, who.id, at),
    "accept": lambda wing, id_, who, at: proposing.accept(wing.ports, id_, who.id, at),
    "start": lambda wing, id_, who, at: proposing.start(wing.ports, id_, who.id, at),
    "done": lambda wing, id_, who, at: proposing.done(wing.ports, id_, who.id, at),
    "helped": lambda wing, id_, who, at: proposing.judge(wing.ports, id_, who.id, True, at),
    "helped_not": lambda wing, id_, who, at: proposing.judge(wing.ports, id_, who.id, False, at),
}
_FORMS: dict[str, Callable[[Wing, str, Person], Form]] = {
    "edit": lambda wing, id_, who: proposing.edit_form(wing.ports, id_, who.id),
    "refuse": lambda wing, id_, who: refuse_form(id_),
    "new": lambda wing, id_, who: proposing.form_for(wing.ports, id_, who.id, wing.now()),
}


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A button of a message, of App Home or after a note. What is refused is said, and the message drawn anew."""
    person = wing.person(*user_of(body))
    what = tap.arguments[0] if tap.arguments else ""
    if what in _MOVES:
        _move(wing, ack, body, person, what, tap.value)
        return
    ack()
    if what in _FORMS:
        afterwards(partial(_open, wing, body, person, what, tap.value))
    elif what == "from_note":
        afterwards(partial(_from_note, wing, body, person, tap.value))
    elif what == "read":
        afterwards(partial(_read, wing, body, person, tap.value))


def _move(wing: Wing, ack: Any, body: dict[str, Any], person: Person, what: str, id_: str) -> None:
    try:
        _MOVES[what](wing, id_, person, wing.now())
        ack()
    except EscalationError as refused:
        ack()
        _refused(wing, body, person, refused.sentence)
    except StoreUnavailable:
        ack()
        _refused(wing, body, person, SORRY)


def _open(wing: Wing, body: dict[str, Any], person: Person, what: str, id_: str) -> None:
    try:
        form = _FORMS[what](wing, id_, person)
    except EscalationError as refused:
        _refused(wing, body, person, refused.sentence, queue=False)
        return
    except StoreUnavailable:
        say(wing, body, person, SORRY)
        return
    push = (body.get("view") or {}).get("type") == "modal"
    wing.open_form(str(body.get("trigger_id", "")), form, push=push)


def _from_note(wing: Wing, body: dict[str, Any], person: Person, escalation_id: str) -> None:
    """On one tap; where the note does not say what should change, it is asked."""
    try:
        made = proposing.from_note(wing.ports, escalation_id, person.id, wing.now())
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
    except StoreUnavailable:
        say(wing, body, person, SORRY)
    else:
        if made is None:
            _open(wing, body, person, "new", escalation_id)
        else:
            say(wing, body, person, _PROPOSED)


def _read(wing: Wing, body: dict[str, Any], person: Person, value: str) -> None:
    screen = proposing.news_read(wing.ports, value, person.id, wing.now())
    if screen:
        wing.tell(person, str(body.get("response_url", "")), screen)


def changed(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """The kind of change was picked: for a weaker one the question comes first (domain.md d.6)."""
    person, view = wing.person(*user_of(body)), body.get("view") or {}
    ack()
    afterwards(partial(_drawn_anew, wing, view, person))


def _drawn_anew(wing: Wing, view: dict[str, Any], person: Person) -> None:
    picks, texts = picks_and_texts(view)
    try:
        form = proposing.redrawn_form(wing.ports, context_of(view).get("proposal", ""), person.id, picks, texts)
    except (EscalationError, StoreUnavailable):
        return  # what stands in the form stays as it is
    shown = {"view_id": view.get("id"), "hash": view.get("hash"), "view": blocks.modal(form)}
    wing.quietly("views.update", {name: value for name, value in shown.items() if value})


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A form was sent. Bad input gets a sentence at its field, nothing is lost."""
    person, name = wing.person(*user_of(body)), str(view.get("callback_id", ""))
    try:
        _SENT[name](wing, view, person)
        ack()
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except StoreUnavailable:
        refuse(ack, view, STILL_HERE)
    else:
        if name == "proposal_new":
            afterwards(partial(say, wing, body, person, _PROPOSED))


def _edited(wing: Wing, view: dict[str, Any], person: Person) -> None:
    picks, texts = picks_and_texts(view)
    proposing.save_edit(wing.ports, context_of(view).get("proposal", ""), person.id, picks, texts, wing.now())


def _refuse(wing: Wing, view: dict[str, Any], person: Person) -> None:
    _, texts = picks_and_texts(view)
    id_, reason = context_of(view).get("proposal", ""), texts.get("reason", "")
    proposing.refuse(wing.ports, id_, person.id, reason, wing.now())


def _propose(wing: Wing, view: dict[str, Any], person: Person) -> None:
    picks, texts = picks_and_texts(view)
    context = context_of(view)
    wish = proposing.Wish(
        context.get("key", ""), context.get("site", ""), person.id, texts.get("change", ""), texts.get("now", ""),
        next(iter(picks.get("rule", ())), context.get("rule", "")), context.get("case", ""),
    )  # fmt: skip
    proposing.propose(wing.ports, wish, wing.now())


_SENT: dict[str, Callable[[Wing, dict[str, Any], Person], None]] = {
    "proposal_edit": _edited,
    "proposal_refuse": _refuse,
    "proposal_new": _propose,
}


def _refused(wing: Wing, body: dict[str, Any], person: Person, sentence: str, queue: bool = True) -> None:
    message_id = message_tapped(body)
    works: list[Callable[[], object]] = [partial(say, wing, body, person, sentence)]
    if message_id:
        works.append(lambda: redraw_one(wing.ports, message_id, wing.now()))
    for work in works:
        afterwards(work) if queue else work()
