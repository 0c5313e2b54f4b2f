"""Socket Mode: the same life over outgoing connections, which Slack refreshes, drops and forgets (F12)."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from itertools import islice
from threading import Event, Lock
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.front_door import ORDINARY
from bot.in_hand import InHand
from bot.local_slack import Channel, LocalSlack, Member
from bot.slack.messenger import client_for
from bot.slack.socket import CONNECTIONS, Sockets
from storage.database import Database
from tests.bot.slack.given import names, timeline
from tests.world import World, world_on

# The SDK drops the socket of a connection that went silent without closing it.
pytestmark = pytest.mark.filterwarnings("ignore:Exception ignored in.*socket:pytest.PytestUnraisableExceptionWarning")


@contextmanager
def connected(slack: LocalSlack, app: App, in_hand: InHand) -> Iterator[Sockets]:
    """Both connections stand, and Slack reaches the bot by them alone."""
    client = client_for("xoxb-local", slack.api_url)
    sockets = Sockets(app, "xapp-local", client, in_hand, ping_every=0.25)
    slack.bot_url = None
    sockets.connect()
    slack.wait_until(lambda: slack.sockets_connected == CONNECTIONS)
    try:
        yield sockets
    finally:
        sockets.close()
        gc.collect()


@pytest.fixture(scope="module")
def socketed() -> Iterator[World]:
    """A world whose Slack reaches the bot over its own two connections; its stories follow one another."""
    made = world_on(Database("sqlite://"), answer_within=1.0)
    with made as world, connected(world.slack, world.app.bolt, world.app.in_hand):
        yield world


def test_a_whole_life_over_sockets(socketed: World) -> None:
    """Raise, acknowledge, come, resolve with a note: nothing needs an address of ours."""
    world = socketed
    assert world.mia.types("/escalate abusive bar he shouts", channel="C0DESK").in_time
    assert world.dana.presses("I have it").in_time
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    dana = world.slack.person("U0DANA")
    world.slack.wait_until(dana.modal)
    for field, choice in (("ended", "Solved"), ("trigger", "Unknown"), ("helped", "Listening")):
        assert dana.picks(field, choice).in_time
    for field, choice in (("behaviour", "Shouting"), ("tried", "Listened"), ("harder", "Nothing")):
        assert dana.picks(field, choice).in_time
    assert dana.submits().in_time
    assert dana.submits().in_time
    assert dana.modal() is None
    world.settle()
    assert world.escalations() == []
    assert world.slack.missed_answers == []
    assert "Dana closed it" in world.mia.card().plain()


def pressed_twice(world: World, page: Any) -> None:
    """The same click, twice, is one acknowledgement."""
    dana = world.slack.person("U0DANA")
    assert dana.press_payload(page, "I have it").in_time
    assert dana.press_payload(page, "I have it").in_time
    world.settle()
    (newest, *_) = sorted(world.escalations(), key=lambda e: e.raised_at, reverse=True)
    assert names(timeline(world, newest.id)).count("Acknowledged") == 1


def test_a_refresh_is_served_by_another_connection(socketed: World) -> None:
    """F12: Slack refreshes every connection; a person presses, and presses again: one effect, nothing missed."""
    world = socketed
    world.mia.types("/escalate threat bar", channel="C0DESK")
    page = world.slack.person("U0DANA").dm()[-1]
    world.slack.disconnect_sockets("refresh_requested")
    world.slack.wait_until(lambda: world.slack.sockets_connected == CONNECTIONS, timeout=15)
    pressed_twice(world, page)


def test_half_open_connections_are_noticed(socketed: World) -> None:
    """F12: connections that look alive and carry nothing: the click is missed, and Slack shows it. Connected anew,
    the same click works, and what it means happens once."""
    world = socketed
    world.clock.move(1)
    world.jon.types("/escalate threat front desk", channel="C0DESK")
    page = world.slack.person("U0DANA").dm()[-1]
    world.slack.half_open_sockets()
    assert not world.slack.person("U0DANA").press_payload(page, "I have it").in_time

    def both_serve() -> bool:
        """Slack takes either connection, so several clicks in a row are served only once both are new."""
        return all(world.slack.person("U0DANA").press_payload(page, "I have it").in_time for _ in range(8))

    assert any(both_serve() for _ in range(20))
    pressed_twice(world, page)


class Hanging:
    """An app whose ordinary listeners hang until they are let go."""

    def __init__(self, slack: LocalSlack) -> None:
        self.go, self.begun, self._lock = Event(), 0, Lock()
        me = AuthorizeResult(enterprise_id=None, team_id="T0LOCAL", bot_token="xoxb-local")
        self.bolt = App(
            signing_secret="s", authorize=lambda: me, process_before_response=True, client=client_for("", slack.api_url)
        )
        self.bolt.action("form.note")(self._hang)
        self.bolt.action("act.acknowledge")(lambda ack: ack())
        self.bolt.command("/escalate")(lambda ack: ack("called"))

    def _hang(self, ack: Any) -> None:
        with self._lock:
            self.begun += 1
        assert self.go.wait(10)
        ack()


BUTTONS = [
    {
        "type": "actions",
        "elements": [
            {"type": "button", "action_id": action, "value": "e", "text": {"type": "plain_text", "text": label}}
            for action, label in (("form.note", "Write the note"), ("act.acknowledge", "I have it"))
        ],
    }
]


def test_twenty_blocked_listeners_leave_room_for_help() -> None:
    """F04 over Socket Mode: what is too many is never begun and gets no answer, which Slack shows to the person;
    /escalate and "I have it" are served in time."""
    people = [Member("U0MIA", "mia")]
    with LocalSlack(people, [Channel("C0DESK", "desk", ["U0MIA"])], commands={"/escalate": ""}) as slack:
        hanging, in_hand = Hanging(slack), InHand()
        mia = slack.person("U0MIA")
        with connected(slack, hanging.bolt, in_hand), ThreadPoolExecutor(20) as pool:
            client_for("xoxb-local", slack.api_url).chat_postMessage(channel="C0DESK", text="x", blocks=BUTTONS)
            stuck = [pool.submit(mia.presses, "Write the note") for _ in range(20)]
            slack.wait_until(lambda: hanging.begun == ORDINARY)
            assert mia.types("/escalate violent", channel="C0DESK").in_time
            assert mia.presses("I have it").in_time
            assert {one.result().in_time for one in islice(as_completed(stuck, timeout=10), 20 - ORDINARY)} == {False}
            hanging.go.set()
        assert hanging.begun == ORDINARY
        in_hand.close()
