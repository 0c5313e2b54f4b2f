"""Socket Mode with the SDK's own client: envelopes, acknowledgements, refreshes and silence."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


@pytest.fixture
def connect() -> Iterator[Callable[[LocalSlack, App], SocketModeHandler]]:
    """Connect a Bolt app over Socket Mode; it closes with the test."""
    with ExitStack() as open_handlers:

        def made(slack: LocalSlack, app: App) -> SocketModeHandler:
            web = WebClient(token=slack.app.bot_token, base_url=slack.api_url)
            before = slack.sockets_connected
            handler = SocketModeHandler(app, slack.app.app_token, web_client=web, ping_interval=0.5)
            open_handlers.callback(hang_up, slack, handler)
            handler.connect()
            slack.wait_until(lambda: slack.sockets_connected > before)
            return handler

        yield made


def hang_up(slack: LocalSlack, handler: SocketModeHandler) -> None:
    """Close from the server's side first: the client's own close would wait for its 3 s read to end."""
    handler.client.auto_reconnect_enabled = False
    slack.stop()
    handler.close()


def counting(slack: LocalSlack, bolt: Fixture, seen: list[Any]) -> App:
    """Give an app that notes each command and answers it."""
    app: App = bolt(slack)
    app.command("/escalate")(lambda ack, command: (seen.append(command["text"]), ack(f"got {command['text']}")))
    return app


def test_a_command_goes_through_the_socket_and_its_answer_comes_back(
    slack: LocalSlack, bolt: Fixture, connect: Fixture
) -> None:
    """No address is needed: the acknowledgement's payload is the answer."""
    seen: list[str] = []
    connect(slack, counting(slack, bolt, seen))

    delivery = slack.person("U0MIA").types("/escalate violent", channel="C0DESK")

    assert delivery.ok
    assert seen == ["violent"]
    assert [m.text for m in slack.person("U0MIA").channel("C0DESK")] == ["got violent"]


def test_modals_and_events_go_through_the_socket_too(slack: LocalSlack, bolt: Fixture, connect: Fixture) -> None:
    """A submission's errors come back in the acknowledgement; an event is acknowledged without words."""
    words = {"type": "plain_text", "text": "X"}
    block = {
        "type": "input",
        "block_id": "b",
        "label": words,
        "element": {"type": "plain_text_input", "action_id": "a"},
    }
    view = {"type": "modal", "callback_id": "cb", "title": words, "submit": words, "blocks": [block]}
    heard: list[str] = []
    app = bolt(slack)

    def opens(ack: Any, body: dict[str, Any], client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    app.shortcut("get_help")(opens)
    app.view("cb")(lambda ack: ack(response_action="errors", errors={"b": "No"}))
    app.event("message")(lambda event: heard.append(event["text"]))
    connect(slack, app)
    mia = slack.person("U0MIA")

    mia.runs_shortcut("get_help")
    mia.fills("X", "words")
    mia.submits()
    mia.says("hello")

    top = mia.modal()
    assert top is not None
    assert slack.workspace.screens.errors[top.id] == {"b": "No"}
    assert heard == ["hello"]


def test_a_payload_goes_to_any_one_of_several_connections(slack: LocalSlack, bolt: Fixture, connect: Fixture) -> None:
    """Each is served once, and both connections get their share."""
    one: list[str] = []
    two: list[str] = []
    connect(slack, counting(slack, bolt, one))
    connect(slack, counting(slack, bolt, two))

    for number in range(4):
        slack.person("U0MIA").types(f"/escalate {number}")

    assert sorted(one + two) == ["0", "1", "2", "3"]
    assert one
    assert two


def test_a_refresh_makes_the_app_connect_anew(slack: LocalSlack, bolt: Fixture, connect: Fixture) -> None:
    """F12: after a disconnect frame the client comes back by itself and acts go on."""
    seen: list[str] = []
    connect(slack, counting(slack, bolt, seen))

    slack.disconnect_sockets("refresh_requested")
    slack.wait_until(lambda: slack.sockets_connected == 1, timeout=10)

    assert slack.person("U0MIA").types("/escalate again").ok
    assert seen == ["again"]


def test_a_half_open_connection_swallows_an_act(start: Fixture, bolt: Fixture, connect: Fixture) -> None:
    """F12: Slack believes in the connection, nothing arrives, the answer is missed, nobody is told otherwise."""
    slack = start(answer_within=0.3)
    seen: list[str] = []
    connect(slack, counting(slack, bolt, seen))
    slack.half_open_sockets()

    delivery = slack.person("U0MIA").types("/escalate lost")

    assert not delivery.in_time
    assert slack.missed_answers == [delivery]
    assert seen == []


def test_an_app_that_notices_the_silence_is_reached_again(start: Fixture, bolt: Fixture, connect: Fixture) -> None:
    """The client connects anew and hangs up the silent connection: from then on acts arrive."""
    slack = start(answer_within=0.3)
    seen: list[str] = []
    handler = connect(slack, counting(slack, bolt, seen))
    slack.half_open_sockets()

    handler.client.connect_to_new_endpoint(force=True)
    slack.wait_until(lambda: slack.person("U0MIA").types("/escalate back").ok)

    assert seen == ["back"]


def test_an_app_that_does_not_acknowledge_has_missed_it(start: Fixture, bolt: Fixture, connect: Fixture) -> None:
    """Three seconds hold for envelopes too (shortened here)."""
    slack = start(answer_within=0.2)
    let_go = threading.Event()
    app = bolt(slack)
    app.command("/escalate")(lambda ack: (let_go.wait(5), ack()))
    connect(slack, app)

    delivery = slack.person("U0MIA").types("/escalate")
    let_go.set()

    assert not delivery.in_time
    assert "operation_timeout" in slack.person("U0MIA").reads()


def test_a_ticket_lets_one_connection_in(slack: LocalSlack, client: WebClient) -> None:
    """An address is good once."""
    from websockets.exceptions import InvalidStatus
    from websockets.sync.client import connect as dial

    url = client.apps_connections_open(app_token=slack.app.app_token)["url"]
    with dial(url) as link:
        assert '"type": "hello"' in str(link.recv())
        with pytest.raises(InvalidStatus):
            dial(url)
