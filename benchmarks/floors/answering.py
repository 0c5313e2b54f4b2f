"""A Bolt app that only answers: the least that any request costs."""

from __future__ import annotations

import logging

from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult

from benchmarks.signed import SECRET, TOKEN, WSGI


def bolt(process_before_response: bool) -> App:
    """Bolt with a local authorization, and its default runner where it does not process before the response."""

    def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_token=TOKEN)

    return App(
        signing_secret=SECRET,
        authorize=authorize,
        process_before_response=process_before_response,
        logger=logging.getLogger("slack_bolt.bench"),
    )


def bare_ack(process_before_response: bool = True) -> WSGI:
    """A signed slash command to a Bolt app that only answers."""
    app = bolt(process_before_response)
    app.command("/escalate")(lambda ack: ack())
    app.action("raise.threatening")(lambda ack: ack())
    return SlackRequestHandler(app, path="/slack/events")
