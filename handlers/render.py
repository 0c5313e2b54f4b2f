"""What one message of the outbox says now: its screen, made from the escalation as it stands at this moment."""

from __future__ import annotations

from datetime import datetime

from domain.learning.keeping import stub_from
from domain.page import Kind, Message
from domain.people import Standing
from domain.severity import Severity
from domain.site import Directory
from handlers.act import scene_of
from handlers.learning.drawing import PREFIX, learning_screen
from handlers.learning.finding.similar import looked
from handlers.ports import UnitOfWork
from handlers.roster import standing_of
from handlers.screens import Scene, Screen
from handlers.screens.channel import channel_call, channel_card, thread_line
from handlers.screens.holding import bare_stub, stub
from handlers.screens.home import phone_test
from handlers.screens.learning.similar import NOTHING_FOUND, for_raiser, for_responder
from handlers.screens.parts import Part
from handlers.screens.raiser import live_card
from handlers.screens.responder import page, page_list, told
from handlers.shifts.drawing import shift_screen


def screen_of(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The screen of a message; None where it says nothing any more and need not be sent."""
    if message.kind == Kind.LIST:
        return _list(uow, message, directory, at)
    if "stub" in message.detail:
        return bare_stub(message.detail["stub"])
    if message.escalation_id is None:
        return _of_none(uow, message, directory, at)
    e = uow.escalations.get(message.escalation_id)
    site = directory.site(e.site_id) if e else None
    if e is None or site is None:
        return None
    scene = scene_of(uow, e, site, directory, at)
    if _is_stub(message, scene):
        return stub(scene, _reader(uow, scene, message.person_id) if message.kind == Kind.PAGE else None)
    return _about(uow, message, directory, at) if "about" in message.detail else _drawn(uow, message, scene)


def _is_stub(message: Message, scene: Scene) -> bool:
    """Long enough over, and long enough there, that chat keeps nothing but its reference (domain.md e.6)."""
    since = stub_from(scene.e, scene.site.learning.keeping, message.made_at)
    return since is not None and scene.at >= since


def _of_none(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    if "about" in message.detail:
        return _about(uow, message, directory, at)
    return phone_test(message.detail.get("rang") == "yes")


def _about(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    if message.detail["about"].startswith(PREFIX):
        return learning_screen(uow, message, directory, at)
    return shift_screen(uow, message, directory, at)


def _drawn(uow: UnitOfWork, message: Message, scene: Scene) -> Screen | None:
    detail = message.detail
    if message.kind == Kind.PAGE:
        return _page(uow, message, scene)
    if message.kind == Kind.RAISER_CARD:
        asking = detail.get("why") == "check"
        return live_card(scene, not message.superseded, asking, _before(uow, message, scene))
    if message.kind == Kind.MODAL_CARD:
        return live_card(scene, before=_before(uow, message, scene))
    if message.kind == Kind.CHANNEL_CARD:
        return channel_card(scene)
    if message.kind == Kind.CHANNEL_CALL:
        return channel_call(scene, detail.get("why", ""))
    if message.kind == Kind.THREAD:
        names = {"by": scene.name(detail.get("by")), "person": scene.name(detail.get("person"))}
        return thread_line(scene, detail.get("words", "").format(**names))
    if detail.get("card"):
        return page(scene, _reader(uow, scene, message.person_id), times=1)
    words, quote = detail.get("words", ""), detail.get("quote", "")
    return told(scene, words, quote, bool(detail.get("answer")), bool(detail.get("while_open")))


def _page(uow: UnitOfWork, message: Message, scene: Scene) -> Screen:
    """The look for similar ones comes last: should it break, nothing else is asked of the store."""
    times, note = int(message.detail.get("times", "1")), message.detail.get("note", "")
    reader = _reader(uow, scene, message.person_id)
    found = NOTHING_FOUND if message.superseded else looked(uow, scene, message.person_id)
    return page(scene, reader, times, not message.superseded, note, for_responder(scene.e, scene.site, found))


def _before(uow: UnitOfWork, message: Message, scene: Scene) -> tuple[Part, ...]:
    """One similar escalation under the raiser's UPSET card (domain.md d.5); none where a customer may read along."""
    if scene.e.severity != Severity.UPSET or scene.silent or message.superseded:
        return ()
    return for_raiser(scene.e, scene.site, looked(uow, scene, message.person_id))


def _reader(uow: UnitOfWork, scene: Scene, person_id: str | None) -> Standing:
    busy = uow.escalations.responding([person_id] if person_id else [])
    busy_id, reference = busy.get(person_id or "", ("", ""))
    elsewhere = reference if busy_id not in ("", scene.e.id) else None
    return standing_of(scene.directory, scene.site, scene.directory.person(person_id), scene.at, elsewhere)


def _list(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    scenes: list[Scene] = []
    for carried in uow.messages.of_list(message.id):
        e = uow.escalations.get(carried.escalation_id or "")
        site = directory.site(e.site_id) if e else None
        if e and site:
            scenes.append(Scene(e, site, directory, at))
    scenes.sort(key=lambda scene: (-scene.e.severity, scene.e.raised_at))
    person = directory.person(message.person_id)
    site = directory.site_for(message.person_id or "")
    if not scenes:
        return None
    return page_list(tuple(scenes), standing_of(directory, site, person, at))
