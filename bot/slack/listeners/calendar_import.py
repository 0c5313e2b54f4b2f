"""Heard: an admin sends the form for an imported calendar. It is read beside the answer, which Slack wants at once."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.calendars import CannotFetch, read_ics
from bot.calendars.places import place_of
from bot.slack import blocks
from bot.slack.desk_pictures import drawn
from bot.slack.file_in import read_file
from bot.slack.listeners.desk import NOT_YOURS, desk_of, may
from bot.slack.listeners.desk_sending import Shown
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.edits import Refused
from domain.errors import EscalationError
from domain.people import Person
from handlers.calendars import horizon, people_of
from handlers.desk import KINDS, Desk, Entered
from handlers.desk.about import site_of
from handlers.desk.calendars import IMPORT, Wish, wished, with_read
from handlers.desk.drafts import FormDraft, keep
from handlers.editing import propose
from handlers.ports import StoreUnavailable
from handlers.screens import Form
from handlers.screens.parts import Line, Small

_READING = "Reading the calendar …"
_STILL_THERE = "What you entered is still there: go back and change it."
_SORRY = "The database does not answer now. Nothing was changed; go back and send it again."


def is_ours(view: dict[str, Any]) -> bool:
    """Whether this is the form of an imported calendar, and not its preview."""
    return view.get("callback_id") == "desk" and context_of(view).get("kind") == IMPORT


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """Bad input gets a sentence at its field; else the calendar is read, and the preview takes the place of waiting."""
    person = wing.person(*user_of(body))
    entered = Entered(*picks_and_texts(view))
    try:
        if not may(wing, person):
            raise EscalationError(NOT_YOURS)
        step = FormDraft.of(context_of(view))
        desk = desk_of(wing, person, step.about, step.draft)
        wish = wished(entered)
        _check(wish)
    except Refused as refused:
        refuse(ack, view, refused.sentence, refused.field)
        return
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
        return
    view_id = f"calendar-{wing.ports.identity.new_id()}"
    ack(response_action="push", view=blocks.modal(_only(_READING), view_id))
    afterwards(partial(_read_and_show, wing, person, desk, wish, step.with_entered(entered, "", desk.at), view_id))


def _check(wish: Wish) -> None:
    """What is no address of a calendar is refused at its field, before anything is looked up."""
    if wish.address:
        try:
            place_of(wish.address, plain_http=False)
        except CannotFetch as no:
            raise Refused("address", str(no)) from None


def _read_and_show(wing: Wing, person: Person, desk: Desk, wish: Wish, step: FormDraft, view_id: str) -> None:
    try:
        shown = _preview(wing, person, desk, wish, step, view_id)
    except (CannotFetch, EscalationError) as no:
        _show(wing, view_id, blocks.modal(_only(str(no), _STILL_THERE), view_id))
        return
    except StoreUnavailable:
        _show(wing, view_id, blocks.modal(_only(_SORRY), view_id))
        return
    _show(wing, view_id, shown.view(None, drawing=True))
    proposal = shown.proposal
    picture = drawn(wing.pictures, proposal.edited.directory, shown.tiers, proposal.since, desk.at)
    _show(wing, view_id, shown.view(picture, drawing=False))


def _preview(wing: Wing, person: Person, desk: Desk, wish: Wish, step: FormDraft, view_id: str) -> Shown:
    """Raises CannotFetch, what `propose` raises, and StoreUnavailable."""
    site = site_of(desk)
    known = set(people_of(desk.directory, site))
    people = {one.id: one for one in desk.directory.people if one.id in known}
    data = wing.fetch_calendar(wish.address) if wish.address else read_file(wing.messenger, wish.file_id)
    imported = read_ics(data, people, site.zone, desk.at, horizon(desk.at))
    if not imported.booked and imported.not_understood:
        raise CannotFetch(" ".join(imported.not_understood[:3]))
    entered = with_read(step.entered, imported.booked, imported.not_understood)
    proposal = propose(wing.editing, person.id, KINDS[IMPORT].read(desk, entered), desk.at)
    step = step.with_entered(entered, proposal.base, desk.at)
    keep(wing.ports, step, person.id, desk.at)
    return Shown(desk, proposal, step, ((site.id, wish.tier),), None, view_id)


def _show(wing: Wing, view_id: str, view: dict[str, Any]) -> None:
    wing.quietly("views.update", {"external_id": view_id, "view": view})


def _only(sentence: str, *small: str) -> Form:
    return Form(
        "desk_waiting", "Import a calendar", (Line((sentence,)), *(Small((one,)) for one in small)), close="Back"
    )
