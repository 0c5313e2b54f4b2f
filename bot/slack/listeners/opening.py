"""Heard: somebody opens App Home or a dialog. Nothing here changes an escalation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.afterwards import afterwards
from bot.slack.listeners.note_form import open_note
from bot.slack.listeners.raising import open_raise
from bot.slack.payloads import Tap, context_of, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.escalation import inputs as i
from domain.people import Person
from handlers.home import home_of, open_home
from handlers.look import look
from handlers.ports import NotSent, OutcomeUnknown
from handlers.reach import phone_rang, test_phone
from handlers.screens import Form, Scene, Screen
from handlers.screens import forms as f
from handlers.screens.home import phone_test
from handlers.screens.parts import Line


def home_opened(wing: Wing, body: dict[str, Any], event: dict[str, Any]) -> None:
    """Publish App Home for whoever opened it, and keep it fresh from now on."""
    if event.get("tab", "home") != "home":
        return
    person = wing.person(str(event.get("user", "")))

    def publish() -> None:
        open_home(wing.ports, person, wing.now())
        try:
            wing.messenger.show(person.user_id, home_of(wing.ports, person, wing.now()))
        except (NotSent, OutcomeUnknown):
            return  # the next change, or the next look, draws it again

    afterwards(publish)


def home_tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """The buttons of App Home that are about no escalation."""
    person = wing.person(*user_of(body))
    ack()
    what = tap.arguments[0] if tap.arguments else ""
    if what == "raise":
        open_raise(wing, body, person)
    elif what == "test_phone":
        afterwards(lambda: test_phone(wing.ports, person, wing.now()))
    elif what == "rang":
        afterwards(lambda: _rang(wing, body, person))


def _rang(wing: Wing, body: dict[str, Any], person: Person) -> None:
    phone_rang(wing.ports, person, wing.now())
    wing.tell(person, str(body.get("response_url", "")), phone_test(rang=True), replace=True)


def place_tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Change* in the raise dialog."""
    ack()
    context = context_of(body.get("view") or {})
    site = wing.memory.directory.site(context.get("site"))
    if site and site.places:
        form = f.place_form(site, context.get("place"), context)
        afterwards(lambda: wing.open_form(str(body.get("trigger_id", "")), form, push=True))


def form_tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A tap that opens a dialog about one escalation."""
    ack()
    what = tap.arguments[0] if tap.arguments else ""
    person = wing.person(*user_of(body))
    if what in _WISHES:
        afterwards(lambda: _open(wing, body, what, tap.value, person))


def _open(wing: Wing, body: dict[str, Any], what: str, escalation_id: str, person: Person) -> None:
    trigger_id = str(body.get("trigger_id", ""))
    try:
        scene = look(wing.ports, escalation_id, _WISHES[what](person.id), wing.now())
    except EscalationError as refused:
        screen = Screen(refused.sentence, (Line((refused.sentence,)),))
        wing.tell(person, str(body.get("response_url", "")), screen)
        return
    if what == "note":
        open_note(wing, trigger_id, escalation_id, person)
        return
    push = (body.get("view") or {}).get("type") == "modal"
    wing.open_form(trigger_id, _FORMS[what](wing, scene, person), push=push)


def _people(wing: Wing, scene: Scene, but: set[str]) -> tuple[tuple[str, str], ...]:
    site, directory = scene.site, wing.memory.directory
    callable_ = [p for group in site.groups.values() for p in group]
    found = (directory.person(one) for one in dict.fromkeys([*callable_, *site.last_resort]))
    return tuple((p.id, p.name) for p in found if p and p.reachable and p.id not in but)


def _hand_on(wing: Wing, scene: Scene, person: Person) -> Form:
    away = {person.id, scene.e.raiser_id} | set(scene.e.excluded)
    return f.people_form("hand_on", "Hand on", "Who should take it?", _people(wing, scene, away), scene.e)


def _colleague(wing: Wing, scene: Scene, person: Person) -> Form:
    named = _people(wing, scene, {person.id})
    return f.people_form(
        "colleague", "About a colleague", "Who is it? Only those helping you see this.", named, scene.e
    )


# What the person wants to do with a form: whoever may not do it does not see the form either.
_WISHES: dict[str, Callable[[str], i.Input]] = {
    "note": i.KeepNote,
    "place": i.SetPlace,
    "flags": i.SetFlags,
    "severity": i.RaiseSeverity,
    "hand_on": i.HandOn,
    "colleague": i.NameColleague,
    "same_event": i.SaySameEvent,
    "stand_down": i.StandDown,
}

_FORMS: dict[str, Callable[[Wing, Scene, Person], Form]] = {
    "place": lambda wing, scene, person: f.place_form(scene.site, scene.e.place_id, {"escalation": scene.e.id}),
    "flags": lambda wing, scene, person: f.flags_form(scene.e),
    "severity": lambda wing, scene, person: f.severity_form(scene.e),
    "hand_on": _hand_on,
    "colleague": _colleague,
    "same_event": lambda wing, scene, person: f.same_event_form(scene),
    "stand_down": lambda wing, scene, person: f.stand_down_form(scene),
}
