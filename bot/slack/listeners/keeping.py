"""Heard: a manager keeps something that is over under hold, lifts the hold, or asks how long it is kept (e.6)."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.saying import SORRY
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.escalation.inputs import HOLDS, SetHold
from domain.people import Person
from handlers.learning.keeping.holding import hold, lift
from handlers.look import look
from handlers.ports import CommitUnknown, StoreUnavailable
from handlers.screens import Screen
from handlers.screens.holding import hold_form, kept_form
from handlers.screens.parts import Line

_STILL_HERE = "NOT RECORDED. Nothing was changed; what you picked is still here. Try again."
_FORMS = {"ask": hold_form, "until": kept_form}


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """An entry of the menu of what is over."""
    ack()
    person = wing.person(*user_of(body))
    what = tap.arguments[0] if tap.arguments else ""
    if what in (*_FORMS, "lift"):
        afterwards(partial(_do, wing, body, person, what, tap.value))


def _do(wing: Wing, body: dict[str, Any], person: Person, what: str, id_: str) -> None:
    try:
        if what == "lift":
            refused = lift(wing.ports, id_, person.id, wing.now()).refusal
            sentence = refused.sentence if refused else ""
        else:
            scene = look(wing.ports, id_, SetHold(person.id), wing.now())
            wing.open_form(str(body.get("trigger_id", "")), _FORMS[what](scene))
            return
    except EscalationError as refusal:
        sentence = refusal.sentence
    except (StoreUnavailable, CommitUnknown):
        sentence = SORRY
    if sentence:
        wing.tell(person, str(body.get("response_url", "")), Screen(sentence, (Line((sentence,)),)))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """*Keep it*."""
    person = wing.person(*user_of(body))
    why = next(iter(picks_and_texts(view)[0].get("why", ())), "")
    try:
        if why not in HOLDS:
            refuse(ack, view, "Pick who may need it.")
            return
        refused = hold(wing.ports, context_of(view).get("escalation", ""), person.id, why, wing.now()).refusal
        if refused:
            raise refused
        ack()
    except EscalationError as refusal:
        refuse(ack, view, refusal.sentence)
    except (StoreUnavailable, CommitUnknown):
        refuse(ack, view, _STILL_HERE)
