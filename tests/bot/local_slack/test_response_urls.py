"""Response urls: five uses in thirty minutes, to replace, delete or add."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]
GO = [
    {"type": "section", "text": {"type": "mrkdwn", "text": "x"}},
    {
        "type": "actions",
        "elements": [{"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}],
    },
]


@pytest.fixture
def pressed(bolt: Fixture, serve: Fixture) -> Fixture:
    """Press a button that is on the screen and give the response url that came with it."""

    def press(slack: LocalSlack) -> Callable[..., WebhookResponse]:
        urls: list[str] = []
        app = bolt(slack)
        app.action("go")(lambda ack, body: (urls.append(body["response_url"]), ack()))
        app.command("/escalate")(lambda ack, body: (urls.append(body["response_url"]), ack()))
        serve(slack, app)
        mia = slack.person("U0MIA")
        mia.presses("Go") if mia.buttons() else mia.types("/escalate", channel="C0DESK")
        return WebhookClient(urls[0], retry_handlers=[]).send

    return press


def test_an_ephemeral_message_is_replaced_and_deleted(slack: LocalSlack, client: WebClient, pressed: Fixture) -> None:
    """The only way to change an ephemeral message leads through its response url."""
    client.chat_postEphemeral(channel="C0DESK", user="U0MIA", text="x", blocks=GO)
    send = pressed(slack)
    mia = slack.person("U0MIA")

    assert send(text="settled", replace_original=True).status_code == 200
    assert [(m.text, m.version) for m in mia.channel("C0DESK")] == [("settled", 2)]
    assert send(delete_original=True).status_code == 200
    assert mia.channel("C0DESK") == []


def test_a_new_message_is_for_the_presser_unless_it_says_otherwise(
    slack: LocalSlack, client: WebClient, pressed: Fixture
) -> None:
    """Without replace_original it adds an ephemeral message, or one for the channel."""
    client.chat_postMessage(channel="C0DESK", text="x", blocks=GO)
    send = pressed(slack)

    send(text="for you")
    send(text="for all", response_type="in_channel")

    assert [m.text for m in slack.person("U0MIA").channel("C0DESK")] == ["x", "for you", "for all"]
    assert [m.text for m in slack.person("U0DANA").channel("C0DESK")] == ["x", "for all"]


def test_a_command_has_no_original_to_replace(slack: LocalSlack, pressed: Fixture) -> None:
    """replace_original does nothing for a command: the words come as a new message."""
    send = pressed(slack)

    send(text="one")
    send(text="two", replace_original=True)

    assert [m.text for m in slack.person("U0MIA").channel("C0DESK")] == ["one", "two"]


def test_the_sixth_use_is_refused(slack: LocalSlack, client: WebClient, pressed: Fixture) -> None:
    """Five and no more."""
    client.chat_postMessage(channel="C0DESK", text="x", blocks=GO)
    send = pressed(slack)

    answers = [send(text=str(n)) for n in range(6)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [404]
    assert "used_url" in answers[-1].body


def test_after_thirty_minutes_it_is_refused(start: Fixture, pressed: Fixture) -> None:
    """By the workspace's own clock."""
    at = [datetime(2026, 1, 1, tzinfo=UTC)]
    slack = start(now=lambda: at[0])
    send = pressed(slack)
    at[0] += timedelta(minutes=30, seconds=1)

    answer = send(text="late")

    assert answer.status_code == 404
    assert "expired_url" in answer.body


def test_impossible_blocks_are_refused_here_too(slack: LocalSlack, pressed: Fixture) -> None:
    """With the pointer, and nothing is shown."""
    answer = pressed(slack)(text="x", blocks=[{"type": "section"}])

    assert answer.status_code == 400
    assert "json-pointer:/blocks/0" in answer.body
    assert slack.person("U0MIA").channel("C0DESK") == []


def test_a_response_url_can_be_made_to_fail(slack: LocalSlack, pressed: Fixture) -> None:
    """It is a call like any other to the failures, by the name response_url."""
    send = pressed(slack)
    slack.fail("response_url", "http_500")

    assert send(text="x").status_code == 500
    assert send(text="y").status_code == 200
    assert [m.text for m in slack.person("U0MIA").channel("C0DESK")] == ["y"]
