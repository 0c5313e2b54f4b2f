"""Heard: an admin opens a form of the desk, sends it, sees what it would change, saves it, takes it back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.desk_pictures import drawn
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import Tap, context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.desk import KINDS, Desk, Entered, Kind, menu
from handlers.desk.preview import WITH_GAPS, changed_meanwhile, preview, saved, taken_back
from handlers.desk.steps import Step, begin, keep, load
from handlers.editing import ChangedMeanwhile, OpensGaps, Proposal, commit, may_edit, propose, undo_change
from handlers.ports import StoreUnavailable
from handlers.screens import Form, Screen
from handlers.screens.parts import Line

TOP = "top"
_SORRY = "NOT SAVED. Nothing was changed; what you entered is still here. Try again."
_NOT_YOURS = "Only admins can change this. Ask one of them; /oncall shows who is on call."


def open_desk(wing: Wing, body: dict[str, Any], person: Person, page: str = TOP) -> None:
    """Open the admin's desk; whoever is no admin reads who can."""
    if not _may(wing, person):
        _say(wing, body, person, _NOT_YOURS)
        return
    trigger_id = str(body.get("trigger_id", ""))
    afterwards(lambda: wing.open_form(trigger_id, _menu(wing, person, page, ())))


def tapped(wing: Wing, ack: Any, body: dict[str, Any], tap: Tap) -> None:
    """A button of the desk: another page of the menu, a form, or *Undo*."""
    person = wing.person(*user_of(body))
    ack()
    verb, name = (*tap.arguments, "", "")[:2]
    about = tuple(part for part in tap.value.split("|") if part and part != "-")
    if not _may(wing, person):
        _say(wing, body, person, _NOT_YOURS)
    elif verb == "menu":
        afterwards(lambda: _turn_to(wing, body, person, name, about))
    elif verb == "form" and name in KINDS:
        afterwards(lambda: _open(wing, body, person, KINDS[name], about))
    elif verb == "undo" and about:
        afterwards(lambda: _undo(wing, body, person, about[0]))


def _may(wing: Wing, person: Person) -> bool:
    return may_edit(wing.memory.directory, person.id)


def _desk(wing: Wing, person: Person, about: tuple[str, ...], draft: str = "", changes: bool = False) -> Desk:
    made = draft or wing.ports.identity.new_id()
    desk = Desk(wing.memory.directory, person, wing.now(), about, made, wing.ports.identity.new_id)
    return begin(wing.ports, desk) if changes else desk


def _menu(wing: Wing, person: Person, page: str, about: tuple[str, ...]) -> Form:
    return menu(_desk(wing, person, about, changes=page == "changes"), page)


def _turn_to(wing: Wing, body: dict[str, Any], person: Person, page: str, about: tuple[str, ...]) -> None:
    form = _menu(wing, person, page, about)
    view = body.get("view") or {}
    if view.get("type") == "modal":
        wing.quietly("views.update", {"view_id": view.get("id"), "view": blocks.modal(form)})
    else:
        wing.open_form(str(body.get("trigger_id", "")), form)


def _open(wing: Wing, body: dict[str, Any], person: Person, kind: Kind, about: tuple[str, ...]) -> None:
    desk = _desk(wing, person, about)
    step = Step(kind.name, about, desk.draft)
    keep(wing.ports, step, person.id, desk.at)
    push = (body.get("view") or {}).get("type") == "modal"
    wing.open_form(str(body.get("trigger_id", "")), step.within(_filled(kind, desk, None)), push=push)


def _filled(kind: Kind, desk: Desk, entered: Entered | None) -> Form:
    """The form, or a sentence where what it is about is not there any more."""
    try:
        return kind.form(desk, entered)
    except EscalationError as refused:
        return Form(kind.name, "Not there", (Line((refused.sentence,)),), close="Back")


def changed(wing: Wing, ack: Any, body: dict[str, Any]) -> None:
    """A live field of an open form changed: the form is drawn again with what stands in it."""
    ack()
    view = body.get("view") or {}
    person = wing.person(*user_of(body))
    context = context_of(view)
    kind = KINDS.get(context.get("kind", ""))
    if kind is None or not _may(wing, person):
        return
    step = Step.of(context)
    form = _filled(kind, _desk(wing, person, step.about, step.draft), Entered(*picks_and_texts(view)))
    update = {"view_id": view.get("id"), "hash": view.get("hash"), "view": blocks.modal(step.within(form))}
    afterwards(lambda: wing.quietly("views.update", update))


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A form or its preview was sent. Bad input gets a sentence at its field, and nothing is lost."""
    person = wing.person(*user_of(body))
    hear = _previewed if view.get("callback_id") == "desk_preview" else _entered
    try:
        if not _may(wing, person):
            raise EscalationError(_NOT_YOURS)
        hear(wing, ack, body, view, person)
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except StoreUnavailable:
        refuse(ack, view, _SORRY)


def _entered(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any], person: Person) -> None:
    step, entered = Step.of(context_of(view)), Entered(*picks_and_texts(view))
    kind = KINDS[step.kind]
    desk = _desk(wing, person, step.about, step.draft)
    edit = kind.read(desk, entered)
    proposal = propose(wing.editing, person.id, edit, desk.at)
    step = step.with_entered(entered, proposal.base, desk.at)
    keep(wing.ports, step, person.id, desk.at)
    if not proposal.moved and not proposal.notes and not kind.draws(desk):
        _save(wing, ack, body, person, step, with_gaps=False)
        return
    ack(response_action="push", view=_preview_view(kind, desk, proposal, step))
    afterwards(lambda: _add_picture(wing, kind, desk, proposal, step))


def _preview_view(kind: Kind, desk: Desk, proposal: Proposal, step: Step, picture: Any = None) -> dict[str, Any]:
    return blocks.modal(step.within(preview(desk, proposal, picture, drawing=bool(kind.draws(desk)))), step.view_id)


def _add_picture(wing: Wing, kind: Kind, desk: Desk, proposal: Proposal, step: Step) -> None:
    """The picture takes a moment: the list stands there first, and stands alone where the picture fails."""
    tiers = kind.draws(desk)
    if not tiers:
        return
    picture = drawn(wing.pictures, proposal.edited.directory, tiers, desk.at)
    view = _preview_view(kind, desk, proposal, step, picture or ())
    wing.quietly("views.update", {"external_id": step.view_id, "view": view})


def _previewed(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any], person: Person) -> None:
    step = load(wing.ports, Step.of(context_of(view)), person.id)
    picks, _ = picks_and_texts(view)
    _save(wing, ack, body, person, step, with_gaps="yes" in picks.get(WITH_GAPS, ()))


def _save(wing: Wing, ack: Any, body: dict[str, Any], person: Person, step: Step, with_gaps: bool) -> None:
    desk = _desk(wing, person, step.about, step.draft)
    edit = KINDS[step.kind].read(replace(desk, at=step.at or desk.at), step.entered)
    try:
        committed = commit(wing.editing, person.id, edit, desk.at, step.base or None, with_gaps)
    except OpensGaps as opens:
        raise Refused(WITH_GAPS, "Say yes to the gaps, or go back and change it.") from opens
    except ChangedMeanwhile as meanwhile:
        again = propose(wing.editing, person.id, edit, desk.at)
        mine = step.with_entered(step.entered, again.base, desk.at)
        keep(wing.ports, mine, person.id, desk.at)
        form = changed_meanwhile(desk, meanwhile, again)
        ack(response_action="update", view=blocks.modal(mine.within(form)))
        return
    ack(response_action="clear")
    afterwards(lambda: wing.tell(person, "", saved(committed.change)))


def _undo(wing: Wing, body: dict[str, Any], person: Person, change_id: str) -> None:
    try:
        change = undo_change(wing.editing, person.id, change_id, wing.now()).change
    except EscalationError as refused:
        _tell(wing, body, person, refused.sentence)
        return
    except StoreUnavailable:
        _tell(wing, body, person, "NOT UNDONE. Nothing was changed. Try again.")
        return
    view = body.get("view") or {}
    if view.get("type") == "modal":
        _turn_to(wing, body, person, "changes", (change.site_id,) if change.site_id else ())
    wing.tell(person, str(body.get("response_url", "")), taken_back(change), replace=bool(body.get("response_url")))


def _say(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    afterwards(partial(_tell, wing, body, person, sentence))


def _tell(wing: Wing, body: dict[str, Any], person: Person, sentence: str) -> None:
    wing.tell(person, str(body.get("response_url", "")), Screen(sentence, (Line((sentence,)),)))
