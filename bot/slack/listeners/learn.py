"""Heard: somebody looks for what helped before, or says whether it did. The answer is theirs alone, and the search
never stands before it: Slack has its answer first."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.payloads import Tap, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.people import Person
from handlers.learning.finding.asked import Asked
from handlers.learning.finding.finding import NotForYou, find, may_find
from handlers.learning.finding.voting import vote
from handlers.ports import StoreUnavailable
from handlers.screens import Form, Screen
from handlers.screens.learning.found import asked_in, found_screen, not_searched, search_form
from handlers.screens.parts import Line

_NOT_NOW = "This could not be searched just now. Try again in a minute."
_NOT_KEPT = "NOT RECORDED. Tap again."


def looked_for(wing: Wing, body: dict[str, Any], person: Person, words: str, response_url: str = "") -> None:
    """A line such as "learn refund without receipt"; without words the dialog opens, where it can."""
    trigger_id = str(body.get("trigger_id", ""))
    if not words and trigger_id:
        afterwards(lambda: _open(wing, trigger_id, person, response_url, Asked()))
    else:
        afterwards(lambda: _answer(wing, person, response_url, Asked.of({"words": words})))


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Find what helped*, *More*, *Change the search*, *This helped*, *Didn't*."""
    person = wing.person(*user_of(body))
    ack()
    what = tap.arguments[0] if tap.arguments else ""
    url = str(body.get("response_url", ""))
    if what == "open":
        trigger_id = str(body.get("trigger_id", ""))
        afterwards(lambda: _open(wing, trigger_id, person, url, Asked.of_text(tap.value)))
    elif what == "more":
        view_id = str((body.get("view") or {}).get("id", ""))
        afterwards(lambda: _more(wing, person, url, view_id, Asked.of_text(tap.value)))
    elif what in ("helped", "not"):
        afterwards(lambda: _vote(wing, person, url, tap.value, what == "helped"))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """*Search* in the dialog: it says that it is looking, then shows what it found."""
    person = wing.person(*user_of(body))
    asked = asked_in(*picks_and_texts(view))
    external_id = f"learn-{uuid4().hex}"
    looking = search_form(wing.memory.directory, asked, None, wing.now(), looking=True)
    ack(response_action="update", view=blocks.modal(looking, external_id))
    afterwards(lambda: _fill(wing, person, {"external_id": external_id}, external_id, asked))


def _open(wing: Wing, trigger_id: str, person: Person, url: str, asked: Asked) -> None:
    """The dialog opens first and looks up later, as a trigger is good for three seconds."""
    if not may_find(wing.memory.directory, person):
        _say(wing, person, url, NotForYou().sentence)
        return
    external_id = f"learn-{uuid4().hex}"
    form = search_form(wing.memory.directory, asked, None, wing.now(), looking=bool(asked.words))
    wing.open_form(trigger_id, form, external_id)
    if asked.words:
        _fill(wing, person, {"external_id": external_id}, external_id, asked)


def _answer(wing: Wing, person: Person, url: str, asked: Asked, replace: bool = False) -> None:
    at = wing.now()
    try:
        screen = found_screen(wing.memory.directory, asked, find(wing.ports, person, asked, at), at)
    except EscalationError as refused:
        _say(wing, person, url, refused.sentence)
    except StoreUnavailable:
        _say(wing, person, url, _NOT_NOW)
    else:
        wing.tell(person, url, screen, replace=replace)


def _more(wing: Wing, person: Person, url: str, view_id: str, asked: Asked) -> None:
    if view_id:
        _fill(wing, person, {"view_id": view_id}, f"learn-{uuid4().hex}", asked)
    else:
        _answer(wing, person, url, asked, replace=bool(url))


def _fill(wing: Wing, person: Person, which: dict[str, str], external_id: str, asked: Asked) -> None:
    """Put what is found into the open dialog."""
    view = blocks.modal(_filled(wing, person, asked), external_id)
    wing.quietly("views.update", {**which, "view": view})


def _filled(wing: Wing, person: Person, asked: Asked) -> Form:
    at, directory = wing.now(), wing.memory.directory
    try:
        return search_form(directory, asked, find(wing.ports, person, asked, at), at)
    except EscalationError as refused:
        return not_searched(directory, asked, refused.sentence, at)
    except StoreUnavailable:
        return not_searched(directory, asked, _NOT_NOW, at)


def _vote(wing: Wing, person: Person, url: str, about: str, helped: bool) -> None:
    escalation_id, _, lesson_id = about.partition(" ")
    try:
        vote(wing.ports, person, escalation_id, lesson_id, helped, wing.now())
    except EscalationError as refused:
        _say(wing, person, url, refused.sentence)
    except StoreUnavailable:
        _say(wing, person, url, _NOT_KEPT)


def _say(wing: Wing, person: Person, url: str, sentence: str) -> None:
    wing.tell(person, url, Screen(sentence, (Line((sentence,)),)))
