"""Heard: words typed into the app's conversation. None are ever swallowed (screens.md rule 9)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bot.afterwards import afterwards
from bot.slack.listeners import learn
from bot.slack.text import typed
from bot.slack.wing import Wing
from domain.escalation import Escalation
from domain.escalation.inputs import Say
from domain.people import Person
from handlers.act import act
from handlers.one_line import Meaning, understand
from handlers.screens import Scene
from handlers.screens.picker import picker_answer
from handlers.screens.responder import told


def said(wing: Wing, body: dict[str, Any], event: dict[str, Any]) -> None:
    """A message in the app's DM; edits, joins and our own posts are none."""
    if event.get("channel_type") != "im" or event.get("subtype") or event.get("bot_id"):
        return
    words = typed(str(event.get("text") or ""))
    person = wing.person(str(event.get("user", "")))
    once = f"event:{body.get('event_id', '')}"
    if not words:
        return
    own, mine = _open_for(wing, person)
    if own is not None:
        act(wing.ports, own.id, Say(person.id, words=words), wing.now(), once=once)
    elif (line := understand(words)).meaning == Meaning.LEARN and line.words:
        learn.looked_for(wing, body, person, line.words)
    elif mine is not None:
        _paging_goes_on(wing, person, mine)
    else:
        site, place = wing.memory.prefill(person.id, "")
        screen = picker_answer(site, place, uuid4().hex, words)
        afterwards(lambda: wing.tell(person, "", screen))


def _open_for(wing: Wing, person: Person) -> tuple[Escalation | None, Escalation | None]:
    """The newest open escalation that this person raised, and one that they were paged for."""
    with wing.ports.store.read() as uow:
        own = uow.escalations.open_of_raiser(person.id)
        paged = [e for e in uow.escalations.open_at() if e.was_paged(person.id)]
    return (own[0] if own else None), (paged[0] if paged else None)


def _paging_goes_on(wing: Wing, person: Person, e: Escalation) -> None:
    directory = wing.memory.directory
    site = directory.site(e.site_id)
    if site is None:
        return
    scene = Scene(e, site, directory, wing.now())
    words = "Words here answer nothing: paging goes on." if e.epoch_open else "Noted by nobody: tap what you do."
    screen = told(scene, words, answer=e.epoch_open and e.answer_of(person.id) is None)
    afterwards(lambda: wing.tell(person, "", screen))
