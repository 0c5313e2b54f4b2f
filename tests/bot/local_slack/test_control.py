"""The control room over HTTP: what the page and outside tests read and do."""

from __future__ import annotations

import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]
Json = dict[str, Any]


def get(slack: LocalSlack, path: str) -> Json:
    """Read a control."""
    with urllib.request.urlopen(slack.page_url + path) as answer:
        body: Json = json.load(answer)
        return body


def send(slack: LocalSlack, path: str, body: Json) -> Json:
    """Use a control; mistakes come back as their answer."""
    request = urllib.request.Request(slack.page_url + path, json.dumps(body).encode())
    try:
        with urllib.request.urlopen(request) as answer:
            given: Json = json.load(answer)
    except urllib.error.HTTPError as mistake:
        with mistake:
            given = json.load(mistake)
    return given


@pytest.fixture
def desk(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> LocalSlack:
    """A local Slack with an app: a command opens a modal, a button and the modal answer in words."""
    words = {"type": "plain_text", "text": "What"}
    element = {"type": "plain_text_input", "action_id": "typed"}
    field = {"type": "input", "block_id": "what", "label": words, "element": element}
    view = {"type": "modal", "callback_id": "raise", "title": words, "submit": words, "blocks": [field]}
    app = bolt(slack)

    def escalate(ack: Any, body: Json, client: Any) -> None:
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack("Recorded")

    def submitted(ack: Any, body: Json, client: Any) -> None:
        client.chat_postMessage(channel="U0DANA", text=body["view"]["state"]["values"]["what"]["typed"]["value"])
        ack()

    app.command("/escalate")(escalate)
    app.view("raise")(submitted)
    app.action("go")(
        lambda ack, action, client: (client.chat_postMessage(channel="U0MIA", text=action["action_id"]), ack())
    )
    app.event("app_home_opened")(
        lambda event, client: client.views_publish(user_id=event["user"], view={"type": "home", "blocks": []})
    )
    app.event("message")(lambda: None)
    serve(slack, app)
    return slack


def test_the_state_shows_what_one_person_sees(desk: LocalSlack, client: WebClient) -> None:
    """Members, channels with messages, modals, home: everything that the page draws."""
    client.chat_postMessage(channel="U0DANA", text="for dana")
    send(desk, "control/act", {"as": "U0MIA", "do": "command", "text": "/escalate", "channel": "C0DESK"})
    send(desk, "control/act", {"as": "U0MIA", "do": "home"})

    state = get(desk, "control/state?as=U0MIA")

    assert state["me"]["id"] == "U0MIA"
    assert [member["id"] for member in state["members"]] == ["U0MIA", "U0DANA", "U0OMAR"]
    assert state["app"] == {"name": "StepIn", "bot_user_id": "U0BOT", "team_name": "Local"}
    assert state["commands"] == {"/escalate": "Get help"}
    assert state["now"].endswith("Z")
    rooms = {room["id"]: room for room in state["channels"]}
    assert rooms["C0DESK"]["messages"][0]["text"] == "Recorded"
    assert rooms["C0DESK"]["messages"][0]["ephemeral"] is True
    assert rooms["C0DESK"]["unread"] == 1
    assert rooms["D0MIA"]["kind"] == "dm"
    assert state["modals"][0]["title"]["text"] == "What"
    assert state["home"]["type"] == "home"
    assert "for dana" not in json.dumps(state)
    assert get(desk, "control/state?as=U0DANA")["notifications"][0]["text"] == "for dana"


def test_a_form_is_filled_and_submitted_by_ids(desk: LocalSlack) -> None:
    """Local complaints come back with the act; then values are kept, submitted, and the modal goes."""
    send(desk, "control/act", {"as": "U0MIA", "do": "command", "text": "/escalate", "channel": "C0DESK"})
    view = get(desk, "control/state?as=U0MIA")["modals"][0]["id"]

    empty = send(desk, "control/act", {"as": "U0MIA", "do": "submit", "view": view})
    errors = get(desk, "control/state?as=U0MIA")["local_errors"]
    act = {"as": "U0MIA", "do": "fill", "view": view, "block_id": "what", "action_id": "typed", "value": "help"}
    send(desk, "control/act", act)
    kept = get(desk, "control/state?as=U0MIA")["modals"][0]["state"]["values"]
    sent = send(desk, "control/act", {"as": "U0MIA", "do": "submit", "view": view})

    assert empty["errors"] == {"what": "Please complete this required field."}
    assert empty["delivery"] is None
    assert errors == {view: {"what": "Please complete this required field."}}
    assert kept["what"]["typed"]["value"] == "help"
    assert sent["delivery"]["status"] == 200
    assert get(desk, "control/state?as=U0MIA")["modals"] == []
    assert [m.text for m in desk.person("U0DANA").dm()] == ["help"]


def test_what_was_typed_and_not_entered_is_kept_and_the_app_hears_nothing(desk: LocalSlack) -> None:
    """It goes along with the next act."""
    send(desk, "control/act", {"as": "U0MIA", "do": "command", "text": "/escalate", "channel": "C0DESK"})
    view = get(desk, "control/state?as=U0MIA")["modals"][0]["id"]
    act = {"as": "U0MIA", "do": "keep", "view": view, "block_id": "what", "action_id": "typed", "value": "help"}

    assert send(desk, "control/act", act)["delivery"] is None
    send(desk, "control/act", {"as": "U0MIA", "do": "submit", "view": view})

    assert [m.text for m in desk.person("U0DANA").dm()] == ["help"]


def test_values_may_come_with_the_submission(desk: LocalSlack) -> None:
    """The page may send everything at once."""
    send(desk, "control/act", {"as": "U0MIA", "do": "command", "text": "/escalate", "channel": "C0DESK"})
    view = get(desk, "control/state?as=U0MIA")["modals"][0]["id"]

    send(desk, "control/act", {"as": "U0MIA", "do": "submit", "view": view, "values": {"what": {"typed": "now"}}})

    assert [m.text for m in desk.person("U0DANA").dm()] == ["now"]


def test_a_button_is_pressed_by_its_ids(desk: LocalSlack, client: WebClient) -> None:
    """Where it is, block_id and action_id."""
    element = {"type": "button", "action_id": "go", "text": {"type": "plain_text", "text": "Go"}}
    blocks = [{"type": "actions", "block_id": "row", "elements": [element]}]
    sent = client.chat_postMessage(channel="C0DESK", text="x", blocks=blocks)
    at = {"channel": "C0DESK", "ts": sent["ts"]}

    done = send(
        desk,
        "control/act",
        {"as": "U0MIA", "do": "press", "at": at, "block_id": "row", "action_id": "go", "value": None},
    )

    assert done["ok"]
    assert done["delivery"]["in_time"]
    assert [m.text for m in desk.person("U0MIA").dm()] == ["go"]


def test_words_are_said_and_messages_read(desk: LocalSlack, client: WebClient) -> None:
    """say posts; read takes the unread count away."""
    client.chat_postMessage(channel="U0MIA", text="new")
    assert _unread(desk) == 1

    send(desk, "control/act", {"as": "U0MIA", "do": "say", "text": "hello", "channel": None})
    send(desk, "control/act", {"as": "U0MIA", "do": "read", "channel": "D0MIA"})

    assert _unread(desk) == 0
    assert [m.text for m in desk.person("U0MIA").dm()] == ["new", "hello"]


def test_mistakes_come_back_as_sentences(desk: LocalSlack) -> None:
    """A closed view, an unknown act, a stranger."""
    for act in (
        {"do": "submit", "view": "V9"},
        {"do": "dance"},
        {"do": "command", "text": "/x"},
        {"as": "U9", "do": "home"},
    ):
        answer = send(desk, "control/act", {"as": "U0MIA", **act})
        assert answer["ok"] is False
        assert answer["error"]


def test_the_clock_moves_where_there_is_one_to_move(start: Fixture, slack: LocalSlack) -> None:
    """POST /control/clock calls the demo's clock."""
    moved: list[float] = []
    movable = start(move_clock=moved.append)

    assert send(movable, "control/clock", {"seconds": 30})["ok"]
    assert moved == [30.0]
    assert send(slack, "control/clock", {"seconds": 30})["error"] == "this clock cannot be moved"


def test_failures_are_armed_and_calls_read_from_outside(slack: LocalSlack, client: WebClient) -> None:
    """The same as slack.fail, heal and calls."""
    send(slack, "control/fail", {"method": "auth.test", "how": "error", "times": None})
    with pytest.raises(SlackApiError, match="fatal_error"):
        client.auth_test()
    send(slack, "control/heal", {})
    client.auth_test()

    calls = get(slack, "control/calls?since=0")
    assert [(call["method"], call["ok"]) for call in calls["calls"]] == [("auth.test", False), ("auth.test", True)]
    assert get(slack, f"control/calls?since={calls['next']}")["calls"] == []


def test_changes_are_told_as_they_come(slack: LocalSlack, client: WebClient) -> None:
    """Server-sent events: the version now, then one line for each change."""
    connection = http.client.HTTPConnection(urlsplit(slack.page_url).netloc, timeout=5)
    connection.request("GET", "/control/events")
    with connection.getresponse() as stream:
        first = json.loads(stream.readline().decode().removeprefix("data: "))["version"]
        stream.readline()
        client.chat_postMessage(channel="U0MIA", text="x")
        second = json.loads(stream.readline().decode().removeprefix("data: "))["version"]
    connection.close()

    assert second > first


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/", "text/html"), ("/static/main.js", "text/javascript"), ("/static/icon.svg", "image/svg+xml")],
)
def test_the_page_is_served_and_never_kept(slack: LocalSlack, path: str, kind: str) -> None:
    """Right content types, no caching."""
    with urllib.request.urlopen(slack.page_url.rstrip("/") + path) as answer:
        assert answer.headers["Content-Type"].startswith(kind)
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.read()


@pytest.mark.parametrize(
    "path",
    [
        "/static/../slack.py",
        "/static/%2e%2e/slack.py",
        "/static//etc/passwd",
        "/static/",
        "/slack.py",
        "/static/%00",
        "/x",
    ],
)
def test_nothing_outside_the_pages_folder_is_served(slack: LocalSlack, path: str) -> None:
    """Whatever the address, only files of the page come out."""
    connection = http.client.HTTPConnection(urlsplit(slack.page_url).netloc, timeout=5)
    connection.request("GET", path)
    with connection.getresponse() as answer:
        assert answer.status == 404
    connection.close()


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}],
)
def test_other_sites_cannot_steer_the_workspace(slack: LocalSlack, headers: dict[str, str]) -> None:
    """A page of another site in the same browser, or a name pointed at this machine, is turned away."""
    connection = http.client.HTTPConnection(urlsplit(slack.page_url).netloc, timeout=5)
    connection.request("POST", "/control/heal", b"{}", headers)
    with connection.getresponse() as answer:
        assert answer.status == 403
    connection.close()


def test_a_local_slack_that_never_started_can_be_stopped() -> None:
    """Stopping is always possible, and twice too."""
    slack = LocalSlack([])
    slack.stop()
    slack.stop()


def _unread(slack: LocalSlack) -> int:
    rooms = get(slack, "control/state?as=U0MIA")["channels"]
    return next(int(room["unread"]) for room in rooms if room["id"] == "D0MIA")
