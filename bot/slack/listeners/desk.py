"""Heard: an admin opens the desk, turns its pages, opens a form, changes what stands in it, takes an edit back."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.saying import say
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.people import Person
from handlers.desk import KINDS, Desk, Entered, Kind, menu
from handlers.desk.drafts import FormDraft, begin, keep
from handlers.desk.preview import taken_back
from handlers.editing import may_edit, undo_change
from handlers.editing.meanwhile import base_in
from handlers.ports import CommitUnknown, StoreUnavailable
from handlers.screens import Form
from handlers.screens.parts import Line

TOP = "top"
NOT_YOURS = "Only admins can change this. Ask one of them; /oncall shows who is on call."
_NOT_OPENED = "This could not be opened. Nothing was changed. Try again."


def open_desk(wing: Wing, body: dict[str, Any], person: Person, page: str = TOP) -> None:
    """Open the admin's desk; whoever is no admin reads who can."""
    if not may(wing, person):
        _say(wing, body, person, NOT_YOURS)
        return
    afterwards(lambda: _turn_to(wing, body, person, page, ()))


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A button of the desk: another page of the menu, a form, or *Undo*."""
    person = wing.person(*user_of(body))
    ack()
    verb, name = (*tap.arguments, "", "")[:2]
    about = tuple(part for part in tap.value.split("|") if part and part != "-")
    if not may(wing, person):
        _say(wing, body, person, NOT_YOURS)
    elif verb == "menu":
        afterwards(lambda: _turn_to(wing, body, person, name, about))
    elif verb == "form" and name in KINDS:
        afterwards(lambda: _open(wing, body, person, KINDS[name], about))
    elif verb == "undo" and about:
        afterwards(lambda: _undo(wing, body, person, about[0]))


def may(wing: Wing, person: Person) -> bool:
    """Whether this person may be here, as memory has it; the store is asked again before anything is saved."""
    return may_edit(wing.memory.directory, person.id)


def desk_of(wing: Wing, person: Person, about: tuple[str, ...], draft: str = "") -> Desk:
    """What a form or a page is opened with, now."""
    made = draft or wing.ports.identity.new_id()
    return Desk(wing.memory.directory, person, wing.now(), about, made, wing.ports.identity.new_id)


def _turn_to(wing: Wing, body: dict[str, Any], person: Person, page: str, about: tuple[str, ...]) -> None:
    try:
        form = page_of(wing, person, page, about)
    except StoreUnavailable:
        say(wing, body, person, _NOT_OPENED)
        return
    view = body.get("view") or {}
    if view.get("type") == "modal":
        wing.quietly("views.update", {"view_id": view.get("id"), "view": blocks.modal(form)})
    else:
        wing.open_form(str(body.get("trigger_id", "")), form)


def page_of(wing: Wing, person: Person, page: str, about: tuple[str, ...]) -> Form:
    """A page as it is now. Raises StoreUnavailable for the one that lists what was changed."""
    desk = desk_of(wing, person, about)
    return menu(begin(wing.ports, desk) if page == "changes" else desk, page)


def _open(wing: Wing, body: dict[str, Any], person: Person, kind: Kind, about: tuple[str, ...]) -> None:
    desk = desk_of(wing, person, about)
    form, base = _filled(kind, desk, None), _base(wing, kind, desk)
    view = body.get("view") or {}
    step = FormDraft(kind.name, about, desk.draft, base=base, page=_page_in(view))
    try:
        keep(wing.ports, step, person.id, desk.at)
    except StoreUnavailable:
        say(wing, body, person, _NOT_OPENED)
        return
    if view.get("type") == "modal" and view.get("previous_view_id"):
        # A page that came where a form was lies on another page already, and Slack stacks three: the form, its
        # preview and the page below are all there may be.
        wing.quietly("views.update", {"view_id": view.get("id"), "view": blocks.modal(step.within(form))})
        return
    wing.open_form(str(body.get("trigger_id", "")), step.within(form), push=view.get("type") == "modal")


def _page_in(view: Mapping[str, Any]) -> tuple[str, ...]:
    """The page of the desk that this view is, with what that is about; nothing where it is none."""
    if view.get("callback_id") != "desk_menu":
        return ()
    context = context_of(view)
    return tuple(filter(None, (context.get("page", TOP), *context.get("about", "").split("|"))))


def _filled(kind: Kind, desk: Desk, entered: Entered | None) -> Form:
    """The form, or a sentence where what it is about is not there any more."""
    try:
        return kind.form(desk, entered)
    except EscalationError as refused:
        return Form(kind.name, "Not now", (Line((refused.sentence,)),), close="Back")


def _base(wing: Wing, kind: Kind, desk: Desk) -> str:
    """What the form is about, as it stands on the screen: what others make of it from now on is shown before saving."""
    try:
        subject = kind.subject(desk)
    except EscalationError:
        return ""
    return base_in(desk.directory, subject, wing.editing.text) if subject else ""


def changed(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """A live field of an open form changed: the form is drawn again with what stands in it."""
    ack()
    view = body.get("view") or {}
    person = wing.person(*user_of(body))
    context = context_of(view)
    kind = KINDS.get(context.get("kind", ""))
    if kind is None or not may(wing, person):
        return
    step = FormDraft.of(context)
    form = _filled(kind, desk_of(wing, person, step.about, step.draft), Entered(*picks_and_texts(view)))
    # Without the view's hash: of two quick picks the second would come with the hash of before the first, and what
    # it brings into the form would never be shown.
    update = {"view_id": view.get("id"), "view": blocks.modal(step.within(form))}
    afterwards(lambda: wing.quietly("views.update", update))


def _undo(wing: Wing, body: dict[str, Any], person: Person, change_id: str) -> None:
    try:
        change = undo_change(wing.editing, person.id, change_id, wing.now()).change
    except EscalationError as refused:
        say(wing, body, person, refused.sentence)
        return
    except CommitUnknown:
        say(wing, body, person, "It is not known whether this was undone. The desk's page of changes shows it.")
        return
    except StoreUnavailable:
        say(wing, body, person, "NOT UNDONE. Nothing was changed. Try again.")
        return
    view = body.get("view") or {}
    if view.get("type") == "modal":
        _turn_to(wing, body, person, "changes", (change.site_id,) if change.site_id else ())
    wing.tell(person, str(body.get("response_url", "")), taken_back(change), replace=bool(body.get("response_url")))


def _say(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    afterwards(partial(say, wing, body, person, sentence))
