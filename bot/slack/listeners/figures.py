"""Heard: somebody who manages a site asks for its figures, on the screen or as a file."""

from __future__ import annotations

from typing import Any

import structlog

from bot.afterwards import afterwards
from bot.pictures.figures import FigureCharts
from bot.slack import blocks
from bot.slack.files_out import SlackFiles
from bot.slack.listeners.saying import say
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.people import Person
from handlers.learning.figures import asked as figures
from handlers.ports import NotSent, OutcomeUnknown, StoreUnavailable

log = structlog.get_logger()

_NOT_NOW = "The figures could not be counted just now. Try again."
_NOT_SENT = "The file could not be sent. Try again."
_NOT_KNOWN = "It is not known whether the file arrived. If it is not here in a minute, try again."


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """*Figures* opens the question; *Download* sends a file to whoever tapped."""
    person = wing.person(*user_of(body))
    ack()
    what = tap.arguments[0] if tap.arguments else ""
    if what == "open":
        afterwards(lambda: _open(wing, body, person))
    elif what in ("csv", "pdf"):
        afterwards(lambda: _send(wing, body, person, tap.value, what))


def _open(wing: Wing, body: dict[str, Any], person: Person) -> None:
    try:
        form = figures.question(wing.memory.directory, person, wing.now())
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    wing.open_form(str(body.get("trigger_id", "")), form)


def _send(wing: Wing, body: dict[str, Any], person: Person, about: str, kind: str) -> None:
    site_id, _, month = about.partition("|")
    try:
        wanted = figures.asked(wing.memory.directory, person, site_id, month)
        found = figures.counted(wing.ports, wanted, wing.now())
        file = figures.as_csv(wanted, found) if kind == "csv" else figures.as_pdf(FigureCharts(), wanted, found)
        SlackFiles(wing.messenger).send(person, file.name, file.content, file.title)
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
    except StoreUnavailable:
        say(wing, body, person, _NOT_NOW)
    except NotSent as failed:
        log.warning("file_not_sent", error=failed.reason)
        say(wing, body, person, _NOT_SENT)
    except OutcomeUnknown as failed:
        log.warning("file_not_sent", error=failed.reason)
        say(wing, body, person, _NOT_KNOWN)


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Site and month were picked: the answer takes the question's place, first the words, then the pictures."""
    person = wing.person(*user_of(body))
    picks, _ = picks_and_texts(view)
    site_id, month = (next(iter(picks.get(name, ())), "") for name in ("site", "month"))
    try:
        wanted = figures.asked(wing.memory.directory, person, site_id, month)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
        return
    view_id = f"figures-{wing.ports.identity.new_id()}"
    ack(response_action="update", view=blocks.modal(figures.waiting(wanted), view_id))
    afterwards(lambda: _show(wing, body, person, wanted, view_id))


def _show(wing: Wing, body: dict[str, Any], person: Person, wanted: figures.Asked, view_id: str) -> None:
    try:
        month = figures.counted(wing.ports, wanted, wing.now())
    except StoreUnavailable:
        say(wing, body, person, _NOT_NOW)
        return
    words = blocks.modal(figures.shown(wanted, month), view_id)
    if not wing.quietly("views.update", {"external_id": view_id, "view": words}):
        return
    detail = figures.with_pictures(wing.pictures, FigureCharts(), wanted, month)
    if detail:
        drawn = blocks.modal(figures.shown(wanted, month, detail), view_id)
        wing.quietly("views.update", {"external_id": view_id, "view": drawn})
