"""Heard: a quick fix is agreed on, or done; and somebody asks for training."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.saying import SORRY, STILL_HERE, say
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits.refused import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.learning import fixing, training
from handlers.ports import StoreUnavailable
from handlers.screens import Form


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Quick fix*, *Done* or *Read*."""
    person, what = wing.person(*user_of(body)), tap.arguments[0] if tap.arguments else ""
    if what == "done":
        _done(wing, ack, body, person, tap.value)
        return
    ack()
    if what == "add":
        form = partial(fixing.fix_form_for, wing.ports, tap.value, person.id)
        afterwards(lambda: _open(wing, body, person, lambda: form(wing.now())))
    elif what == "read":
        afterwards(lambda: _read(wing, body, person, tap.value))


def training_tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Ask for training* on App Home."""
    person = wing.person(*user_of(body))
    ack()
    if tap.arguments == ("ask",):
        afterwards(lambda: _open(wing, body, person, lambda: training.ask_form(wing.ports, person.id)))


def _done(wing: Wing, ack: Any, body: dict[str, Any], person: Person, fix_id: str) -> None:
    try:
        fixing.finish(wing.ports, fix_id, person.id, wing.now())
        ack()
    except EscalationError as refused:
        ack()
        afterwards(partial(say, wing, body, person, refused.sentence))
    except StoreUnavailable:
        ack()
        afterwards(partial(say, wing, body, person, SORRY))


def _open(wing: Wing, body: dict[str, Any], person: Person, make: Callable[[], Form]) -> None:
    try:
        form = make()
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    except StoreUnavailable:
        say(wing, body, person, SORRY)
        return
    push = (body.get("view") or {}).get("type") == "modal"
    wing.open_form(str(body.get("trigger_id", "")), form, push=push)


def _read(wing: Wing, body: dict[str, Any], person: Person, fix_id: str) -> None:
    screen = fixing.fix_read(wing.ports, fix_id, person.id, wing.now())
    if screen:
        wing.tell(person, str(body.get("response_url", "")), screen)


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """The form of a quick fix, or of a wish for training, was sent."""
    person = wing.person(*user_of(body))
    send = _wished if view.get("callback_id") == "training_ask" else _added
    try:
        said = send(wing, view, person)
        ack()
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except StoreUnavailable:
        refuse(ack, view, STILL_HERE)
    else:
        afterwards(partial(say, wing, body, person, said))


def _added(wing: Wing, view: dict[str, Any], person: Person) -> str:
    picks, texts = picks_and_texts(view)
    context = context_of(view)
    owner = next(iter(picks.get("owner", ())), None)
    wish = fixing.FixWish(
        context.get("key", ""), context.get("escalation", ""), person.id, texts.get("what", ""), owner,
        _day(texts.get("due", "")),
    )  # fmt: skip
    fixing.add_fix(wing.ports, wish, wing.now())
    return "Added. It stands on App Home until it is done."


def _wished(wing: Wing, view: dict[str, Any], person: Person) -> str:
    picks, texts = picks_and_texts(view)
    topic, key = next(iter(picks.get("topic", ())), ""), context_of(view).get("key", "")
    name = training.ask(wing.ports, person.id, key, topic, texts.get("words", ""), wing.now())
    return f"Sent to {name}, and to nobody else."


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
