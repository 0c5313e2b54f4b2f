"""The Bolt app of the Slack wing: no look-up of its own before a listener runs (principle 9)."""

from __future__ import annotations

import logging
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from bot.slack.listeners import register
from bot.slack.listeners.failing import HEARD, failed
from bot.slack.wing import Wing


class Identity:
    """Who the bot is in the workspace, once auth.test has said so; until then Bolt does without."""

    def __init__(self, token: str) -> None:
        self.token = token
        self.bot_id: str | None = None
        self.bot_user_id: str | None = None
        self.team_id: str | None = None

    def learn(self, answer: Any) -> None:
        """Take over what auth.test answered."""
        self.bot_id, self.bot_user_id, self.team_id = answer["bot_id"], answer["user_id"], answer["team_id"]

    def authorization(self) -> AuthorizeResult:
        """A local answer, so that a raise works while Slack's Web API does not (reliability.md F08)."""
        return AuthorizeResult(
            enterprise_id=None,
            team_id=self.team_id,
            bot_token=self.token,
            bot_id=self.bot_id,
            bot_user_id=self.bot_user_id,
        )


def bolt_app(wing: Wing, identity: Identity, signing_secret: str, socket_mode: bool) -> App:
    """Bolt with `process_before_response`: listeners run on the server's threads and answer when they are done.

    Over a socket there is no signature to verify; Slack's app token stands for it.
    """

    def authorize() -> AuthorizeResult:
        return identity.authorization()

    app = App(
        signing_secret=signing_secret or "socket-mode",
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=not socket_mode,
        ssl_check_enabled=True,
        # Listeners speak through the messenger; Bolt's own client is never used and gets no token.
        client=WebClient(base_url=wing.messenger.client.base_url, retry_handlers=[]),
        logger=logging.getLogger("slack_bolt.stepin"),
    )
    app.use(_only_our_workspace(identity))
    app.error(failed(wing))
    register(app, wing)
    return app


def _only_our_workspace(identity: Identity) -> Any:
    """Another workspace's payload, or one that names nobody, is answered with nothing at all (reliability.md F75)."""

    def check(req: BoltRequest, resp: BoltResponse, next: Any) -> Any:
        team = req.context.team_id
        ours = not identity.team_id or not team or team == identity.team_id
        if not ours or not req.context.user_id:
            return BoltResponse(status=200, body="")
        req.context[HEARD] = True
        return next()

    return check
