"""Only Slack is believed, and only lately (reliability.md F14)."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from bot.clock import wall_now
from bot.local_slack import LocalSlack, Member
from bot.local_slack.outbound.courier import FORM
from bot.local_slack.outbound.wire import signature, signed_headers
from bot.pages import operator_pages
from bot.slack.messenger import SlackMessenger, client_for
from tests.bot.slack.given import command, tap
from tests.world import SECRET, World

RAISE = command("U0MIA", "violent bar")


@pytest.mark.parametrize("skew", [-301.0, -4000.0, 301.0, 4000.0])
def test_an_old_request_is_refused(world: World, skew: float) -> None:
    """F14: signed more than five minutes ago, or ahead of time: 401, and nothing happens."""
    world.slack.skew = skew
    assert world.slack.person("U0MIA").types("/escalate violent bar", channel="C0DESK").status == 401
    assert world.escalations() == []


@pytest.mark.parametrize("skew", [-240.0, 240.0])
def test_within_five_minutes_a_call_for_help_is_heard(world: World, skew: float) -> None:
    """F14: clocks differ; inside Slack's window nothing is lost."""
    world.slack.skew = skew
    assert world.slack.person("U0MIA").types("/escalate violent bar", channel="C0DESK").in_time
    assert world.the()
    world.settle()


def forged() -> dict[str, dict[str, str]]:
    """Headers that Slack did not make, by what is wrong with them."""
    right = signed_headers(SECRET, RAISE, FORM)
    stamp = right["X-Slack-Request-Timestamp"]
    return {
        "no signature": {k: v for k, v in right.items() if k != "X-Slack-Signature"},
        "no time": {k: v for k, v in right.items() if k != "X-Slack-Request-Timestamp"},
        "a time that is none": {**right, "X-Slack-Request-Timestamp": "yesterday"},
        "another secret": {**right, "X-Slack-Signature": signature("guess", stamp, RAISE)},
        "another body": {**right, "X-Slack-Signature": signature(SECRET, stamp, RAISE + b"&x=1")},
        "an empty signature": {**right, "X-Slack-Signature": ""},
    }


@pytest.mark.parametrize("wrong", sorted(forged()))
def test_a_forged_request_is_refused(world: World, wrong: str) -> None:
    """F14, F75: refused with no effect and no word about anything."""
    delivery = world.slack.send_raw(RAISE, forged()[wrong])
    assert delivery.status in (400, 401)
    assert "Harbour" not in delivery.body
    assert world.escalations() == []


def test_a_request_replayed_in_time_changes_nothing(world: World) -> None:
    """F14: inside the window a replay is valid; the same tap once more has no second effect."""
    world.mia.types("/escalate threat bar", channel="C0DESK")
    body = tap("U0DANA", "act.acknowledge", world.the().id)
    headers = signed_headers(SECRET, body, FORM)
    assert [world.slack.send_raw(body, headers).status for _ in range(3)] == [200] * 3
    world.settle()
    assert world.timeline(world.the().reference).count("Acknowledged") == 1


@pytest.mark.parametrize("ahead", [-200, 0, 200])
def test_our_own_clock_is_compared_with_slacks(ahead: int) -> None:
    """F14: Slack's answers carry its time, so a wrong clock of ours is known before it blocks all intake."""
    with LocalSlack([Member("U0MIA", "mia")]) as slack:
        client = client_for("xoxb-local", slack.api_url)
        messenger = SlackMessenger(client, wall=lambda: wall_now() + timedelta(seconds=ahead))
        assert messenger.skew is None
        messenger.view("auth.test", {})
        messenger.close()
    assert messenger.skew is not None
    assert abs(messenger.skew - ahead) < 5


def test_health_says_so_while_intake_still_works(world: World) -> None:
    """F14: /healthz fails at a minute of skew and names it; Slack refuses us at five."""
    pages = operator_pages(world.app)
    world.app.messenger.skew = 75.0
    status, _, body = pages["/healthz"]()
    assert status == 503
    assert any("clock is 75 s off" in problem for problem in json.loads(body)["problems"])
    assert b"stepin_clock_skew_seconds 75.0" in pages["/metrics"]()[2]


def test_an_answer_without_a_date_says_nothing_about_the_clock() -> None:
    """A stand-in that leaves the header out must not look like a wrong clock."""
    messenger = SlackMessenger(client_for("x", "http://127.0.0.1:9/"), wall=lambda: datetime(2020, 1, 1, tzinfo=UTC))
    for headers in ({}, {"Date": "soon"}, {"date": ""}):
        messenger.compare_clocks(headers)
    assert messenger.skew is None
    messenger.close()


def test_nothing_else_is_served(world: World) -> None:
    """The address that Slack calls shows nothing to a browser."""
    with pytest.raises(HTTPError) as refused:
        urlopen(str(world.slack.bot_url), timeout=5)
    assert refused.value.code == 404
    refused.value.close()
