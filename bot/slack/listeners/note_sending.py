"""Heard: the note was sent, the hint answered, the own account kept. Nothing typed is lost (domain.md d.1, d.4)."""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.note_form import HINTED, fields_in, filled_of, form_of
from bot.slack.listeners.saying import STILL_HERE
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import context_of, picks_and_texts, user_of
from bot.slack.wing import Wing
from domain.errors import EscalationError
from domain.learning.lesson import LessonState
from domain.people import Person
from handlers.learning.clearing import hints_of, words_known
from handlers.learning.proposing import after_note
from handlers.learning.sharing import NothingToShare, lesson_for
from handlers.notes.accounts import keep_account, keep_typed
from handlers.notes.drafting import keep_draft
from handlers.notes.finishing import Finished, write_note
from handlers.notes.opening import writing_of
from handlers.notes.rules import join_rule
from handlers.ports import CommitUnknown, StoreUnavailable
from handlers.screens import Form
from handlers.screens.notes.hint import hint_form
from handlers.screens.notes.lesson import lesson_form
from handlers.screens.notes.writing import ACCOUNT, HINT, NEW_RULE, NOTE

_MISSING = "Some answers are still missing. What you entered is kept."


def submitted(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """A dialog about a note was sent."""
    person, name = wing.person(*user_of(body)), view.get("callback_id")
    id_ = context_of(view).get("escalation", "")
    try:
        if name == ACCOUNT:
            keep_account(wing.ports, id_, person.id, picks_and_texts(view)[1].get("words", ""), wing.now())
            ack()
        elif name == HINT:
            _next(ack, _lesson(wing, id_, person))
        else:
            _note(wing, ack, view, id_, person)
    except EscalationError as refused:
        refuse(ack, view, refused.sentence)
    except (StoreUnavailable, CommitUnknown):
        refuse(ack, view, STILL_HERE)


def _note(wing: Wing, ack: Any, view: dict[str, Any], id_: str, person: Person) -> None:
    filled, thanks = filled_of(view)
    finished = write_note(wing.ports, id_, person.id, filled, wing.now(), thanks)
    if finished.refusal:
        raise finished.refusal
    if finished.gaps:
        _gaps(wing, ack, view, id_, person, finished)
        return
    if finished.new_rule:
        scene = writing_of(wing.ports, id_, person.id, wing.now()).scene
        new = finished.new_rule
        afterwards(partial(join_rule, wing.editing, scene.site.id, new, person.id, wing.now()))
    afterwards(partial(after_note, wing.ports, id_, wing.now()))
    _next(ack, _hint(wing, id_, person, finished, context_of(view)) or _lesson(wing, id_, person))


def _gaps(wing: Wing, ack: Any, view: dict[str, Any], id_: str, person: Person, finished: Finished) -> None:
    """A sentence at each field; where one is not in the form, the form with it."""
    shown, context = fields_in(view), context_of(view)
    at = {name if name in shown else NEW_RULE if name == "rule" else name: why for name, why in finished.gaps.items()}
    if set(at) <= shown:
        ack(response_action="errors", errors=at)
        return
    form = form_of(wing, id_, person, context.get("more") == "yes", _MISSING, context.get(HINTED) == "yes")
    ack(response_action="update", view=blocks.modal(form))


def _next(ack: Any, form: Form | None) -> None:
    if form is None:
        ack()
    else:
        ack(response_action="update", view=blocks.modal(form))


def _hint(wing: Wing, id_: str, person: Person, finished: Finished, context: dict[str, str]) -> Form | None:
    """What is pointed out of it, once."""
    if context.get(HINTED) == "yes":
        return None
    scene = writing_of(wing.ports, id_, person.id, wing.now()).scene
    found = hints_of(finished.note, words_known(scene.site, scene.directory), scene.site.language)
    return hint_form(scene, found.judging, found.personal) if found else None


def _lesson(wing: Wing, id_: str, person: Person) -> Form | None:
    """What others will read, as long as nobody has decided about it."""
    try:
        scene, lesson = lesson_for(wing.ports, id_, person.id, wing.now())
    except NothingToShare:
        return None
    return lesson_form(scene, lesson) if lesson.state == LessonState.PROPOSED else None


def closed(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    """*Write it later*, or closed before it was kept: what stands there is kept, and stands there again."""
    ack()
    person, name = wing.person(*user_of(body)), view.get("callback_id")
    id_, at = context_of(view).get("escalation", ""), wing.now()
    filled, _ = filled_of(view)
    # A view that comes without what stood in it says nothing about that.
    if name == NOTE and (filled.picks or filled.texts):
        afterwards(lambda: keep_draft(wing.ports, id_, person.id, filled, at))
    elif name == ACCOUNT and "words" in filled.texts:
        afterwards(lambda: keep_typed(wing.ports, id_, person.id, filled.texts["words"], at))
