"""What can go wrong between a tap and the record of it (reliability.md, fault matrix, "Intake")."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Thread
from typing import Any

import pytest
from waitress.server import create_server

from bot.app import build
from bot.config import Settings
from domain.severity import Severity
from tests.bot.slack.given import answered_words, at_once, command, names, signed, tap, timeline
from tests.world import SECRET, TOKEN, World


def key_in(delivery: Any) -> str:
    """The intake key in the buttons of the answer to `/escalate`."""
    buttons = [e for block in delivery.json()["blocks"] for e in block.get("elements", ()) if e["type"] == "button"]
    return str(buttons[0]["value"])


@pytest.mark.parametrize("how", ["error", "delay", "drop_before"])
def test_a_dialog_that_never_opens_costs_nothing(world: World, how: str) -> None:
    """F03: the trigger has expired, or views.open is slow or lost: the buttons of the answer raise in one tap."""
    world.slack.fail("views.open", how, times=None, error="expired_trigger_id", delay=3.5)
    delivery = world.slack.person("U0MIA").types("/escalate", channel="C0DESK")
    assert delivery.in_time
    assert delivery.seconds < 1
    assert world.slack.person("U0MIA").modal() is None
    world.mia.presses("🟥 VIOLENT", where="ephemeral")
    assert world.the().severity == Severity.VIOLENT
    assert world.dana.pages()


def test_one_line_records_in_the_request_itself(world: World) -> None:
    """F03: the one-line form needs no dialog: its own answer is given after the commit, and no dialog is asked for."""
    delivery = world.slack.person("U0MIA").types("/escalate threat bar", channel="C0DESK")
    assert world.the().reference in answered_words(delivery)
    assert "views.open" not in [call.method for call in world.slack.calls]


def test_the_same_command_four_times_is_one_escalation(world: World) -> None:
    """F05: redelivered one after the other, nothing is said twice and nobody is paged twice."""
    body = command("U0MIA", "violent bar he has a bottle")
    deliveries = [signed(world, body) for _ in range(4)]
    world.settle()
    e = world.the()
    assert all(e.reference in answered_words(one) for one in deliveries)
    assert "RaisedAgain" not in names(timeline(world, e.id))
    assert e.words == ("he has a bottle",) or e.words == ("bar he has a bottle",)
    assert len(world.dana.pages()) == 1


def test_the_same_body_at_once_on_two_replicas_is_one_escalation(either_world: World) -> None:
    """F05: two apps share one store and get the same body twice each, all at the same moment."""
    world = either_world
    settings = Settings(bot_token=TOKEN, signing_secret=SECRET, api_url=world.slack.api_url)
    other = build(settings, world.store, world.clock, workers=0)
    other.memory.refresh(world.store, force=True)
    server = create_server(other.front_door({}), host="127.0.0.1", port=0, threads=16)
    serving = Thread(target=server.run, daemon=True)
    serving.start()
    second = f"http://127.0.0.1:{server.effective_port}/slack/events"
    first = world.slack.bot_url
    for round_ in range(5):
        body = command(f"U0NEW{round_}", "violent bar", trigger=f"1.{round_}.x")
        deliveries = at_once(*[lambda url=url, body=body: post(world, url, body) for url in (first, second) * 2])
        raised = [e for e in world.escalations() if e.raiser_id == f"U0NEW{round_}"]
        assert len(raised) == 1
        assert all(raised[0].reference in answered_words(one) for one in deliveries)
        assert names(timeline(world, raised[0].id)).count("EscalationRaised") == 1
        assert "RaisedAgain" not in names(timeline(world, raised[0].id))
    server.trigger.pull_trigger(server.close)
    serving.join(5)
    server.task_dispatcher.shutdown()
    assert other.in_hand.wait_idle(10)
    other.in_hand.close()
    other.engine.stop()
    other.messenger.close()


def post(world: World, url: str, body: bytes) -> Any:
    """Post a signed body to one of several apps; safe from several threads, unlike the stand-in's one address."""
    from bot.local_slack.outbound.courier import FORM
    from bot.local_slack.outbound.wire import Wire, signed_headers

    wire = Wire()
    answer = wire.post(url, body, signed_headers(SECRET, body, FORM), 10)
    wire.close()
    return Answered(answer.status, answer.body.decode())
