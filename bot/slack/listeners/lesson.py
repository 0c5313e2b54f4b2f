"""Heard: what others will read of a note is opened, shared, or kept back; only a person decides that (d.4, e.6)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.note_form import draw_anew
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.people import Person
from handlers.learning.clearing import personal_in, words_known
from handlers.learning.sharing import keep_back, keep_words, lesson_for, share
from handlers.ports import CommitUnknown, StoreUnavailable
from handlers.screens import Scene, Screen
from handlers.screens.notes.lesson import kept_back_form, lesson_form
from handlers.screens.parts import Line

_SORRY = "NOT SHARED. Nothing was changed; what you entered is still here. Try again."
_NOT_NOW = "Nothing was changed. Tap again."


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Look at it* on App Home, and *Never share it* in the dialog."""
    ack()
    person = wing.person(*user_of(body))
    if tap.arguments == ("open",):
        afterwards(partial(_said, wing, body, person, partial(_open, wing, body, person, tap.value)))
    elif tap.arguments == ("keep_back",):
        afterwards(partial(_said, wing, body, person, partial(_keep_back, wing, body, person, tap.value)))


def _said(wing: Wing, body: dict[str, Any], person: Person, do: Callable[[], None]) -> None:
    try:
        do()
        return
    except EscalationError as refused:
        sentence = refused.sentence
    except (StoreUnavailable, CommitUnknown):
        sentence = _NOT_NOW
    wing.tell(person, str(body.get("response_url", "")), Screen(sentence, (Line((sentence,)),)))


def _open(wing: Wing, body: dict[str, Any], person: Person, id_: str) -> None:
    form = lesson_form(*lesson_for(wing.ports, id_, person.id, wing.now()))
    wing.open_form(str(body.get("trigger_id", "")), form)


def _keep_back(wing: Wing, body: dict[str, Any], person: Person, id_: str) -> None:
    scene, _ = lesson_for(wing.ports, id_, person.id, wing.now())
    keep_back(wing.ports, id_, person.id, wing.now())
    draw_anew(wing, body.get("view") or {}, kept_back_form(scene))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """*Share*. What is personal in the words is pointed out once, and never in the way."""
    person, context = wing.person(*user_of(body)), context_of(view)
    id_, text = context.get("escalation", ""), picks_and_texts(view)[1].get("text", "")
    try:
        scene, lesson = lesson_for(wing.ports, id_, person.id, wing.now())
        still = _still(scene, text) if context.get("still") != "yes" else ()
        if still:
            keep_words(wing.ports, id_, person.id, text, wing.now())
            ack(response_action="update", view=blocks.modal(lesson_form(scene, lesson, still, text)))
            return
        share(wing.ports, id_, person.id, text, wing.now())
        ack()
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except (StoreUnavailable, CommitUnknown):
        refuse(ack, view, _SORRY)


def _still(scene: Scene, text: str) -> tuple[str, ...]:
    found = personal_in(text, words_known(scene.site, scene.directory))
    return tuple(dict.fromkeys(one.words for one in found))


def closed(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """*Not now*: the words as they stand are kept, and the lesson waits on App Home."""
    ack()
    person, id_ = wing.person(*user_of(body)), context_of(view).get("escalation", "")
    text = picks_and_texts(view)[1].get("text")
    if text is not None:
        afterwards(lambda: keep_words(wing.ports, id_, person.id, text, wing.now()))
