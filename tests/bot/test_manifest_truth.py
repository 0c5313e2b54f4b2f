"""app.yaml against what the code really listens to and calls: nothing missing, nothing unused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_bolt import App

from bot.local_slack import UserGroup
from bot.pictures import weeks_picture
from bot.slack.channels import SlackChannels
from bot.slack.listeners import register
from bot.slack.messenger import client_for
from bot.slack.pictures import SlackPictures
from handlers.apply import open_dms
from handlers.reach import check_accounts
from handlers.watch.lookout import Lookout
from storage.database import Database
from tests.world import World, harbour, world_on

MANIFEST: dict[str, Any] = yaml.safe_load((Path(__file__).parents[2] / "app.yaml").read_text(encoding="utf-8"))
SCOPES = frozenset(MANIFEST["oauth_config"]["scopes"]["bot"])
EVENTS = tuple(MANIFEST["settings"]["event_subscriptions"]["bot_events"])


@pytest.fixture(scope="module")
def lived() -> Iterator[World]:
    """A world that grants what app.yaml asks for and sends what it subscribes to, after everything has happened."""
    site = harbour(topic=True, user_group="S0DESK")
    slack = {"scopes": tuple(SCOPES), "events": EVENTS, "usergroups": (UserGroup("S0DESK", "desk-on-call"),)}
    with world_on(Database("sqlite://"), site, **slack) as world:
        everything_happens(world)
        yield world


def everything_happens(world: World) -> None:
    """Set-up, the daily check, a picture, a raise by each way in, lost answers of every kind, words, App Home."""
    with world.store.work() as uow:
        uow.people.keep_dm("rob", "")
        uow.commit()
    open_dms(world.store, world.app.messenger)
    check_accounts(world.app.ports, world.app.messenger, world.clock.now())
    watches(world)
    weeks = weeks_picture([], world.clock.now().date(), 1, world.site.zone, "tier 1")
    SlackPictures(world.app.messenger).upload("weeks.png", weeks, "Nothing is planned.")
    for person in (world.mia, world.dana):
        person.opens_home()
    world.mia.runs_shortcut("get_help")
    world.mia.presses("🟥 VIOLENT", where="modal")
    world.mia.says("the back door is locked")
    world.slack.fail("chat.postMessage", "drop_after", channel="D0DANA")
    world.jon.types("/escalate threat bar", channel="C0DESK")
    world.slack.fail("chat.postMessage", "drop_after", channel="C0DESK")
    world.slack.fail("chat.postMessage", "drop_after", channel="C0DESK", after=1)
    world.lea.types("/escalate violent front desk", channel="C0DESK")
    world.time_passes(seconds=20)
    world.dana.presses("I have it")
    world.time_passes(seconds=20)
    looked = [call for call in world.slack.calls if call.method == "conversations.history" and call.ok]
    assert {str(call.args["channel"])[0] for call in looked} == {"C", "D"}
    # The site's channel may as well be private.
    world.slack.workspace.conversations["C0DESK"].is_private = True
    watches(world)
    world.slack.fail("chat.postMessage", "drop_after", channel="C0DESK")
    world.petra.types("/escalate violent switchboard")
    world.time_passes(seconds=20)


def watches(world: World) -> None:
    """A process that has just begun puts who is on call into the topic and into the user group."""
    world.slack.workspace.conversations["C0DESK"].topic = "Front desk"
    Lookout(world.app.ports, SlackChannels(world.app.messenger)).look(world.clock.now())


def test_every_scope_that_a_call_needs_is_asked_for(lived: World) -> None:
    """Nothing missing: with exactly these scopes granted, no call was refused for want of one."""
    assert [(call.method, call.response) for call in lived.slack.calls if call.error == "missing_scope"] == []
    assert lived.slack.scopes_used <= SCOPES


def test_every_scope_that_is_asked_for_is_used(lived: World) -> None:
    """Nothing unused: an administrator who reads the list can be told what each is for."""
    assert SCOPES - lived.slack.scopes_used == set()


def test_every_event_that_is_subscribed_is_heard(lived: World) -> None:
    """Each subscribed event was sent, and answered at once by a listener; none was sent again."""
    kinds = {event.kind for event in lived.slack.events_sent}
    assert kinds == set(EVENTS)
    assert {event.delivery.status for event in lived.slack.events_sent} == {200}
    assert {event.retry for event in lived.slack.events_sent} == {0}


def test_the_commands_and_the_shortcut_are_heard(lived: World) -> None:
    """What the manifest creates in Slack has a listener, or a person would read an error."""
    commands = [one["command"] for one in MANIFEST["features"]["slash_commands"]]
    (shortcut,) = (one["callback_id"] for one in MANIFEST["features"]["shortcuts"])
    for command in commands:
        assert lived.mia.types(f"{command} help", channel="C0DESK").status == 200
    assert lived.mia.runs_shortcut(shortcut).status == 200
    assert MANIFEST["settings"]["interactivity"]["is_enabled"] is True


def test_no_listener_waits_for_what_is_never_sent(lived: World) -> None:
    """The other way round: every kind of listener that is registered belongs to something in the manifest."""
    heard: list[str] = []

    class Noting(App):
        """Notes what is registered."""

        def event(self, event: Any, *rest: Any, **more: Any) -> Any:
            heard.append(event if isinstance(event, str) else str(event["type"]))
            return super().event(event, *rest, **more)

        def command(self, command: Any, *rest: Any, **more: Any) -> Any:
            heard.append(str(command))
            return super().command(command, *rest, **more)

        def shortcut(self, shortcut: Any, *rest: Any, **more: Any) -> Any:
            heard.append(str(shortcut))
            return super().shortcut(shortcut, *rest, **more)

    noting = Noting(signing_secret="s", authorize=lambda: None, client=client_for("", lived.slack.api_url))
    register(noting, None)  # type: ignore[arg-type]
    made = {one.partition(".")[0] for one in EVENTS}
    made |= {one["command"] for one in MANIFEST["features"]["slash_commands"]}
    made |= {one["callback_id"] for one in MANIFEST["features"]["shortcuts"]}
    assert set(heard) == made
