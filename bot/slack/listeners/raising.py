"""Heard: somebody calls for help, by the command, its buttons, the dialog, or the shortcut (screens.md rules 1, 2)."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.ids import view_id_for
from bot.slack.listeners import learn
from bot.slack.payloads import Tap, channel_of, context_of, user_of
from bot.slack.text import fitting, typed
from bot.slack.wing import Wing
from domain.people import Person
from domain.severity import Severity
from domain.site import Site
from handlers.escalate import CallForHelp, link_same_place
from handlers.one_line import Meaning, OneLine, place_in, understand
from handlers.screens import Scene
from handlers.screens.picker import house_rules, picker_answer, raise_form
from handlers.screens.raiser import called, live_card


def command(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """`/escalate`, alone or in one line. Answered from memory and at most one commit; no Slack call before (P6)."""
    person = wing.person(*user_of(body))
    line = understand(typed(str(body.get("text") or "")))
    site, place = wing.memory.prefill(person.id, channel_of(body))
    if line.meaning == Meaning.RAISE:
        _one_line(wing, ack, body, person, line)
        return
    if line.meaning == Meaning.LEARN:
        ack()
        learn.looked_for(wing, body, person, line.words, str(body.get("response_url", "")))
        return
    key = uuid4().hex
    if line.meaning == Meaning.HOUSE_RULES:
        ack(**_private(blocks.message(house_rules(site, key))))
        return
    ack(**_private(blocks.message(picker_answer(site, place, key, line.words))))
    context = _context(key, site, place.id if place else "", str(body.get("response_url", "")), line.words)
    _open_picker(wing, body, key, context)


def shortcut(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """The global shortcut: the same dialog."""
    ack()
    open_raise(wing, body, wing.person(*user_of(body)))


def open_raise(wing: Wing, body: dict[str, Any], person: Person) -> None:
    """Open the raise dialog after the answer."""
    site, place = wing.memory.prefill(person.id, channel_of(body))
    key = uuid4().hex
    _open_picker(wing, body, key, _context(key, site, place.id if place else "", "", ""))


def _context(key: str, site: Site | None, place_id: str, response_url: str, words: str) -> dict[str, str]:
    site_id = site.id if site else ""
    found = {"key": key, "site": site_id, "place": place_id, "url": response_url, "words": fitting(words, 1000)}
    return {name: value for name, value in found.items() if value}


def _open_picker(wing: Wing, body: dict[str, Any], key: str, context: dict[str, str]) -> None:
    site = wing.memory.directory.site(context.get("site"))
    place = site.place(context.get("place")) if site else None
    form = raise_form(site, place, key, context)
    trigger_id = str(body.get("trigger_id", ""))
    afterwards(lambda: wing.open_form(trigger_id, form, view_id_for(key)))


def _private(message: dict[str, Any]) -> dict[str, Any]:
    return {**message, "response_type": "ephemeral"}


def _one_line(wing: Wing, ack: Any, body: dict[str, Any], person: Person, line: OneLine) -> None:
    """Complete without any dialog; the answer itself is the confirmation."""
    site, last_place = wing.memory.prefill(person.id, channel_of(body))
    named = place_in(line.words, site)
    place = named or last_place
    call = CallForHelp(
        key=f"command:{body.get('trigger_id', '')}",
        raiser=person,
        site=site,
        severity=line.severity,
        place_id=place.id if place else None,
        place_confirmed=named is not None,
        words="" if named and line.words.strip().lower() == named.name.lower() else line.words,
        about_colleague=line.about_colleague,
    )
    at = wing.now()
    scene = wing.record(call, at)
    ack(**_private(blocks.message(called(scene) if scene else wing.not_recorded(call))))
    _link(wing, scene)


def _link(wing: Wing, scene: Scene | None) -> None:
    if scene is not None:
        at = scene.at
        afterwards(lambda: link_same_place(wing.ports, scene.e.id, at))


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """One tap calls people: in the dialog, under the command, in the DM or on App Home."""
    person = wing.person(*user_of(body))
    call = _call(wing, body, person, tap)
    at = wing.now()
    scene = wing.record(call, at)
    ack()
    afterwards(lambda: _show(wing, body, person, call, scene))
    _link(wing, scene)


def _call(wing: Wing, body: dict[str, Any], person: Person, tap: Tap) -> CallForHelp:
    context = context_of(body.get("view") or {})
    site, place = wing.memory.prefill(person.id, channel_of(body))
    if chosen := wing.memory.directory.site(context.get("site")):
        site, place = chosen, chosen.place(context.get("place"))
    # A button of the command's answer carries the words that were typed behind its key.
    key, _, words = tap.value.partition(" ")
    words = words or context.get("words", "")
    sure = context.get("sure") == "yes"
    named = None if sure else place_in(words, site)
    place = named or place
    level = tap.arguments[0] if tap.arguments else ""
    about_colleague = level == "colleague"
    severity = Severity.__members__.get(level.upper(), Severity.THREATENING)
    return CallForHelp(
        key=key,
        raiser=person,
        site=site,
        severity=severity,
        place_id=place.id if place else None,
        place_confirmed=sure or named is not None,
        words=words,
        about_colleague=about_colleague,
        view_id=view_id_for(key),
    )


def _show(wing: Wing, body: dict[str, Any], person: Person, call: CallForHelp, scene: Scene | None) -> None:
    """The picker gives way to the card, wherever it stands; the card in the DM is on its way by itself."""
    screen = called(scene) if scene else wing.not_recorded(call)
    in_view = bool(body.get("view")) and (body.get("view") or {}).get("type") == "modal"
    url = context_of(body.get("view") or {}).get("url", "") if in_view else str(body.get("response_url", ""))
    # What was raised just now has its dialog in the outbox, behind its pages: nothing goes out before them (P4).
    just_raised = scene is not None and scene.e.raised_at == scene.at
    if in_view and not just_raised:
        view = blocks.modal_of(live_card(scene) if scene else screen, view_id_for(call.key))
        wing.quietly("views.update", {"external_id": view_id_for(call.key), "view": view})
    if url or not in_view:
        wing.tell(person, url, screen, replace=bool(url))
