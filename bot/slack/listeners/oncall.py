"""Heard: somebody asks who is on call, by `/oncall`, its buttons or its form. Nothing here changes anything."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.desk import open_desk
from bot.slack.listeners.saying import say
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, channel_of, context_of, picks_and_texts, user_of
from bot.slack.text import typed
from bot.slack.wing import Wing
from domain.edits import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.oncall.answer import answer, answer_to_form, form_about, now, site_of

_EDIT = "edit"


def command(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """`/oncall`, alone or with words behind it: answered from memory alone. `/oncall edit` opens the admin's desk."""
    person = wing.person(*user_of(body))
    line = typed(str(body.get("text") or ""))
    if line.casefold() == _EDIT:
        ack()
        open_desk(wing, body, person)
        return
    directory = wing.memory.directory
    site = directory.site_for(person.id, channel_of(body))
    screen = answer(directory, person, site, line, wing.now(), uuid4().hex)
    ack(**blocks.message(screen), response_type="ephemeral")


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Another time*, or another site, whose answer takes the place of the one tapped in."""
    person = wing.person(*user_of(body))
    ack()
    what = tap.arguments[0] if tap.arguments else ""
    if what == "ask":
        afterwards(lambda: _ask(wing, body, person, tap.value))
    elif what == "site":
        afterwards(lambda: _show(wing, body, person, tap.value))


def _ask(wing: Wing, body: dict[str, Any], person: Person, value: str) -> None:
    try:
        form = form_about(wing.memory.directory, value, wing.now())
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    wing.open_form(str(body.get("trigger_id", "")), form)


def _show(wing: Wing, body: dict[str, Any], person: Person, site_id: str) -> None:
    directory = wing.memory.directory
    try:
        screen = now(directory, person, site_of(directory, site_id), wing.now())
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    url = str(body.get("response_url", ""))
    wing.tell(person, url, screen, replace=bool(url))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """The form was sent: the answer takes its place, or a sentence stands at the field."""
    picks, texts = picks_and_texts(view)
    try:
        site_id = context_of(view).get("site", "")
        form = answer_to_form(wing.memory.directory, site_id, picks, texts, wing.now())
        ack(response_action="update", view=blocks.modal(form))
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
