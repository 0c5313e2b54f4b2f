"""A local Slack and, where a test wants one, a plain Bolt app behind a real server, talking to it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
import waitress
from slack_bolt import App
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_bolt.authorization import AuthorizeResult
from slack_sdk import WebClient

from bot.local_slack import Channel, LocalSlack, Member

MEMBERS = (
    Member("U0MIA", "mia", "Mia Lind", tz="Europe/Berlin", email="mia@example.com"),
    Member("U0DANA", "dana", "Dana Ito"),
    Member("U0OMAR", "omar", "Omar Aziz"),
)
CHANNELS = (
    Channel("C0DESK", "front-desk-help", ["U0MIA", "U0DANA"]),
    Channel("C0AWAY", "elsewhere", ["U0OMAR"], bot_is_member=False),
    Channel("C0OLD", "closed", ["U0MIA"], is_archived=True),
)
Start = Callable[..., LocalSlack]
Serve = Callable[[LocalSlack, App], None]


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a local Slack with the settings given; it stops with the test."""
    with ExitStack() as running:

        def started(**settings: Any) -> LocalSlack:
            settings = {"commands": {"/escalate": "Get help"}, "shortcuts": {"get_help": "Get help"}, **settings}
            slack = LocalSlack(MEMBERS, CHANNELS, **settings)
            return running.enter_context(slack)

        yield started


@pytest.fixture
def slack(start: Start) -> LocalSlack:
    """A local Slack as it comes."""
    return start()


@pytest.fixture
def client(slack: LocalSlack) -> WebClient:
    """The app's Web API client."""
    return client_of(slack)


@pytest.fixture
def web_client() -> Callable[..., WebClient]:
    """Make clients, with another token if wanted."""
    return client_of


@pytest.fixture
def bolt() -> Callable[[LocalSlack], App]:
    """Make apps that verify signatures and ask nobody who they are."""

    def made(slack: LocalSlack) -> App:
        me = AuthorizeResult(
            enterprise_id=None,
            team_id=slack.app.team_id,
            bot_token=slack.app.bot_token,
            bot_id=slack.app.bot_id,
            bot_user_id=slack.app.bot_user_id,
        )
        return App(
            signing_secret=slack.app.signing_secret,
            client=client_of(slack),
            authorize=lambda **_: me,
            process_before_response=True,
        )

    return made


@pytest.fixture
def serve(start: Start) -> Iterator[Serve]:
    """Serve a Bolt app on loopback and tell the local Slack where; it closes with the test."""
    closing: list[Callable[[], None]] = []

    def served(slack: LocalSlack, app: App) -> None:
        server = waitress.create_server(SlackRequestHandler(app), host="127.0.0.1", port=0, threads=8)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        slack.bot_url = f"http://127.0.0.1:{server.effective_port}/slack/events"

        def close() -> None:
            slack.stop()
            server.pull_trigger()
            server.trigger.pull_trigger(server.close)
            thread.join(5)
            server.task_dispatcher.shutdown()

        closing.append(close)

    yield served
    for close in closing:
        close()


def client_of(slack: LocalSlack, token: str | None = None) -> WebClient:
    """Give a client without the SDK's own retries."""
    given = slack.app.bot_token if token is None else token
    return WebClient(token=given, base_url=slack.api_url, retry_handlers=[], timeout=5)


@pytest.fixture
def field() -> Callable[..., dict[str, Any]]:
    """Make input blocks with a text input in each."""

    def made(block_id: str, label: str, **element: Any) -> dict[str, Any]:
        inner = {"type": "plain_text_input", "action_id": "typed", **element}
        return {"type": "input", "block_id": block_id, "label": words_of(label), "element": inner}

    return made


@pytest.fixture
def modal(field: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Make modals with a submit button, with one text field unless blocks are given."""

    def made(*blocks: dict[str, Any], **more: Any) -> dict[str, Any]:
        shown = list(blocks) or [field("what", "What happened")]
        head = {"type": "modal", "callback_id": "raise", "title": words_of("Get help"), "submit": words_of("Send")}
        return {**head, "blocks": shown, **more}

    return made


@pytest.fixture
def words() -> Callable[[str], dict[str, Any]]:
    """Make plain text objects."""
    return words_of


@pytest.fixture
def opening(bolt: Callable[[LocalSlack], App]) -> Callable[[LocalSlack, dict[str, Any]], App]:
    """Make apps whose command opens a modal."""

    def made(slack: LocalSlack, view: dict[str, Any]) -> App:
        def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
            client.views_open(trigger_id=body["trigger_id"], view=view)
            ack()

        app = bolt(slack)
        app.command("/escalate")(opens)
        return app

    return made


def words_of(text: str) -> dict[str, Any]:
    """Give a plain text object."""
    return {"type": "plain_text", "text": text}
