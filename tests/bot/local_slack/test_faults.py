"""Every named way in which Slack fails does what its name says."""

from __future__ import annotations

import http.client
import json
import threading
import time
import urllib.error
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]
LOST = (urllib.error.URLError, http.client.HTTPException, ConnectionError, TimeoutError)


def post(client: WebClient, channel: str = "U0MIA") -> Any:
    """Post a page."""
    metadata = {"event_type": "page", "event_payload": {"page_id": "p1"}}
    return client.chat_postMessage(channel=channel, text="page", metadata=metadata)


def test_an_error_is_answered_as_often_as_armed(slack: LocalSlack, client: WebClient) -> None:
    """After so many times the next call goes through."""
    slack.fail("chat.postMessage", "error", times=2, error="internal_error")

    for _ in range(2):
        with pytest.raises(SlackApiError, match="internal_error"):
            post(client)

    assert post(client)["ok"]
    assert [call.accepted for call in slack.calls] == [False, False, True]
    assert len(slack.accepted_posts("p1")) == 1


@pytest.mark.parametrize(("given", "header"), [(30, "30"), ("soon", "soon"), (None, None)])
def test_rate_limiting_with_any_retry_after(
    slack: LocalSlack, client: WebClient, given: float | str | None, header: str | None
) -> None:
    """A number, garbage or no header at all (reliability.md F22)."""
    slack.fail("chat.postMessage", "ratelimited", retry_after=given)

    with pytest.raises(SlackApiError) as refusal:
        post(client)

    assert refusal.value.response.status_code == 429
    assert refusal.value.response.headers.get("Retry-After") == header
    assert slack.accepted_posts() == []


@pytest.mark.parametrize(
    ("how", "accepted"),
    [("http_500", 0), ("http_500_after", 1), ("drop_before", 0), ("drop_after", 1), ("refuse", 0), ("html", 0)],
)
def test_unclear_endings_and_whether_the_message_is_there(
    slack: LocalSlack, client: WebClient, how: str, accepted: int
) -> None:
    """The caller cannot tell; the test can, and so can history (reliability.md F19, F21)."""
    slack.fail("*", how)

    with pytest.raises((SlackApiError, *LOST)):
        post(client)

    assert len(slack.person("U0MIA").dm()) == accepted
    assert len(slack.accepted_posts()) == accepted
    assert slack.calls[0].ok is False
    assert len(client.conversations_history(channel="D0MIA")["messages"]) == accepted


def test_a_delay_is_kept_and_the_message_is_there_meanwhile(slack: LocalSlack, client: WebClient) -> None:
    """Accepted at once, answered late."""
    slack.fail("chat.postMessage", "delay", delay=0.5)
    answered: list[float] = []
    began = time.monotonic()
    caller = threading.Thread(target=lambda: (post(client), answered.append(time.monotonic() - began)))
    caller.start()

    slack.wait_until(lambda: slack.person("U0MIA").dm(), timeout=2)
    seen_after = time.monotonic() - began
    caller.join(5)

    assert seen_after < 0.5 <= answered[0]


def test_a_dripping_answer_outlasts_a_read_time_out(slack: LocalSlack, web_client: Fixture) -> None:
    """A byte at a time never trips a time-out per read: only a deadline for the whole call helps."""
    slack.fail("chat.postMessage", "drip", delay=0.002)
    began = time.monotonic()

    answer = post(web_client(slack))

    assert answer["ok"]
    assert time.monotonic() - began > 0.3


def test_a_hidden_message_is_answered_with_ok_and_never_seen(slack: LocalSlack, client: WebClient) -> None:
    """Slack lost it: not on the screen, not in history, not to be updated (reliability.md F24)."""
    slack.fail("chat.postMessage", "hide")

    sent = post(client)

    assert sent["ok"]
    assert slack.person("U0MIA").dm() == []
    assert slack.person("U0MIA").notifications() == []
    assert client.conversations_history(channel=sent["channel"])["messages"] == []
    with pytest.raises(SlackApiError, match="message_not_found"):
        client.chat_update(channel=sent["channel"], ts=sent["ts"], text="x")


def test_a_fault_may_concern_one_person_or_channel_only(slack: LocalSlack, client: WebClient) -> None:
    """A person is meant by their id and by their direct message alike."""
    slack.fail("chat.postMessage", "error", times=None, user="U0MIA")
    slack.fail("chat.postMessage", "error", times=None, channel="C0DESK")

    for place in ("U0MIA", "D0MIA", "C0DESK"):
        with pytest.raises(SlackApiError):
            post(client, place)
    assert post(client, "U0DANA")["ok"]

    slack.heal()
    assert post(client, "U0MIA")["ok"]


def test_a_fault_may_wait_for_its_turn(slack: LocalSlack, client: WebClient) -> None:
    """after=1 lets the first call through."""
    slack.fail("chat.postMessage", "error", after=1)

    assert post(client)["ok"]
    with pytest.raises(SlackApiError):
        post(client)
    assert post(client)["ok"]


def test_an_unknown_fault_is_a_mistake(slack: LocalSlack) -> None:
    """A typo must not arm nothing."""
    with pytest.raises(ValueError, match="no such fault: explode"):
        slack.fail("*", "explode")


def test_waiting_in_vain_says_what_everybody_reads(slack: LocalSlack, client: WebClient) -> None:
    """wait_until fails with the screens, so that a failing story explains itself."""
    post(client)

    with pytest.raises(AssertionError, match=r"(?s)== mia.*stepin: page"):
        slack.wait_until(lambda: False, timeout=0.01)


def test_each_call_is_written_down_with_its_arguments(slack: LocalSlack, client: WebClient) -> None:
    """Method, token, arguments as sent and the answer."""
    post(client)

    call = slack.calls[0]
    assert (call.method, call.token, call.ok, call.error, call.status) == (
        "chat.postMessage",
        "xoxb-local",
        True,
        None,
        200,
    )
    assert call.args["channel"] == "U0MIA"
    assert call.page_id == "p1"
    assert json.dumps(call.response)
