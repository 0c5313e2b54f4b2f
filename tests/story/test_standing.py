"""The channel's topic and the user group stay in step with who is on call; where they cannot, admins read why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.local_slack import UserGroup
from bot.slack.ids import SCOPES
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.shifting import HANDOFF, TURNS, another_bot, told
from tests.story.watching import DAY, HOUR, Watched, away
from tests.world import NOON, World, harbour, world_on

GROUP = UserGroup("S0DESK", "desk-on-call", "Desk on call", ["U0SVEN"])


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A store that is empty."""
    opened = Database(url)
    yield opened
    opened.close()


def hotel_with(database: Database, slack: dict[str, Any] | None = None, **changes: Any) -> Any:
    """Dana, then Petra from four o'clock on in tier 1; Omar is tier 2, Lea tier 3; one user group."""
    return world_on(database, harbour(**{**TURNS, **changes}), **{"usergroups": (GROUP,), **(slack or {})})


def calls(world: World, method: str) -> int:
    """How often Slack was asked for this."""
    return sum(call.method == method for call in world.slack.calls)


@on_both_stores
def test_the_topic_says_who_is_on_call(database: Database) -> None:
    """Set when hands change and at no other time; what an admin wrote there stays before it."""
    with hotel_with(database, topic=True) as world:
        hotel = Watched(world)
        world.slack.workspace.conversations["C0DESK"].topic = "Front desk & bar"
        hotel.looks()
        ours = "On call: Dana (tier 1 until 16:00) · Omar (tier 2) · Lea (tier 3)"
        assert world.slack.topic("C0DESK") == f"Front desk & bar | {ours}"
        hotel.looks_for(5)
        hotel.restarts(another_bot(world))
        hotel.looks_for(5)
        assert calls(world, "conversations.setTopic") == 1
        hotel.looks(HANDOFF)
        assert world.slack.topic("C0DESK") == f"Front desk & bar | {ours.replace('Dana', 'Petra')}"
        assert calls(world, "conversations.setTopic") == 2


def test_a_site_that_wishes_neither_makes_no_call(database: Database) -> None:
    """Topic and group are off unless an admin says so."""
    with hotel_with(database) as world:
        Watched(world).looks(HANDOFF)
        asked = {call.method for call in world.slack.calls}
        assert not {one for one in asked if one.startswith(("usergroups.", "conversations.info"))}


@on_both_stores
def test_the_group_holds_whoever_is_on_call(database: Database) -> None:
    """All tiers' present holders, in place of whoever was in it; two replicas update it once."""
    with hotel_with(database, user_group="S0DESK") as world:
        hotel = Watched(world)
        hotel.looks()
        assert set(world.slack.usergroup("S0DESK")) == {"U0DANA", "U0OMAR", "U0LEA"}
        hotel.looks(HANDOFF)
        hotel.restarts(another_bot(world))
        hotel.looks_for(3)
        assert set(world.slack.usergroup("S0DESK")) == {"U0PETRA", "U0OMAR", "U0LEA"}
        assert calls(world, "usergroups.users.update") == 2


def test_a_group_is_never_made_empty(database: Database) -> None:
    """Nobody is on call for a while: whoever was in it stays, admins read so once, and then it goes on."""
    with hotel_with(database, user_group="S0DESK", groups={}, rotas=TURNS["rotas"]) as world:
        hotel = Watched(world)
        hotel.looks()
        assert world.slack.usergroup("S0DESK") == ("U0DANA",)
        with world.store.work() as uow:
            for name in ("dana", "petra", "rob"):
                uow.people.keep_account(name, True, False)
            uow.commit()
        world.settle()
        hotel.looks_for(3)
        assert world.slack.usergroup("S0DESK") == ("U0DANA",)
        assert told(world, "ines", "a group cannot be empty: whoever was in it stays") == 1
        with world.store.work() as uow:
            uow.people.keep_account("rob", False, False)
            uow.commit()
        world.settle()
        hotel.looks_for(1)
        assert world.slack.usergroup("S0DESK") == ("U0ROB",)


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ({"topic": True}, "The channel's topic of Harbour Hotel is not in step with who is on call."),
        ({"user_group": "S0DESK"}, "The user group of Harbour Hotel is not in step with who is on call."),
    ],
)
def test_a_missing_scope_is_told_once_a_day_with_what_helps(
    database: Database, what: dict[str, Any], words: str
) -> None:
    """The app was installed before it asked for that: admins read it each day, and nothing else suffers."""
    with hotel_with(database, {"scopes": SCOPES}, **what) as world:
        hotel = Watched(world)
        for hour in (0, 2, 4):
            hotel.looks(NOON + hour * HOUR)
        assert told(world, "ines", f"{words} StepIn's app may not do that. Paste app.yaml") == 1
        hotel.looks(NOON + DAY)
        assert told(world, "ines", words) == 2
        assert len(hotel.posts()) == 1


def test_a_group_that_is_gone_is_told_with_what_helps(database: Database) -> None:
    """Somebody removed the group in Slack."""
    with hotel_with(database, user_group="S0GONE") as world:
        hotel = Watched(world)
        hotel.looks()
        hotel.restarts(another_bot(world))
        hotel.looks_for(2)
        assert told(world, "ines", "There is no such group any more.") == 1


def test_what_slack_does_not_answer_is_tried_again(database: Database) -> None:
    """A dropped call is no reason to tell anybody: a minute later it is made again."""
    with hotel_with(database, topic=True) as world:
        hotel = Watched(world)
        world.slack.fail("conversations.setTopic", "drop_before")
        hotel.looks()
        assert world.slack.topic("C0DESK") == ""
        hotel.looks_for(2)
        assert world.slack.topic("C0DESK").startswith("On call: Dana")
        assert told(world, "ines", "not in step") == 0


def test_somebody_away_leaves_topic_and_group(database: Database) -> None:
    """Omar is away from one o'clock on: nobody is tier 2, in words; the group has the others."""
    with hotel_with(database, topic=True, user_group="S0DESK") as world:
        hotel = Watched(world)
        away(world, "omar", NOON + HOUR, NOON + 2 * HOUR)
        hotel.looks(NOON + HOUR)
        assert "nobody (tier 2)" in world.slack.topic("C0DESK")
        assert set(world.slack.usergroup("S0DESK")) == {"U0DANA", "U0LEA"}
