"""Socket Mode: the same life over outgoing connections, which Slack refreshes, drops and forgets (F12)."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from bot.front_door import ORDINARY
from bot.in_hand import InHand
from bot.slack.socket import CONNECTIONS, Sockets
from tests.bot.slack.given import names, timeline
from tests.world import World


@pytest.fixture
def socketed(world: World) -> Iterator[World]:
    """A world whose Slack reaches the bot over its own two connections."""
    sockets = Sockets(world.app.bolt, "xapp-local", world.app.messenger.client, world.app.in_hand, ping_every=0.25)
    world.slack.bot_url = None
    sockets.connect()
    world.slack.wait_until(lambda: world.slack.sockets_connected == CONNECTIONS)
    yield world
    sockets.close()


def test_a_whole_life_over_sockets(socketed: World) -> None:
    """Raise, acknowledge, come, resolve with a note: nothing needs an address of ours."""
    world = socketed
    assert world.mia.types("/escalate abusive bar he shouts", channel="C0DESK").in_time
    assert world.dana.presses("I have it").in_time
    world.dana.presses("I'm with them")
    world.dana.presses("Resolve")
    dana = world.slack.person("U0DANA")
    world.slack.wait_until(dana.modal)
    for field, choice in (("ended", "Solved"), ("trigger", "Unknown"), ("helped", "Listening"), ("harder", "Nothing"),
                          ("behaviour", "Shouting")):  # fmt: skip
        assert dana.picks(field, choice).in_time
    assert dana.submits().in_time
    assert dana.modal() is None
    world.settle()
    assert world.escalations() == []
    assert world.slack.missed_answers == []
    assert "Dana closed it" in world.mia.card().plain()


def test_a_refresh_is_served_by_another_connection(socketed: World) -> None:
    """F12: Slack refreshes every connection; a person presses at once, and once more: one effect, no miss."""
    world = socketed
    world.mia.types("/escalate threat bar", channel="C0DESK")
    page = world.slack.person("U0DANA").dm()[-1]
    world.slack.disconnect_sockets("refresh_requested")
    world.slack.wait_until(lambda: world.slack.sockets_connected == CONNECTIONS, timeout=15)
    assert world.slack.person("U0DANA").press_payload(page, "I have it").in_time
    assert world.slack.person("U0DANA").press_payload(page, "I have it").in_time
    world.settle()
    assert names(timeline(world, world.the().id)).count("Acknowledged") == 1


def test_a_warning_of_a_disconnect_closes_nothing(socketed: World) -> None:
    """F12: Slack warns some seconds ahead; clicks meanwhile are served."""
    world = socketed
    world.slack.disconnect_sockets("warning")
    assert world.slack.person("U0MIA").types("/escalate threat bar", channel="C0DESK").in_time
    assert world.the()
    world.settle()


def test_half_open_connections_are_noticed_and_the_same_click_again_is_one_effect(socketed: World) -> None:
    """F12: connections that look alive and carry nothing: the click is missed and shown as such; connected again,
    the same click works, and what it means happens once."""
    world = socketed
    world.mia.types("/escalate threat bar", channel="C0DESK")
    page = world.slack.person("U0DANA").dm()[-1]
    world.slack.half_open_sockets()
    missed = world.slack.person("U0DANA").press_payload(page, "I have it")
    assert not missed.in_time
    world.slack.wait_until(lambda: world.slack.sockets_connected == CONNECTIONS, timeout=20)
    again = world.slack.person("U0DANA").press_payload(page, "I have it")
    assert again.in_time
    world.slack.person("U0DANA").press_payload(page, "I have it")
    world.settle()
    assert names(timeline(world, world.the().id)).count("Acknowledged") == 1


class Deaf:
    """A connection that takes every answer."""

    def __init__(self) -> None:
        self.sent: list[str] = []


def test_twenty_blocked_listeners_leave_room_over_sockets_too(socketed: World) -> None:
    """F04 over Socket Mode: what is too many gets no answer, which Slack shows; a call for help is served."""
    world = socketed
    world.mia.types("/escalate threat bar", channel="C0DESK")
    ref = world.the()
    release = Event()

    def blocked(n: int) -> bool:
        # An ordinary press that waits inside its listener, for the one writer of this store.
        return bool(world.slack.person("U0DANA").presses("Can't, pass on", nth=0).in_time) if n else True

    assert ORDINARY < 16
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(blocked, range(1)))
    release.set()
    assert ref.open
    assert isinstance(world.app.in_hand, InHand)
