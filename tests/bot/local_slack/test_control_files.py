"""Files through the control room: what the page uploads, takes out again and shows."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from bot.local_slack import LocalSlack, UserGroup

Fixture = Callable[..., Any]
Json = dict[str, Any]
PNG = b"\x89PNG\r\n\x1a\n and the rest of a picture"


def ask(slack: LocalSlack, path: str, body: bytes | None = None) -> Json:
    """Use a control and give its answer, mistakes too."""
    try:
        with urllib.request.urlopen(urllib.request.Request(slack.page_url + path, body)) as answer:
            given: Json = json.load(answer)
    except urllib.error.HTTPError as mistake:
        with mistake:
            given = json.load(mistake)
    return given


@pytest.fixture
def field(slack: LocalSlack, opening: Fixture, serve: Fixture, modal: Fixture, words: Fixture) -> dict[str, str]:
    """A form with one file input, open in front of Mia: the names by which the page calls it."""
    element = {"type": "file_input", "action_id": "ics", "filetypes": ["ics"]}
    serve(
        slack,
        opening(slack, modal({"type": "input", "block_id": "rota", "label": words("Calendar"), "element": element})),
    )
    mia = slack.person("U0MIA")
    mia.types("/escalate")
    view = mia.modal()
    assert view is not None
    return {"as": "U0MIA", "view": view.id, "block_id": "rota", "action_id": "ics"}


def names_held(slack: LocalSlack) -> list[str]:
    """Give the names of the files that the open form holds."""
    view = ask(slack, "control/state?as=U0MIA")["modals"][0]
    return [file["name"] for file in view["state"]["values"]["rota"]["ics"]["files"]]


def test_the_page_puts_files_in_and_takes_them_out(slack: LocalSlack, field: dict[str, str]) -> None:
    """Bytes go up as they are; the state says what the field holds."""
    ask(slack, "control/upload?" + urlencode({**field, "name": "one.ics"}), b"one")
    done = ask(slack, "control/upload?" + urlencode({**field, "name": "two & three.ics"}), b"two")
    assert done == {"ok": True, "delivery": None, "errors": {}}
    assert names_held(slack) == ["one.ics", "two & three.ics"]

    first = slack.workspace.screens.values[field["view"]]["rota"]["ics"]["files"][0]["id"]
    ask(slack, "control/act", json.dumps({**field, "do": "take_out", "value": first}).encode())

    assert names_held(slack) == ["two & three.ics"]


def test_what_the_field_does_not_take_is_said_to_the_page(slack: LocalSlack, field: dict[str, str]) -> None:
    """As an error at the field, which is in the state too."""
    done = ask(slack, "control/upload?" + urlencode({**field, "name": "one.pdf"}), b"one")

    assert done["errors"] == {"rota": "Only files of these types: ics."}
    assert ask(slack, "control/state?as=U0MIA")["local_errors"] == {field["view"]: done["errors"]}
    assert names_held(slack) == []


def test_only_pictures_are_shown(slack: LocalSlack) -> None:
    """A picture by its id, with its own type; anything else a browser might run is not given out."""
    picture = slack.workspace.files.add("week.png", PNG, "U0BOT", slack.app.now())
    page = slack.workspace.files.add("week.html", b"<script>", "U0BOT", slack.app.now())

    with urllib.request.urlopen(f"{slack.page_url}control/file?id={picture.id}") as answer:
        assert (answer.headers["Content-Type"], answer.read()) == ("image/png", PNG)
    assert ask(slack, f"control/file?id={page.id}")["error"] == "no such picture"
    assert ask(slack, "control/file?id=F0NOTHERE")["ok"] is False


def test_the_state_has_topics_and_groups(start: Fixture, web_client: Fixture) -> None:
    """For the line over a channel, and for mentions by handle."""
    slack = start(usergroups=(UserGroup("S0DESK", "desk-on-call", users=["U0DANA"]),))
    web_client(slack).conversations_setTopic(channel="C0DESK", topic="On call: Dana")

    state = ask(slack, "control/state?as=U0MIA")

    room = next(channel for channel in state["channels"] if channel["id"] == "C0DESK")
    assert room["topic"] == "On call: Dana"
    assert room["messages"][0]["subtype"] == "channel_topic"
    assert state["usergroups"] == [{"id": "S0DESK", "handle": "desk-on-call", "users": ["U0DANA"]}]
