"""Heard: what managers do with their shifts: cover, swap, *I'm on*, hand-over, reminders."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.saying import SORRY, STILL_HERE, message_tapped, say
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits.refused import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.ports import StoreUnavailable
from handlers.shifts import answering, asking, handing_over, opening, starting
from handlers.shifts.mine import remind
from handlers.shifts.outgoing import redraw_one
from handlers.shifts.payloads import Asked

_Do = Callable[[Wing, str, Person, datetime], None]

_TAPS: dict[tuple[str, ...], _Do] = {
    ("cover", "take"): lambda wing, value, who, at: answering.take(wing.ports, value, who.id, at),
    ("cover", "cannot"): lambda wing, value, who, at: answering.cannot(wing.ports, value, who.id, at),
    ("cover", "withdraw"): lambda wing, value, who, at: answering.withdraw(wing.ports, value, who.id, at),
    ("cover", "approve"): lambda wing, value, who, at: answering.approve(wing.ports, value, who.id, at),
    ("cover", "decline"): lambda wing, value, who, at: answering.decline(wing.ports, value, who.id, at),
    ("on", "now"): lambda wing, value, who, at: starting.be_on(wing.ports, Asked.of(value), who.id, at),
    ("on", "ahead"): lambda wing, value, who, at: starting.be_there(wing.ports, Asked.of(value), who.id, at),
    ("over", "accept"): lambda wing, value, who, at: handing_over.accept(wing.ports, value, who.id, at),
    ("over", "back"): lambda wing, value, who, at: handing_over.take_back(wing.ports, value, who.id, at),
}


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A button of a message or of *My shifts*. Whatever is refused is said, and the message drawn anew."""
    person = wing.person(*user_of(body))
    verb = tap.arguments[0] if tap.arguments else ""
    if verb == "form":
        ack()
        afterwards(partial(_open, wing, body, person, tap.arguments[-1], tap.value))
        return
    try:
        if verb == "remind" and tap.value.isascii() and tap.value.isdigit():
            remind(wing.ports, person.id, int(tap.value))
        elif do := _TAPS.get(tap.arguments):
            do(wing, tap.value, person, wing.now())
        ack()
    except EscalationError as refused:
        ack()
        _refused(wing, body, person, refused.sentence)
    except StoreUnavailable:
        ack()
        _refused(wing, body, person, SORRY)


def _open(wing: Wing, body: dict[str, Any], person: Person, what: str, value: str) -> None:
    try:
        form = opening.form(wing.ports, what, value, person, wing.now())
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    if form:
        wing.open_form(str(body.get("trigger_id", "")), form)


def _refused(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    message_id = message_tapped(body)
    afterwards(lambda: say(wing, body, person, sentence))
    if message_id:
        afterwards(lambda: redraw_one(wing.ports, message_id, wing.now()))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A form was sent. Bad input gets a sentence at its field, nothing is lost."""
    person = wing.person(*user_of(body))
    picks, texts = picks_and_texts(view)
    context, at = context_of(view), wing.now()
    try:
        name = str(view.get("callback_id", ""))
        if name == "shift_cover":
            asking.ask(wing.ports, opening.cover_wish(context, texts, person.id), at)
        elif name == "shift_swap":
            picked = next(iter(picks.get("shift", ())), "")
            asking.ask(wing.ports, opening.swap_wish(context, picked, texts, person.id), at)
        else:
            to = next(iter(picks.get("to", ())), "")
            handing_over.hand_over(wing.ports, opening.giving(context, to, texts, person.id), at)
        ack()
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except StoreUnavailable:
        refuse(ack, view, STILL_HERE)
