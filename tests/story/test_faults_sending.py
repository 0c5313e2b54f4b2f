"""Fault rows of reliability.md, "Sending": what Slack's failures may cost, and what they may not."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from bot.slack.messenger import DEADLINE, SlackMessenger, client_for
from domain.page import Delivery, Kind
from handlers.ports import NotSent, OutcomeUnknown
from handlers.screens import Screen
from handlers.screens.parts import Line
from storage.database import Database
from tests.story.reading import buzzes, paged_at, shown
from tests.world import World, world_on

POST = "chat.postMessage"


def call(world: World, level: str = "threatening") -> None:
    """Mia calls from the front desk."""
    world.mia.types(f"/escalate {level} front desk", channel="C0DESK")


def posts_to(world: World, channel: str) -> list[Any]:
    """All attempts to post to one conversation."""
    return [c for c in world.slack.calls if c.method == POST and c.args.get("channel") == channel]


def page_rows(world: World, person: str) -> list[Any]:
    """The rows of one person's pages in the one open escalation, oldest first."""
    e = world.the()
    with world.store.read() as uow:
        rows = uow.messages.of_escalation(e.id)
    return [row for row in rows if row.kind == Kind.PAGE and row.person_id == person]


@pytest.mark.parametrize("how", ["http_500_after", "fatal_error"])
def test_f21_a_500_is_looked_up_before_anything_is_sent_again(anywhere: World, how: str) -> None:
    """F21: it may have been accepted. Found in the history, it is adopted; not found, it is sent once more."""
    if how == "fatal_error":
        anywhere.slack.fail(POST, "error", error="fatal_error", channel="D0DANA")
    else:
        anywhere.slack.fail(POST, "http_500_after", channel="D0DANA")
    call(anywhere)
    anywhere.until(0, 12)
    assert len(anywhere.pages("dana")) == 1
    assert len(anywhere.dana.dm()) == 1
    looked = [c for c in anywhere.slack.calls if c.method == "conversations.history"]
    assert looked
    assert page_rows(anywhere, "dana")[0].state == Delivery.SENT


@pytest.mark.parametrize(("retry_after", "comes_after"), [(1, 1), (10, 10), (None, 5), ("soon", 5)])
def test_f22_a_429_delays_this_destination_alone(world: World, retry_after: object, comes_after: int) -> None:
    """F22: the wait Slack asked for (absent or garbage: 5 s) is kept, nothing is lost, the others are unaffected."""
    world.slack.fail(POST, "ratelimited", channel="D0DANA", retry_after=retry_after)
    call(world)
    assert [paged_at(world, name) for name in ("omar", "rob")] == [[timedelta(0)]] * 2
    world.until(0, comes_after - 1)
    assert len(posts_to(world, "D0DANA")) == 1
    world.until(0, comes_after)
    assert paged_at(world, "dana") == [timedelta(seconds=comes_after)]


@pytest.mark.parametrize("retry_after", [61, 120])
def test_f22_a_wait_beyond_the_interval_calls_the_next_person(world: World, retry_after: int) -> None:
    """F22: ABUSIVE pages every 60 s; a longer silence calls the next tier at once, and nothing goes out within it."""
    world.slack.fail(POST, "ratelimited", channel="D0DANA", retry_after=retry_after)
    call(world, "abusive")
    assert "PageUndeliverable" in world.timeline(world.the().reference)
    assert paged_at(world, "omar") == [timedelta(0)]
    assert "Paging Omar, by chat only." in shown(world.mia.card())
    world.until(0, retry_after - 1)
    assert len(posts_to(world, "D0DANA")) == 1


def test_f24_a_page_that_slack_lost_stops_no_timer(world: World) -> None:
    """F24: ok, and never visible. Only a person stops the clock: paged again in 30 s, and up in 90."""
    world.slack.fail(POST, "hide", channel="D0DANA")
    call(world)
    assert world.dana.dm() == []
    world.until(0, 30)
    assert len(world.dana.dm()) == 1
    world.until(1, 30)
    assert len(world.pages("lea")) == 1


@pytest.mark.parametrize("error", ["is_archived", "not_in_channel", "channel_not_found", "cannot_dm_bot"])
def test_f25_a_permanent_refusal_moves_on_at_once_and_the_admin_hears(world: World, error: str) -> None:
    """F25: no second try there, the next person in the same second, and the admin reads whom it could not reach."""
    world.slack.fail(POST, "error", error=error, channel="D0DANA", times=None)
    call(world, "abusive")
    assert len(world.pages("omar")) == 1
    assert len(posts_to(world, "D0DANA")) == 1
    assert any("A page could not reach Dana." in words for words in buzzes(world.ines))
    assert "Paging Omar, by chat only." in shown(world.mia.card())


def test_f26_a_revoked_token_is_survived_until_it_is_mended(world: World) -> None:
    """F26: the raise is still taken, nothing is dropped, and all of it goes out when the token works again."""
    world.slack.revoke_token("account_inactive")
    call(world)
    assert world.the().state == "paging"
    assert world.pages("dana") == []
    world.time_passes(seconds=50)
    world.slack.restore_token()
    world.time_passes(seconds=60)
    assert world.pages("dana")
    assert world.pages("omar")
    assert world.mia.dm()


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_too_long"])
def test_f29_refused_blocks_go_out_as_plain_words(world: World, error: str) -> None:
    """F29: the same page, with the same id, as text that always fits."""
    world.slack.fail(POST, "error", error=error, channel="D0DANA")
    call(world)
    (page,) = world.dana.dm()
    assert page.blocks == []
    assert "THREATENING · Front desk, Harbour Hotel · call 1" in page.text
    refused, accepted = posts_to(world, "D0DANA")
    assert refused.page_id == accepted.page_id


def test_f30_a_closed_port_is_definitely_not_sent() -> None:
    """F30: nothing listens there; the outcome is honest, and known at once."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/api/"
    messenger = SlackMessenger(client_for("xoxb-1", url))
    began = time.monotonic()
    with pytest.raises(NotSent):
        messenger.post("D0DANA", Screen("hello", (Line(("hello",)),)), "p1")
    assert time.monotonic() - began < 1
    messenger.close()


@pytest.fixture
def dripping() -> Iterator[World]:
    """A Slack that answers a byte each half second."""
    with world_on(Database("sqlite://")) as world:
        world.slack.fail(POST, "drip", channel="D0DANA", delay=0.5)
        yield world


def test_f30_a_dripping_answer_ends_at_the_deadline(dripping: World) -> None:
    """F30: four seconds for the whole call, not for each read; then the outcome is unknown."""
    screen = Screen("hello", (Line(("hello",)),))
    began = time.monotonic()
    with pytest.raises(OutcomeUnknown):
        dripping.app.messenger.post("D0DANA", screen, "p1")
    assert DEADLINE - 0.1 <= time.monotonic() - began < DEADLINE + 1


def test_f34_everything_refused_is_told_counted_and_tried_on(world: World) -> None:
    """F34: the raiser has the number from the answer itself; tries go on and are counted; all arrives in the end."""
    world.slack.fail("*", "refuse", times=None)
    delivery = world.mia.types("/escalate violent front desk", channel="C0DESK")
    assert "Phone +49 30 5550199" in delivery.body
    world.time_passes(seconds=45)
    assert len(posts_to(world, "D0DANA")) >= 2
    counted = world.app.metrics.text().decode()
    assert 'stepin_pages_total{outcome="sent"} 0.0' in counted
    assert 'stepin_pages_total{outcome="unknown"} 0.0' not in counted
    world.slack.heal()
    world.time_passes(seconds=60)
    assert world.pages("dana")
    assert world.mia.dm()
    assert "Paging" in shown(world.mia.card())


def test_f35_error_notices_never_feed_themselves(world: World) -> None:
    """F35: with a 429 for ever on one person's DM, notices about it are few and none of them goes there."""
    world.slack.fail(POST, "ratelimited", channel="D0DANA", retry_after=20, times=None)
    call(world, "abusive")
    world.until(9)
    about = [words for words in buzzes(world.ines) if "could not reach" in words]
    assert len(about) <= 1
    # One try for each Retry-After of 20 s, whatever has piled up meanwhile.
    assert len(posts_to(world, "D0DANA")) <= 9 * 3 + 1


def test_f08_a_raise_needs_nothing_of_slacks_web_api(world: World) -> None:
    """F08: with every call refused, the answer of the command still says that it is recorded."""
    world.slack.fail("*", "drop_before", times=None)
    delivery = world.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert delivery.in_time
    assert world.the().reference in delivery.body
