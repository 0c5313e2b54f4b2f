"""What we hear from Slack, and which handler it goes to. Registration only; each file below is one kind of hearing."""

from __future__ import annotations

import re
from typing import Any

from slack_bolt import App

from bot.slack.ids import COMMAND, ON_CALL, SHORTCUT
from bot.slack.listeners import (
    acting,
    calendar_import,
    desk,
    desk_sending,
    feeds,
    figures,
    fix,
    keeping,
    learn,
    lesson,
    note,
    note_sending,
    oncall,
    opening,
    proposal,
    raising,
    shifts,
    submitting,
    talking,
)
from bot.slack.payloads import tap_of
from bot.slack.wing import Wing

_ANY_SUBTYPE = re.compile(".+")
_EVERYTHING = re.compile(".*")
_FORMS = re.compile("^(raise|card|place|flags|severity|hand_on|colleague|same_event|stand_down|seen|minutes)$")
_NOTE = re.compile("^note(_hint|_account)?$")
_LESSON = re.compile("^lesson$")

_SHIFTS = re.compile("^shift_(cover|swap|hand_over)$")
_DESK = re.compile("^desk(_preview)?$")
_ON_CALL = re.compile("^oncall$")
_FIGURES = re.compile("^figures$")
_HOLD = re.compile("^hold$")
_PROPOSAL = re.compile("^proposal_(edit|refuse|new)$")
_FIX = re.compile("^(fix_add|training_ask)$")
_LEARN = re.compile("^learn$")


def register(app: App, wing: Wing) -> None:
    """Every listener of the wing. A test holds them against app.yaml."""
    app.command(COMMAND)(lambda ack, body: raising.command(wing, ack, body))
    app.command(ON_CALL)(lambda ack, body: oncall.command(wing, ack, body))
    app.shortcut(SHORTCUT)(lambda ack, body: raising.shortcut(wing, ack, body))
    app.action(_EVERYTHING)(lambda ack, body, action: _tapped(wing, ack, body, action))
    app.view_submission(_FORMS)(lambda ack, body, view: submitting.submitted(wing, ack, body, view))
    app.view_submission(_NOTE)(lambda ack, body, view: note_sending.submitted(wing, ack, body, view))
    app.view_submission(_LESSON)(lambda ack, body, view: lesson.submitted(wing, ack, body, view))
    app.view_closed(_NOTE)(lambda ack, body, view: note_sending.closed(wing, ack, body, view))
    app.view_closed(_LESSON)(lambda ack, body, view: lesson.closed(wing, ack, body, view))
    app.view_submission(_SHIFTS)(lambda ack, body, view: shifts.submitted(wing, ack, body, view))
    app.view_submission(_DESK)(lambda ack, body, view: _sent(wing, ack, body, view))
    app.view_submission(_ON_CALL)(lambda ack, body, view: oncall.submitted(wing, ack, body, view))
    app.view_submission(_LEARN)(lambda ack, body, view: learn.submitted(wing, ack, body, view))
    app.view_submission(_PROPOSAL)(lambda ack, body, view: proposal.submitted(wing, ack, body, view))
    app.view_submission(_FIX)(lambda ack, body, view: fix.submitted(wing, ack, body, view))
    app.view_submission(_FIGURES)(lambda ack, body, view: figures.submitted(wing, ack, body, view))
    app.view_submission(_HOLD)(lambda ack, body, view: keeping.submitted(wing, ack, body, view))
    app.event("app_home_opened")(lambda body, event: opening.home_opened(wing, body, event))
    app.event("message")(lambda body, event: talking.said(wing, body, event))
    # Slack tells an app of its own posts and edits as well; unanswered it would send each of them four times.
    app.event({"type": "message", "subtype": [_ANY_SUBTYPE]})(lambda: None)


def _sent(wing: Wing, ack: Any, body: dict[str, Any], view: dict[str, Any]) -> None:
    hear = calendar_import.submitted if calendar_import.is_ours(view) else desk_sending.submitted
    hear(wing, ack, body, view)


def _tapped(wing: Wing, ack: Any, body: dict[str, Any], action: dict[str, Any]) -> None:
    tap = tap_of(action)
    kinds = {
        "raise": raising.tapped,
        "act": acting.tapped,
        "form": opening.form_tapped,
        "place": opening.place_tapped,
        "home": opening.home_tapped,
        "desk": desk.tapped,
        "shift": shifts.tapped,
        "oncall": oncall.tapped,
        "note": note.tapped,
        "lesson": lesson.tapped,
        "feed": feeds.tapped,
        "figures": figures.tapped,
        "hold": keeping.tapped,
        "learn": learn.tapped,
        "proposal": proposal.tapped,
        "fix": fix.tapped,
        "training": fix.training_tapped,
    }
    hear = kinds.get(tap.verb)
    form = (body.get("view") or {}).get("callback_id")
    if form in _LIVE and action.get("type") not in ("button", "overflow"):
        # A field of a form, whatever the ids of its options are.
        _LIVE[form](wing, ack, body)
    elif hear is not None:
        hear(wing, ack, body, tap)
    else:
        ack()


# Forms that hear of each change of a field.
_LIVE = {"desk": desk.changed, "note": note.changed, "proposal_edit": proposal.changed}
