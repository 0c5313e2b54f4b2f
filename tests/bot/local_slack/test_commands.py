"""Slash commands: signed on the way in, private on the way back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest

from bot.local_slack import LocalSlack

Fixture = Callable[..., Any]


def test_a_command_arrives_signed_with_all_of_slacks_fields(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """Bolt accepts the signature and finds every documented field of a slash command."""
    seen: list[dict[str, Any]] = []
    app = bolt(slack)
    app.command("/escalate")(lambda ack, command: (seen.append(command), ack()))
    serve(slack, app)

    delivery = slack.person("U0MIA").types("/escalate violent back door", channel="C0DESK")

    assert delivery.status == 200
    assert delivery.in_time
    fields = seen[0]
    assert {name: fields[name] for name in ("command", "text", "user_id", "user_name", "channel_id")} == {
        "command": "/escalate",
        "text": "violent back door",
        "user_id": "U0MIA",
        "user_name": "mia",
        "channel_id": "C0DESK",
    }
    assert fields["channel_name"] == "front-desk-help"
    assert fields["team_id"] == "T0LOCAL"
    assert fields["team_domain"] == "local"
    assert fields["api_app_id"] == "A0LOCAL"
    assert fields["is_enterprise_install"] == "false"
    assert fields["token"]
    assert fields["trigger_id"]
    assert fields["response_url"].startswith("http://127.0.0.1:")


def test_the_answer_is_seen_by_its_author_only(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """A command's answer is ephemeral unless it says otherwise, and never in the channel's history."""
    app = bolt(slack)
    app.command("/escalate")(lambda ack: ack("Recorded as 4F2"))
    serve(slack, app)

    slack.person("U0MIA").types("/escalate", channel="C0DESK")

    assert [m.text for m in slack.person("U0MIA").channel("C0DESK")] == ["Recorded as 4F2"]
    assert slack.person("U0MIA").channel("C0DESK")[0].ephemeral_to == "U0MIA"
    assert slack.person("U0DANA").channel("C0DESK") == []
    assert app.client.conversations_history(channel="C0DESK")["messages"] == []


def test_an_answer_for_the_channel_is_seen_by_everybody_in_it(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """response_type in_channel posts for all."""
    app = bolt(slack)
    app.command("/escalate")(lambda ack: ack(text="hello all", response_type="in_channel"))
    serve(slack, app)

    slack.person("U0MIA").types("/escalate", channel="C0DESK")

    assert [m.text for m in slack.person("U0DANA").channel("C0DESK")] == ["hello all"]


def test_control_characters_in_a_command_arrive_as_entities(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """What looks like a mention or a tag comes in as &lt;...&gt;, as Slack sends it."""
    seen: list[str] = []
    app = bolt(slack)
    app.command("/escalate")(lambda ack, command: (seen.append(command["text"]), ack()))
    serve(slack, app)

    slack.person("U0MIA").types("/escalate <!channel> & more")

    assert seen == ["&lt;!channel&gt; &amp; more"]


def test_an_answer_with_impossible_blocks_is_refused_and_told(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """Slack shows an error instead of the answer, and the test can see that it did."""
    app = bolt(slack)
    app.command("/escalate")(lambda ack: ack(text="x", blocks=[{"type": "section"}]))
    serve(slack, app)

    slack.person("U0MIA").types("/escalate")

    assert "invalid_command_response" in slack.person("U0MIA").reads()
    assert len(slack.refused_answers) == 1


def test_an_answer_later_than_the_limit_counts_as_missed(start: Fixture, bolt: Fixture, serve: Fixture) -> None:
    """After the three seconds (shortened here) the person reads a time-out and the miss is written down."""
    slack = start(answer_within=0.2)
    app, let_go = bolt(slack), threading.Event()
    app.command("/escalate")(lambda ack: (let_go.wait(5), ack("too late")))
    serve(slack, app)

    delivery = slack.person("U0MIA").types("/escalate")
    let_go.set()

    assert not delivery.in_time
    assert slack.missed_answers == [delivery]
    assert "operation_timeout" in slack.person("U0MIA").reads()
    assert "too late" not in slack.person("U0MIA").reads()


def test_nobody_listening_is_a_missed_answer_too(slack: LocalSlack) -> None:
    """An app that is not there cannot have been told."""
    slack.bot_url = "http://127.0.0.1:9/slack/events"

    delivery = slack.person("U0MIA").types("/escalate")

    assert delivery.status == 0
    assert len(slack.missed_answers) == 1


def test_a_command_that_the_app_does_not_have_goes_nowhere(slack: LocalSlack) -> None:
    """Slack itself turns down an unknown command."""
    with pytest.raises(LookupError, match="/nonsense is not a valid command"):
        slack.person("U0MIA").types("/nonsense")


def test_a_request_signed_with_a_skewed_clock_is_refused_by_the_app(
    slack: LocalSlack, bolt: Fixture, serve: Fixture
) -> None:
    """More than five minutes off, and Bolt answers 401 (reliability.md, Signature)."""
    app = bolt(slack)
    app.command("/escalate")(lambda ack: ack("in"))
    serve(slack, app)
    slack.skew = -301

    assert slack.person("U0MIA").types("/escalate").status == 401


def test_a_forged_request_is_refused_by_the_app(slack: LocalSlack, bolt: Fixture, serve: Fixture) -> None:
    """Without a good signature nothing gets in."""
    serve(slack, bolt(slack))

    delivery = slack.send_raw(b"command=%2Fescalate", {"Content-Type": "application/x-www-form-urlencoded"})

    assert delivery.status == 401


def test_a_deactivated_person_cannot_act(slack: LocalSlack) -> None:
    """A leaver has no client to type into."""
    slack.deactivate("U0MIA")

    with pytest.raises(PermissionError):
        slack.person("U0MIA").types("/escalate")
