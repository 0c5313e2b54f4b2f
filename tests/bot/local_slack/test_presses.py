"""Presses on messages: found by label, sent with everything Slack sends, stale and simultaneous ones too."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def button(label: str, **more: Any) -> dict[str, Any]:
    """Give a button."""
    return {"type": "button", "text": {"type": "plain_text", "text": label}, **more}


def card(words: str, *elements: dict[str, Any]) -> list[dict[str, Any]]:
    """Give a section and, below it, a row of elements."""
    section = {"type": "section", "text": {"type": "mrkdwn", "text": words}}
    return [section, *([{"type": "actions", "elements": list(elements)}] if elements else [])]


def test_a_press_carries_the_message_and_its_value(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """block_actions has user, channel, message, container, one action and a response url."""
    seen: list[dict[str, Any]] = []
    app = bolt(slack)
    app.action("have")(lambda ack, body: (seen.append(body), ack()))
    serve(slack, app)
    sent = client.chat_postMessage(
        channel="U0DANA", text="page", blocks=card("page", button("I have it", action_id="have", value="e1"))
    )

    delivery = slack.person("U0DANA").presses("I have it")

    body = seen[0]
    assert delivery.status == 200
    assert body["user"] == {"id": "U0DANA", "username": "dana", "name": "dana", "team_id": "T0LOCAL"}
    assert body["channel"] == {"id": "D0DANA", "name": "directmessage"}
    assert body["container"]["message_ts"] == sent["ts"]
    assert body["container"]["is_ephemeral"] is False
    assert body["message"]["ts"] == sent["ts"]
    assert body["message"]["bot_id"] == "B0LOCAL"
    assert body["enterprise"] is None
    assert body["is_enterprise_install"] is False
    assert body["state"] == {"values": {}}
    assert body["response_url"]
    action = body["actions"][0]
    assert (action["action_id"], action["value"], action["type"]) == ("have", "e1", "button")
    assert action["text"] == {"type": "plain_text", "text": "I have it", "emoji": True}
    assert action["block_id"] == body["message"]["blocks"][1]["block_id"]
    assert action["action_ts"]


def test_an_overflow_option_is_pressed_by_its_label(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """The chosen option comes whole as selected_option."""
    options = [{"text": {"type": "plain_text", "text": t}, "value": t.lower()} for t in ("Wrong place", "Hand on")]
    seen: list[dict[str, Any]] = []
    app = bolt(slack)
    app.action("more")(lambda ack, action: (seen.append(action), ack()))
    serve(slack, app)
    menu = {"type": "overflow", "action_id": "more", "options": options}
    client.chat_postMessage(channel="U0DANA", text="page", blocks=card("page", menu))

    slack.person("U0DANA").presses("Hand on")

    assert seen[0]["selected_option"]["value"] == "hand on"


def test_the_newest_button_is_pressed_and_where_narrows(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """Among equal labels the newest message wins; a ts or a channel picks another; nth counts from the newest."""
    seen: list[str] = []
    app = bolt(slack)
    app.action("go")(lambda ack, action: (seen.append(action["value"]), ack()))
    serve(slack, app)
    sent = [
        client.chat_postMessage(channel=place, text="x", blocks=card("x", button("Go", action_id="go", value=place)))
        for place in ("C0DESK", "U0MIA")
    ]
    mia = slack.person("U0MIA")

    mia.presses("Go")
    mia.presses("Go", where=sent[0]["ts"])
    mia.presses("Go", where="C0DESK")
    mia.presses("Go", nth=1)
    mia.presses("Go", value="C0DESK")

    assert seen == ["U0MIA", "C0DESK", "C0DESK", "C0DESK", "C0DESK"]
    with pytest.raises(LookupError, match=r"nothing labelled 'Stop' to press; visible: \['Go', 'Go'\]"):
        mia.presses("Stop")


def test_a_stale_click_sends_the_message_as_it_was(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """A button that was on the screen a moment ago can still arrive after the edit that removed it."""
    seen: list[dict[str, Any]] = []
    app = bolt(slack)
    app.action("have")(lambda ack, body: (seen.append(body), ack()))
    serve(slack, app)
    blocks = card("page", button("I have it", action_id="have"))
    sent = client.chat_postMessage(channel="U0DANA", text="page", blocks=blocks)
    dana = slack.person("U0DANA")
    before = dana.dm()[0]
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="over", blocks=[])

    dana.press_payload(before, "I have it")

    assert dana.buttons() == []
    assert seen[0]["message"]["text"] == "page"


def test_many_people_may_press_at_the_same_moment(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """Presses from several threads all arrive, each with a trigger of its own."""
    seen: list[str] = []
    app = bolt(slack)
    app.action("go")(lambda ack, body: (seen.append(body["trigger_id"]), ack()))
    serve(slack, app)
    client.chat_postMessage(channel="C0DESK", text="x", blocks=card("x", button("Go", action_id="go")))
    ready = threading.Barrier(6)

    def press(user: str) -> None:
        ready.wait(5)
        slack.person(user).presses("Go")

    threads = [threading.Thread(target=press, args=(user,)) for user in ("U0MIA", "U0DANA") * 3]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(set(seen)) == 6


def test_a_press_on_an_ephemeral_message_comes_without_the_message(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """Slack leaves the message out of such payloads, so nobody may rely on it."""
    seen: list[dict[str, Any]] = []
    app = bolt(slack)
    app.action("go")(lambda ack, body: (seen.append(body), ack()))
    serve(slack, app)
    blocks = card("x", button("Go", action_id="go"))
    client.chat_postEphemeral(channel="C0DESK", user="U0MIA", text="x", blocks=blocks)

    slack.person("U0MIA").presses("Go", where="ephemeral")

    assert "message" not in seen[0]
    assert seen[0]["container"]["is_ephemeral"] is True


def test_a_select_in_a_message_keeps_its_choice_for_the_next_press(
    slack: LocalSlack, client: WebClient, bolt: Fixture, serve: Fixture
) -> None:
    """state.values of a message holds what this person picked there."""
    options = [{"text": {"type": "plain_text", "text": t}, "value": t} for t in ("A", "B")]
    states: list[Any] = []
    app = bolt(slack)
    app.action("menu")(lambda ack, body: (states.append(body["state"]["values"]), ack()))
    app.action("go")(lambda ack, body: (states.append(body["state"]["values"]), ack()))
    serve(slack, app)
    menu = {"type": "static_select", "action_id": "menu", "options": options}
    blocks = card("x", menu, button("Go", action_id="go"))
    blocks[1]["block_id"] = "acts"
    client.chat_postMessage(channel="C0DESK", text="x", blocks=blocks)

    slack.person("U0MIA").picks("menu", "B")
    slack.person("U0MIA").presses("Go")
    slack.person("U0DANA").presses("Go")

    chosen = [state["acts"]["menu"]["selected_option"] for state in states]
    assert [choice and choice["value"] for choice in chosen] == ["B", "B", None]
