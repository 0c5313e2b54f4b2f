"""User groups and topics: who is behind a handle, who hears a mention, what stands over a channel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.local_slack import LocalSlack, UserGroup

Fixture = Callable[..., Any]
GROUPS = (
    UserGroup("S0DESK", "desk-on-call", "Desk on call", ["U0MIA"]),
    UserGroup("S0GONE", "night-desk", users=["U0OMAR"], is_disabled=True),
)


def error_of(call: Callable[[], Any]) -> str:
    """Give the error code with which a call is refused."""
    with pytest.raises(SlackApiError) as refusal:
        call()
    return str(refusal.value.response["error"])


@pytest.fixture
def grouped(start: Fixture) -> LocalSlack:
    """A local Slack with one group and a disabled one."""
    slack: LocalSlack = start(usergroups=GROUPS)
    return slack


@pytest.fixture
def groups(grouped: LocalSlack, web_client: Fixture) -> WebClient:
    """The app's client there."""
    client: WebClient = web_client(grouped)
    return client


def test_groups_are_listed_with_their_people_where_asked(groups: WebClient) -> None:
    """Disabled ones only on request; users and counts too."""
    (group,) = groups.usergroups_list()["usergroups"]
    everything = groups.usergroups_list(include_users=True, include_count=True, include_disabled=True)["usergroups"]

    assert (group["id"], group["handle"], group["name"]) == ("S0DESK", "desk-on-call", "Desk on call")
    assert "users" not in group
    assert [(each["users"], each["user_count"]) for each in everything] == [(["U0MIA"], 1), (["U0OMAR"], 1)]
    assert groups.usergroups_users_list(usergroup="S0DESK")["users"] == ["U0MIA"]
    assert error_of(lambda: groups.usergroups_users_list(usergroup="S0GONE")) == "no_such_subteam"


def test_an_update_replaces_everybody_in_a_group(grouped: LocalSlack, groups: WebClient) -> None:
    """The list that is sent is the list that is; the same name twice counts once."""
    answer = groups.usergroups_users_update(usergroup="S0DESK", users=["U0DANA", "U0DANA", "U0OMAR"])

    assert answer["usergroup"]["users"] == ["U0DANA", "U0OMAR"]
    assert grouped.usergroup("S0DESK") == ("U0DANA", "U0OMAR")


def test_a_group_is_never_empty_and_never_has_strangers(grouped: LocalSlack, groups: WebClient) -> None:
    """Nobody, somebody unknown, somebody deactivated, an unknown group: refused, and nothing changes."""
    grouped.deactivate("U0DANA")

    def update(users: str, group: str = "S0DESK") -> Callable[[], Any]:
        return lambda: groups.usergroups_users_update(usergroup=group, users=users)

    assert error_of(update("")) == "no_users_provided"
    assert error_of(update("U0NONE")) == "invalid_users"
    assert error_of(update("U0MIA,U0DANA")) == "invalid_users"
    assert error_of(update("U0MIA", "S0NONE")) == "subteam_not_found"
    assert grouped.usergroup("S0DESK") == ("U0MIA",)


def test_groups_need_their_scopes(start: Fixture, web_client: Fixture) -> None:
    """usergroups:read to look, usergroups:write to change; without them missing_scope."""
    client = web_client(start(usergroups=GROUPS, scopes=("chat:write", "usergroups:read")))

    assert client.usergroups_list()["ok"]
    with pytest.raises(SlackApiError) as refusal:
        client.usergroups_users_update(usergroup="S0DESK", users="U0MIA")
    assert refusal.value.response["error"] == "missing_scope"
    assert refusal.value.response["needed"] == "usergroups:write"


def test_a_mention_of_a_group_buzzes_its_people_in_the_channel(grouped: LocalSlack, groups: WebClient) -> None:
    """Mia is in it; Dana reads along in silence."""
    groups.chat_postMessage(channel="C0DESK", text="<!subteam^S0DESK> please")

    assert [push.text for push in grouped.person("U0MIA").notifications()] == ["<!subteam^S0DESK> please"]
    assert grouped.person("U0DANA").notifications() == []


def test_a_topic_is_set_and_told_in_the_channel(slack: LocalSlack, client: WebClient) -> None:
    """Once for each change, as a line of Slack's own that buzzes nobody."""
    client.conversations_setTopic(channel="C0DESK", topic="On call: Mia")
    client.conversations_setTopic(channel="C0DESK", topic="On call: Mia")

    (line,) = slack.person("U0MIA").channel("C0DESK")
    assert line.subtype == "channel_topic"
    assert line.text == "<@U0BOT> set the channel topic: On call: Mia"
    assert slack.topic("C0DESK") == "On call: Mia"
    assert client.conversations_info(channel="C0DESK")["channel"]["topic"]["value"] == "On call: Mia"
    assert slack.person("U0MIA").notifications() == []


def test_not_every_topic_can_be_set(start: Fixture, web_client: Fixture, client: WebClient) -> None:
    """Too long, archived, not joined, not granted."""

    def sets(channel: str, topic: str = "x") -> Callable[[], Any]:
        return lambda: client.conversations_setTopic(channel=channel, topic=topic)

    assert error_of(sets("C0DESK", "x" * 251)) == "too_long"
    assert error_of(sets("C0AWAY")) == "not_in_channel"
    assert error_of(sets("C0OLD")) == "is_archived"
    bare = web_client(start(scopes=("chat:write", "groups:write.topic")))
    assert error_of(lambda: bare.conversations_setTopic(channel="C0DESK", topic="x")) == "missing_scope"
