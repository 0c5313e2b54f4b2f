"""Heard: the buttons and picks around a note: more of it, amended, read, and the raiser's own account."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.note_form import HINTED, asks_the_same, draw_anew, filled_of, form_of
from bot.slack.listeners.saying import say
from bot.slack.payloads import Tap, context_of, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.escalation.inputs import KeepNote
from domain.people import Person
from handlers.look import look
from handlers.notes.accounts import accounts_of, own_account
from handlers.notes.drafting import keep_draft
from handlers.notes.reading import earlier_of, exception_of
from handlers.notes.recent import recent_of
from handlers.ports import StoreUnavailable
from handlers.screens import Form
from handlers.screens.notes.account import account_form, accounts_form
from handlers.screens.notes.reading import earlier_form, exception_form
from handlers.screens.notes.recent import recent_form

_NOT_NOW = "This cannot be shown right now. Nothing was changed. Tap again."

_Make = Callable[[Wing, str, Person], Form]


def _earlier(wing: Wing, id_: str, person: Person) -> Form:
    return earlier_form(*earlier_of(wing.ports, id_, person.id, wing.now()))


def _accounts(wing: Wing, id_: str, person: Person) -> Form:
    return accounts_form(*accounts_of(wing.ports, id_, person.id, wing.now()))


def _account(wing: Wing, id_: str, person: Person) -> Form:
    return account_form(*own_account(wing.ports, id_, person.id, wing.now()))


def _exception(wing: Wing, id_: str, person: Person) -> Form:
    return exception_form(*exception_of(wing.ports, id_, person.id, wing.now()))


def _recent(wing: Wing, id_: str, person: Person) -> Form:
    return recent_form(recent_of(wing.ports, person.id, wing.now()))


def _amend(wing: Wing, id_: str, person: Person) -> Form:
    look(wing.ports, id_, KeepNote(person.id), wing.now())
    return form_of(wing, id_, person)


_FORMS: dict[str, _Make] = {
    "amend": _amend,
    "earlier": _earlier,
    "accounts": _accounts,
    "account": _account,
    "exception": _exception,
    "recent": _recent,
}


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A button of a message, of App Home, or of the form itself."""
    ack()
    person, view = wing.person(*user_of(body)), body.get("view") or {}
    what = tap.arguments[0] if tap.arguments else ""
    if what == "more":
        afterwards(partial(_kept, wing, body, view, person, more=True))
    elif what == "change":
        afterwards(partial(_change, wing, body, view, person, tap.value))
    elif what in _FORMS:
        afterwards(partial(_open, wing, body, person, what, tap.value))


def _open(wing: Wing, body: dict[str, Any], person: Person, what: str, id_: str) -> None:
    try:
        form = _FORMS[what](wing, id_, person)
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    except StoreUnavailable:
        say(wing, body, person, _NOT_NOW)
        return
    push = (body.get("view") or {}).get("type") == "modal"
    wing.open_form(str(body.get("trigger_id", "")), form, push=push)


def changed(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """One pick of the note changed: kept at once, with whatever else stands in the form (domain.md d.1)."""
    ack()
    person, view = wing.person(*user_of(body)), body.get("view") or {}
    afterwards(partial(_kept, wing, body, view, person))


def _kept(wing: Wing, body: dict[str, Any], view: dict[str, Any], person: Person, more: bool = False) -> None:
    """Keep what stands in the form; drawn anew only where other fields are asked now (d.2, rows 5 and 20)."""
    context = context_of(view)
    id_ = context.get("escalation", "")
    refused = keep_draft(wing.ports, id_, person.id, filled_of(view)[0], wing.now())
    if refused:
        say(wing, body, person, refused.sentence)
        return
    more = more or context.get("more") == "yes"
    form = form_of(wing, id_, person, more, hinted=context.get(HINTED) == "yes")
    if not asks_the_same(form, view):
        draw_anew(wing, view, form)


def _change(wing: Wing, body: dict[str, Any], view: dict[str, Any], person: Person, id_: str) -> None:
    """*Change it* after the hint: the form again, and no second hint."""
    try:
        look(wing.ports, id_, KeepNote(person.id), wing.now())
        form = form_of(wing, id_, person, hinted=True)
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    draw_anew(wing, view, form)
