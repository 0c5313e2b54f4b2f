"""Events: envelopes, subscriptions, retries with their headers."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from slack_bolt import BoltResponse
from slack_sdk import WebClient

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


@pytest.fixture
def heard(bolt: Fixture, serve: Fixture) -> Fixture:
    """Serve an app that keeps each event request and answers with the statuses given, then with 200."""

    def made(slack: LocalSlack, *statuses: int) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        seen: list[tuple[dict[str, Any], dict[str, Any]]] = []
        left = iter(statuses)
        app = bolt(slack)

        def answer(body: dict[str, Any], request: Any) -> Any:
            seen.append((body, {k: v[0] for k, v in request.headers.items() if "retry" in k}))
            return BoltResponse(status=next(left, 200))

        app.middleware(answer)
        serve(slack, app)
        return seen

    return made


def test_words_in_the_direct_message_come_as_an_event(slack: LocalSlack, heard: Fixture) -> None:
    """event_callback with ids, authorizations and the message, control characters as entities."""
    seen = heard(slack)

    delivery = slack.person("U0MIA").says("he is <back>")

    body = seen[0][0]
    event = body["event"]
    assert delivery.ok
    assert (body["type"], body["team_id"], body["api_app_id"]) == ("event_callback", "T0LOCAL", "A0LOCAL")
    assert body["event_id"].startswith("Ev")
    assert isinstance(body["event_time"], int)
    assert body["authorizations"][0]["user_id"] == "U0BOT"
    assert (event["type"], event["channel"], event["channel_type"]) == ("message", "D0MIA", "im")
    assert event["text"] == "he is &lt;back&gt;"
    assert event["client_msg_id"]
    assert event["blocks"][0]["type"] == "rich_text"
    assert slack.person("U0MIA").dm()[0].ts == event["ts"]


def test_opening_home_is_an_event_with_the_view_once_there_is_one(slack: LocalSlack, heard: Fixture) -> None:
    """app_home_opened names the tab."""
    seen = heard(slack)
    mia = slack.person("U0MIA")

    mia.opens_home()
    mia.opens_dm()

    assert [body["event"]["tab"] for body, _ in seen] == ["home", "messages"]
    assert "view" not in seen[0][0]["event"]


def test_channels_are_heard_only_where_subscribed(start: Fixture, heard: Fixture) -> None:
    """Without message.channels an app never hears a channel."""
    slack = start()
    seen = heard(slack)
    assert slack.person("U0MIA").says("hello", channel="C0DESK").local
    assert seen == []
    assert [m.text for m in slack.person("U0DANA").channel("C0DESK")] == ["hello"]


def test_a_refused_event_is_sent_three_times_more(slack: LocalSlack, heard: Fixture) -> None:
    """The same event id, with x-slack-retry-num and the reason; then Slack gives up."""
    seen = heard(slack, 500, 500, 500, 500, 500)

    first = slack.person("U0MIA").says("hello")
    slack.wait_until(lambda: len(slack.events_sent) == 4)

    assert first.status == 500
    assert len({body["event_id"] for body, _ in seen}) == 1
    assert [headers for _, headers in seen] == [
        {},
        *({"x-slack-retry-num": str(n), "x-slack-retry-reason": "http_error"} for n in (1, 2, 3)),
    ]
    assert [event.retry for event in slack.events_sent] == [0, 1, 2, 3]


def test_retries_end_with_the_first_that_is_taken(slack: LocalSlack, heard: Fixture) -> None:
    """One failure, one retry."""
    heard(slack, 500)

    slack.person("U0MIA").says("hello")
    slack.wait_until(lambda: len(slack.events_sent) == 2)

    assert slack.events_sent[-1].delivery.ok


def test_a_slow_answer_is_retried_as_a_time_out(start: Fixture, bolt: Fixture, serve: Fixture) -> None:
    """Late counts as failed, so the app sees the event again though it is still at work on the first."""
    slack = start(answer_within=0.5)
    app, let_go, reasons = bolt(slack), threading.Event(), []

    def slow(request: Any, next: Callable[[], Any]) -> Any:
        reasons.append(request.headers.get("x-slack-retry-reason", [""])[0])
        if len(reasons) == 1:
            let_go.wait(5)
        return next()

    app.middleware(slow)
    app.event("message")(lambda: None)
    serve(slack, app)

    delivery = slack.person("U0MIA").says("hello")
    slack.wait_until(lambda: len(slack.events_sent) == 2)
    let_go.set()

    assert not delivery.in_time
    assert reasons[:2] == ["", "http_timeout"]


def test_muted_events_never_leave(slack: LocalSlack, heard: Fixture) -> None:
    """F13: hours of silence that are never made up for."""
    seen = heard(slack)
    slack.mute_events = True
    slack.person("U0MIA").says("lost")
    slack.mute_events = False
    slack.person("U0MIA").says("heard")

    assert [body["event"]["text"] for body, _ in seen] == ["heard"]
    assert [m.text for m in slack.person("U0MIA").dm()] == ["lost", "heard"]


def test_the_apps_address_is_verified_with_a_challenge(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """Bolt echoes url_verification by itself."""
    serve(slack, bolt(slack))

    assert slack.verify_url()


def test_an_app_hears_of_its_own_messages_where_asked(start: Fixture, heard: Fixture, web_client: Fixture) -> None:
    """Slack sends subscribers new, changed and deleted messages of their own too; Bolt drops them by itself."""
    slack = start(own_messages=True)
    seen = heard(slack)
    client: WebClient = web_client(slack)

    sent = client.chat_postMessage(channel="U0MIA", text="one")
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="two")
    client.chat_delete(channel=sent["channel"], ts=sent["ts"])
    slack.wait_until(lambda: len(slack.events_sent) == 3)

    new, changed, deleted = (sent.delivery.payload["event"] for sent in slack.events_sent)
    assert seen == []
    assert (new["bot_id"], new["text"], new.get("subtype")) == ("B0LOCAL", "one", None)
    assert (changed["subtype"], changed["message"]["text"]) == ("message_changed", "two")
    assert changed["previous_message"]["text"] == "one"
    assert (deleted["subtype"], deleted["deleted_ts"]) == ("message_deleted", new["ts"])


def test_without_its_scope_an_event_is_not_sent(start: Fixture, heard: Fixture) -> None:
    """message.im needs im:history, whatever was subscribed to."""
    slack = start(scopes=("chat:write",))
    seen = heard(slack)

    assert slack.person("U0MIA").says("hello").local
    assert seen == []
