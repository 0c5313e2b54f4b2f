"""The manifest that a person pastes into Slack."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.manifest import manifest, manifest_text
from bot.slack.ids import COMMAND, ON_CALL, SHORTCUT

SHIPPED = Path(__file__).parents[2] / "app.yaml"


def test_app_yaml_is_the_socket_mode_manifest() -> None:
    """What the README says to paste is what the code expects."""
    assert yaml.safe_load(SHIPPED.read_text(encoding="utf-8")) == manifest()


def test_as_shipped_slack_needs_no_address_of_ours() -> None:
    """Socket Mode: on, and no request URL anywhere."""
    shipped = manifest()
    assert shipped["settings"]["socket_mode_enabled"] is True
    assert "request_url" not in manifest_text()
    assert not any("url" in one for one in shipped["features"]["slash_commands"])


def test_over_http_everything_comes_to_one_address() -> None:
    """Events, interactivity and the command; a slash at the end of the URL does no harm."""
    over_http = manifest("https://stepin.example/")
    settings = over_http["settings"]
    address = "https://stepin.example/slack/events"
    assert settings["socket_mode_enabled"] is False
    assert settings["event_subscriptions"]["request_url"] == address
    assert settings["interactivity"]["request_url"] == address
    assert {one["url"] for one in over_http["features"]["slash_commands"]} == {address}


def test_staff_can_write_to_the_app() -> None:
    """A writable Messages tab, an App Home, and no assistant view that would replace them (screens.md rule 9)."""
    features = manifest()["features"]
    assert features["app_home"] == {
        "home_tab_enabled": True,
        "messages_tab_enabled": True,
        "messages_tab_read_only_enabled": False,
    }
    assert "assistant_view" not in features
    assert "message.im" in manifest()["settings"]["event_subscriptions"]["bot_events"]


def test_command_and_shortcut_are_those_that_are_listened_to() -> None:
    """One name for each, here and in the listeners; typed text reaches us as it was typed."""
    features = manifest()["features"]
    assert [one["command"] for one in features["slash_commands"]] == [COMMAND, ON_CALL]
    assert {one["should_escape"] for one in features["slash_commands"]} == {False}
    assert features["shortcuts"][0]["callback_id"] == SHORTCUT


def test_the_texts_fit_slack() -> None:
    """Slack's limits for a manifest: name 35, description 140, display name 80, shortcut 24 and 150."""
    told = manifest()
    assert len(told["display_information"]["name"]) <= 35
    assert len(told["display_information"]["description"]) <= 140
    assert len(told["features"]["shortcuts"][0]["name"]) <= 24
    assert len(told["features"]["shortcuts"][0]["description"]) <= 150
