"""Heard: a form about an escalation was sent. Bad input gets a sentence, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.ids import view_id_for
from bot.slack.listeners.acting import sentence_for
from bot.slack.listeners.note_form import form_of
from bot.slack.listeners.saying import STILL_HERE
from bot.slack.payloads import context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.escalation import inputs as i
from domain.people import Person
from domain.severity import Flag, Severity
from handlers.act import Outcome, act
from handlers.notes.opening import writing_of
from handlers.ports import StoreUnavailable
from handlers.resolve import resolve
from handlers.screens.picker import raise_form

Picks = dict[str, tuple[str, ...]]
Texts = dict[str, str]


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A form was sent."""
    person = wing.person(*user_of(body))
    picks, texts = picks_and_texts(view)
    context = context_of(view)
    name = str(view.get("callback_id", ""))
    try:
        if name == "place" and "escalation" not in context:
            _place_of_picker(wing, ack, context, picks)
        elif name in _SUBMIT:
            _SUBMIT[name](wing, ack, person, context.get("escalation", ""), picks, texts, context)
        else:
            ack()
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except StoreUnavailable:
        refuse(ack, view, STILL_HERE)


def refuse(ack: Any, view: dict[str, Any], sentence: str, field: str = "") -> None:
    """A sentence at a field; a form without fields shows it in place of itself."""
    inputs = [block["block_id"] for block in view.get("blocks", ()) if block.get("type") == "input"]
    at_field = field if field in inputs else (inputs[0] if inputs else "")
    if at_field:
        ack(response_action="errors", errors={at_field: sentence})
        return
    shown = {key: view[key] for key in ("type", "callback_id", "title", "close", "private_metadata") if view.get(key)}
    text = {"type": "section", "text": {"type": "plain_text", "text": sentence}}
    ack(response_action="update", view={**shown, "blocks": [text]})


def _place_of_picker(wing: Wing, ack: Any, context: dict[str, str], picks: Picks) -> None:
    """*Change* in the raise dialog: nothing is raised yet, so only the dialog changes."""
    place_id = next(iter(picks.get("place", ())), "")
    chosen = {**context, "place": place_id, "sure": "yes"}
    ack()
    site = wing.memory.directory.site(context.get("site"))
    key = context.get("key", "")
    form = raise_form(site, site.place(place_id) if site else None, key, chosen)
    view = blocks.modal(form, view_id_for(key))
    afterwards(lambda: wing.quietly("views.update", {"external_id": view_id_for(key), "view": view}))


def _done(ack: Any, outcome: Outcome) -> None:
    if outcome.refusal:
        raise type(outcome.refusal)(sentence_for(outcome.scene, outcome.refusal))
    ack()


def _place(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    scene = writing_of(wing.ports, id_, person.id, wing.now()).scene
    place = scene.site.place(next(iter(picks.get("place", ())), ""))
    if place is None:
        raise EscalationError("Pick a place.")
    change = i.SetPlace(person.id, place_id=place.id, silent=place.silent, lone=place.lone)
    _done(ack, act(wing.ports, id_, change, wing.now()))


def _flags(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    ticked = frozenset(Flag(one) for group in ("danger", "about") for one in picks.get(group, ()) if one in set(Flag))
    outcome = act(wing.ports, id_, i.SetFlags(person.id, flags=ticked), wing.now(), safety=True)
    if outcome.refusal is None and texts.get("words"):
        outcome = act(wing.ports, id_, i.Say(person.id, words=texts["words"]), wing.now())
    _done(ack, outcome)


def _severity(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    to = Severity.__members__.get(next(iter(picks.get("severity", ())), "").upper())
    if to is None:
        raise EscalationError("Pick a level, or close this.")
    change = i.LowerSeverity(person.id, to=to, reason=texts.get("reason", ""))
    _done(ack, act(wing.ports, id_, change, wing.now()))


def _hand_on(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    to = next(iter(picks.get("person", ())), "")
    _done(ack, act(wing.ports, id_, i.HandOn(person.id, to=to), wing.now()))


def _colleague(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    named = next(iter(picks.get("person", ())), "")
    _done(ack, act(wing.ports, id_, i.NameColleague(person.id, person_id=named), wing.now()))


def _same_event(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    other = next(iter(picks.get("other", ())), "")
    _done(ack, act(wing.ports, id_, i.SaySameEvent(person.id, other_id=other), wing.now()))


def _stand_down(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    _done(ack, act(wing.ports, id_, i.StandDown(person.id, saw=context.get("saw") == "yes"), wing.now()))


def _seen(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    outcome = resolve(wing.ports, id_, person.id, wing.now(), saw=True)
    if outcome.refusal:
        _done(ack, outcome)
    ack(response_action="update", view=blocks.modal(form_of(wing, id_, person)))


def _minutes(wing: Wing, ack: Any, person: Person, id_: str, picks: Picks, texts: Texts, context: Texts) -> None:
    typed = texts.get("minutes", "").strip()
    if not typed:
        ack()
        return
    if not (typed.isascii() and typed.isdigit()) or not 0 < int(typed) <= 240:
        raise EscalationError("Write the minutes as a number, such as 18.")
    _done(ack, act(wing.ports, id_, i.ComeOnTheWay(person.id, minutes=int(typed)), wing.now()))


_Submit = Callable[[Wing, Any, Person, str, Picks, Texts, Texts], None]

_SUBMIT: dict[str, _Submit] = {
    "place": _place,
    "flags": _flags,
    "severity": _severity,
    "hand_on": _hand_on,
    "colleague": _colleague,
    "same_event": _same_event,
    "stand_down": _stand_down,
    "seen": _seen,
    "minutes": _minutes,
}
