"""What can go wrong between a tap and the record of it (reliability.md, fault matrix, "Intake")."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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


@contextmanager
def replica_of(world: World) -> Iterator[str]:
    """A second app on the same store; gives where it answers."""
    settings = Settings(TOKEN, SECRET, api_url=world.slack.api_url, record_within=world.record_within)
    app = build(settings, world.store, world.clock, workers=0)
    app.memory.refresh(world.store, force=True)
    server = create_server(app.front_door({}), host="127.0.0.1", port=0, threads=16)
    serving = Thread(target=server.run, daemon=True)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}/slack/events"
    finally:
        server.trigger.pull_trigger(server.close)
        serving.join(5)
        server.task_dispatcher.shutdown()
        assert app.in_hand.wait_idle(10)
        app.in_hand.close()
        app.engine.stop()
        app.messenger.close()


def raised_by(world: World, raiser: str) -> list[Any]:
    """The open escalations of this raiser."""
    return [e for e in world.escalations() if e.raiser_id == raiser]


@pytest.mark.parametrize("how", ["error", "delay", "drop_before"])
def test_a_dialog_that_never_opens_costs_nothing(world: World, how: str) -> None:
    """F03: the trigger has expired, or views.open is slow or lost: the buttons of the answer raise in one tap."""
    world.slack.fail("views.open", how, times=None, error="expired_trigger_id", delay=1.5)
    mia = world.slack.person("U0MIA")
    delivery = mia.types("/escalate", channel="C0DESK")
    assert delivery.in_time
    assert delivery.seconds < 1
    assert mia.modal() is None
    mia.presses("🟥 VIOLENT", where="ephemeral")
    world.settle()
    assert world.the().severity == Severity.VIOLENT
    assert world.dana.pages()


def test_one_line_records_in_the_request_itself(world: World) -> None:
    """F03: the one-line form needs no dialog: its own answer is given after the commit, and none is asked for."""
    delivery = world.slack.person("U0MIA").types("/escalate threat bar", channel="C0DESK")
    assert world.the().reference in answered_words(delivery)
    world.settle()
    assert "views.open" not in [call.method for call in world.slack.calls]


def test_the_same_command_four_times_is_one_escalation(world: World) -> None:
    """F05: redelivered one after the other, nothing is said twice and nobody is paged twice."""
    body = command("U0MIA", "violent bar he has a bottle")
    deliveries = [signed(world, body) for _ in range(4)]
    world.settle()
    e = world.the()
    assert all(e.reference in answered_words(one) for one in deliveries)
    assert names(timeline(world, e.id)) == ["EscalationRaised", "GroupsJoined", "PagesMade"]
    assert e.words == ("bar he has a bottle",)
    assert len(world.dana.pages()) == 1


def test_the_same_body_at_once_on_two_replicas_is_one_escalation(either_world: World) -> None:
    """F05: two apps share one store and get the same body twice each, all at the same moment."""
    world = either_world
    with replica_of(world) as second:
        for number in range(4):
            raiser, body = f"U0NEW{number}", command(f"U0NEW{number}", "violent bar", trigger=f"1.{number}.x")
            posts = [lambda url=url, body=body: signed(world, body, url=url) for url in (None, second) * 2]
            answers = at_once(*posts)
            (e,) = raised_by(world, raiser)
            assert all(e.reference in answered_words(one) for one in answers)
            assert "RaisedAgain" not in names(timeline(world, e.id))
    world.settle()


def test_words_of_one_event_are_kept_once(world: World) -> None:
    """F05: Slack delivers an event again, and once more at the same time: the responders read the words once."""
    world.mia.types("/escalate violent bar", channel="C0DESK")
    event = (
        b'{"type":"event_callback","team_id":"T0LOCAL","event_id":"Ev1","event":{"type":"message","channel_type":"im",'
        b'"channel":"D0MIA","user":"U0MIA","text":"back door is locked","ts":"1.1"}}'
    )
    assert signed(world, event, "application/json").status == 200
    answers = at_once(*[lambda: signed(world, event, "application/json")] * 3)
    world.settle()
    assert {answer.status for answer in answers} == {200}
    assert world.the().words == ("back door is locked",)
    assert world.dana.reads().count("writes") == 1


def test_a_double_click_is_one_escalation_at_the_worse_level(either_world: World) -> None:
    """F06: the dialog's button and the answer's button at the same moment, round after round."""
    world = either_world
    for number in range(25):
        user, key = f"U0DBL{number}", f"key{number}"
        at_once(
            lambda user=user, key=key: signed(world, tap(user, "raise.abusive", key)),
            lambda user=user, key=key: signed(world, tap(user, "raise.violent", key)),
        )
        (e,) = raised_by(world, user)
        assert e.severity == Severity.VIOLENT
        assert "RaisedAgain" not in names(timeline(world, e.id))
    assert world.app.in_hand.wait_idle(20)


def test_both_pickers_settle_each_other(world: World) -> None:
    """F06, screens.md rule 2: tapped in the dialog, then in the answer: one escalation, and the worse level counts."""
    mia = world.slack.person("U0MIA")
    mia.types("/escalate", channel="C0DESK")
    world.slack.wait_until(mia.modal)
    mia.presses("🟡 ABUSIVE", where="modal")
    first = world.the()
    mia.presses("🔶 THREATENING", where="ephemeral")
    second = world.the()
    assert second.id == first.id
    assert second.severity == Severity.THREATENING
    # The milder one afterwards takes nothing back.
    assert signed(world, tap("U0MIA", "raise.upset", "other")).status == 200
    assert world.the().severity == Severity.THREATENING
    world.settle()


def test_two_people_who_report_the_same_customer_are_both_heard(either_world: World) -> None:
    """F07: raised at one place at the same moment: both recorded and linked, responders and both raisers told."""
    world = either_world
    at_once(
        lambda: signed(world, command("U0MIA", "abusive bar", trigger="1.1.a")),
        lambda: signed(world, command("U0JON", "abusive bar", trigger="1.1.b")),
    )
    world.settle()
    mias, jons = raised_by(world, "mia"), raised_by(world, "jon")
    assert len(mias) == len(jons) == 1
    assert mias[0].linked == (jons[0].id,)
    assert jons[0].linked == (mias[0].id,)
    assert world.dana.reads().count("raised one at the same place. Same event?") == 2
    for raiser, other in ((world.mia, jons[0]), (world.jon, mias[0])):
        assert f"Also raised here: {other.reference}" in raiser.card().plain()


def test_slack_refuses_every_call_and_the_raise_is_still_recorded(world: World) -> None:
    """F08: the answer comes from local data, and the page goes out as soon as Slack takes calls again."""
    world.slack.fail("*", "error", times=None, error="internal_error")
    mia = world.slack.person("U0MIA")
    picker = mia.types("/escalate", channel="C0DESK")
    assert "Harbour Hotel" in answered_words(picker)
    line = mia.types("/escalate violent bar", channel="C0DESK")
    e = world.the()
    assert e.reference in answered_words(line)
    assert "+49 30 5550199" in answered_words(line)
    assert mia.presses("🔶 THREATENING", where="ephemeral").in_time
    world.settle()
    world.slack.heal()
    world.time_passes(seconds=15)
    assert world.dana.pages()


def test_a_flood_by_one_member_merges_visibly(world: World) -> None:
    """F16: more than a hundred raises by one person are one escalation that says so; somebody else's has its own."""
    for number in range(120):
        signed(world, command("U0MIA", f"abusive bar number {number}", trigger=f"1.{number}.x"))
        if number == 60:
            signed(world, command("U0JON", "violent front desk", trigger="1.1.jon"))
    (mias,), (jons,) = raised_by(world, "mia"), raised_by(world, "jon")
    again = names(timeline(world, mias.id)).count("RaisedAgain")
    assert again == 119
    assert "RaisedAgain" not in names(timeline(world, jons.id))
    world.settle()
    assert world.dana.pages()
    assert world.omar.pages()[0].args["text"].startswith("VIOLENT · Front desk")
