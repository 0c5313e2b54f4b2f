"""What a listener could not do: logged once, and said to the person with a reference (principle 12)."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import structlog
from slack_bolt import BoltContext
from slack_bolt.response import BoltResponse

from bot.afterwards import afterwards
from bot.slack import blocks
from bot.slack.listeners.submitting import refuse
from bot.slack.payloads import channel_of, user_of
from bot.slack.wing import Wing
from handlers.screens import Screen
from handlers.screens.parts import Line

HEARD = "stepin_heard"
"""Set in a request's context once it is known to come from our workspace."""

log = structlog.get_logger()


def failed(wing: Wing) -> Callable[..., BoltResponse]:
    """Bolt's error handler: an answer that Slack shows, never a bare 500."""

    def answer(error: Exception, body: dict[str, Any], context: BoltContext) -> BoltResponse:
        if not context.get(HEARD):
            # It broke before its signature was verified: a forger learns nothing, and nobody is told anything.
            return BoltResponse(status=401, body="")
        reference = uuid4().hex[:6]
        log.error("listener_failed", reference=reference, exc_info=error)
        if body.get("type") == "event_callback":
            # Slack sends the event again, so that words typed meanwhile are not lost.
            return BoltResponse(status=503, body="")
        return _said(wing, body, _apology(wing, body, reference))

    return answer


def _apology(wing: Wing, body: dict[str, Any], reference: str) -> str:
    directory = wing.memory.directory
    person = directory.by_user(user_of(body)[0])
    site = directory.site_for(person.id if person else "", channel_of(body))
    phone = site.phone if site else wing.fallback_phone
    return f"That did not work ({reference}). If you need help, phone {phone or 'your manager'} now."


def _said(wing: Wing, body: dict[str, Any], sentence: str) -> BoltResponse:
    screen = Screen(sentence, (Line((sentence,)),))
    if "command" in body:
        return _json({**blocks.message(screen), "response_type": "ephemeral"})
    view = body.get("view")
    if body.get("type") == "view_submission" and isinstance(view, dict):
        answers: list[dict[str, Any]] = []
        refuse(lambda **answer: answers.append(answer), view, sentence)
        return _json(answers[0])
    user, name = user_of(body)
    if user:
        person, url = wing.person(user, name), str(body.get("response_url", ""))
        afterwards(lambda: wing.tell(person, url, screen))
    return BoltResponse(status=200, body="")


def _json(answer: dict[str, Any]) -> BoltResponse:
    return BoltResponse(status=200, body=json.dumps(answer), headers={"content-type": "application/json"})
