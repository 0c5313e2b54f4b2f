"""The Web API says no where Slack does, with Slack's words."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def error_of(call: Callable[[], Any]) -> str:
    """Give the error code with which a call is refused."""
    with pytest.raises(SlackApiError) as refusal:
        call()
    return str(refusal.value.response["error"])


def raw(slack: LocalSlack, method: str, body: bytes, content_type: str, token: str | None = None) -> dict[str, Any]:
    """Post to a method without any SDK and give the answer."""
    headers = {"Content-Type": content_type} | ({"Authorization": f"Bearer {token}"} if token else {})
    with urllib.request.urlopen(urllib.request.Request(slack.api_url + method, body, headers)) as answer:
        parsed: dict[str, Any] = json.load(answer)
        return parsed


def test_only_the_right_token_gets_in(slack: LocalSlack, web_client: Fixture) -> None:
    """No token, a wrong one, the app's where the bot's is wanted, and a revoked one have each their code."""
    form = "application/x-www-form-urlencoded"

    assert raw(slack, "auth.test", b"", form)["error"] == "not_authed"
    assert error_of(web_client(slack, "xoxb-wrong").auth_test) == "invalid_auth"
    assert error_of(web_client(slack, slack.app.app_token).auth_test) == "not_allowed_token_type"
    assert error_of(lambda: web_client(slack).apps_connections_open(app_token="xoxb-local")) == "not_allowed_token_type"
    slack.revoke_token()
    assert error_of(web_client(slack).auth_test) == "token_revoked"
    slack.revoke_token("account_inactive")
    assert error_of(web_client(slack).auth_test) == "account_inactive"
    slack.restore_token()
    assert web_client(slack).auth_test()["user_id"] == "U0BOT"


def test_auth_test_names_the_app_and_its_scopes(slack: LocalSlack, client: WebClient) -> None:
    """The granted scopes come in a header of every answer."""
    answer = client.auth_test()

    assert (answer["team_id"], answer["bot_id"]) == ("T0LOCAL", "B0LOCAL")
    assert "chat:write" in answer.headers["X-OAuth-Scopes"].split(",")


def test_a_token_may_come_in_the_form_but_json_needs_the_header(slack: LocalSlack) -> None:
    """Forms carry their token as a field."""
    body = b"token=xoxb-local"

    assert raw(slack, "auth.test", body, "application/x-www-form-urlencoded")["ok"]


def test_what_cannot_be_read_is_refused(slack: LocalSlack) -> None:
    """Broken JSON, JSON that is no object, and a method that there is not."""
    token = slack.app.bot_token

    assert raw(slack, "auth.test", b"{", "application/json", token)["error"] == "invalid_json"
    assert raw(slack, "auth.test", b"[]", "application/json", token)["error"] == "json_not_object"
    assert raw(slack, "chat.shout", b"{}", "application/json", token)["error"] == "unknown_method"


def test_a_scope_that_was_not_granted_is_missed(start: Fixture, web_client: Fixture) -> None:
    """missing_scope says which one is needed; a direct message's history needs its own."""
    slack = start(scopes=("chat:write", "channels:history"))
    client = web_client(slack)

    assert error_of(lambda: client.users_info(user="U0MIA")) == "missing_scope"
    with pytest.raises(SlackApiError) as refusal:
        client.conversations_history(channel="D0MIA")
    assert refusal.value.response["needed"] == "im:history"
    assert refusal.value.response["provided"] == "chat:write,channels:history"


def test_scopes_that_were_used_are_written_down(slack: LocalSlack, client: WebClient) -> None:
    """So that a test can hold the app's manifest against them."""
    client.conversations_open(users="U0MIA")
    client.chat_postMessage(channel="C0DESK", text="x")
    client.conversations_history(channel="C0DESK")

    assert slack.scopes_used == {"im:write", "chat:write", "channels:history"}


@pytest.mark.parametrize(
    ("channel", "error"),
    [("C0NONE", "channel_not_found"), ("C0AWAY", "not_in_channel"), ("C0OLD", "is_archived")],
)
def test_some_places_cannot_be_posted_to(client: WebClient, channel: str, error: str) -> None:
    """Unknown, not joined, archived."""
    assert error_of(lambda: client.chat_postMessage(channel=channel, text="x")) == error


def test_posts_need_words_and_not_too_many(client: WebClient) -> None:
    """Empty is no_text; more than 40,000 characters is msg_too_long, more than 4,000 in an update."""
    ts = client.chat_postMessage(channel="C0DESK", text="x" * 40_000)["ts"]

    assert error_of(lambda: client.api_call("chat.postMessage", json={"channel": "C0DESK"})) == "no_text"
    assert error_of(lambda: client.chat_postMessage(channel="C0DESK", text="x" * 40_001)) == "msg_too_long"
    assert error_of(lambda: client.chat_update(channel="C0DESK", ts=ts, text="x" * 4_001)) == "msg_too_long"


def test_metadata_has_a_form_and_a_size(client: WebClient) -> None:
    """Without event_type or payload it is refused, and so is more than 16 kB."""

    def post(metadata: Any) -> Callable[[], Any]:
        return lambda: client.chat_postMessage(channel="C0DESK", text="x", metadata=metadata)

    assert error_of(post({"event_type": "page"})) == "invalid_metadata_format"
    assert error_of(post({"event_type": "page", "event_payload": {"x": "y" * 17_000}})) == "metadata_too_large"


def test_blocks_that_are_no_list_have_their_own_code(slack: LocalSlack) -> None:
    """invalid_blocks_format is about JSON, invalid_blocks about Block Kit."""
    body = json.dumps({"channel": "C0DESK", "text": "x", "blocks": "{not json"}).encode()

    answer = raw(slack, "chat.postMessage", body, "application/json", slack.app.bot_token)

    assert answer["error"] == "invalid_blocks_format"


def test_people_are_found_while_they_are_there(slack: LocalSlack, client: WebClient) -> None:
    """users.info shows who was deactivated; their address no longer finds them; a post to them still succeeds."""
    assert client.users_info(user="U0MIA")["user"]["tz"] == "Europe/Berlin"
    assert client.users_lookupByEmail(email="mia@example.com")["user"]["id"] == "U0MIA"
    slack.deactivate("U0MIA")

    assert client.users_info(user="U0MIA")["user"]["deleted"] is True
    assert error_of(lambda: client.users_lookupByEmail(email="mia@example.com")) == "users_not_found"
    assert error_of(lambda: client.users_info(user="U0NONE")) == "user_not_found"
    assert error_of(lambda: client.conversations_open(users="U0MIA")) == "user_disabled"
    assert client.chat_postMessage(channel="U0MIA", text="x")["ok"]


def test_a_shut_direct_message_refuses_posts(slack: LocalSlack, client: WebClient) -> None:
    """F28: a person who cannot be reached by chat."""
    slack.close_dm("U0MIA")

    assert error_of(lambda: client.chat_postMessage(channel="U0MIA", text="x")) == "cannot_dm_bot"
    assert client.chat_postMessage(channel="U0DANA", text="x")["ok"]


def test_one_post_a_second_and_channel_where_asked(start: Fixture, web_client: Fixture) -> None:
    """The second post in the same second is a 429 with Retry-After; another channel is not concerned."""
    at = [datetime(2026, 1, 1, tzinfo=UTC)]
    client = web_client(start(one_post_a_second=True, now=lambda: at[0]))
    client.chat_postMessage(channel="C0DESK", text="one")

    with pytest.raises(SlackApiError) as refusal:
        client.chat_postMessage(channel="C0DESK", text="two")
    assert client.chat_postMessage(channel="U0MIA", text="other")["ok"]
    at[0] += timedelta(seconds=1)

    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers["Retry-After"] == "1"
    assert client.chat_postMessage(channel="C0DESK", text="two")["ok"]
