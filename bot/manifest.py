"""The Slack app manifest: what a person pastes into "create from manifest". `app.yaml` holds the Socket Mode one."""

from __future__ import annotations

from typing import Any

import yaml

from bot.slack.ids import COMMAND, GROUP_SCOPES, ON_CALL, SCOPES, SHORTCUT, TOPIC_SCOPES

EVENTS_PATH = "/slack/events"
BOT_EVENTS = ("app_home_opened", "message.im")

_COLOUR = "#1d3557"
_ABOUT = "Staff type /escalate, a manager steps in, everybody learns."


def manifest(url: str = "") -> dict[str, Any]:
    """The manifest. With `url` (https://host) Slack calls us there over HTTP; without it, Socket Mode."""
    request_url = {"request_url": url.rstrip("/") + EVENTS_PATH} if url else {}
    called_at = {"url": request_url["request_url"]} if url else {}
    return {
        "display_information": {"name": "StepIn", "description": _ABOUT, "background_color": _COLOUR},
        "features": _features(called_at),
        "oauth_config": {"scopes": {"bot": [*SCOPES, *TOPIC_SCOPES, *GROUP_SCOPES]}},
        "settings": {
            "event_subscriptions": {**request_url, "bot_events": list(BOT_EVENTS)},
            "interactivity": {"is_enabled": True, **request_url},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }


def manifest_text(url: str = "") -> str:
    """The manifest as YAML."""
    return yaml.safe_dump(manifest(url), sort_keys=False, allow_unicode=True, width=120)


def _features(called_at: dict[str, str]) -> dict[str, Any]:
    commands = [
        _command(COMMAND, "Get help with a customer, now", "violent back door", called_at),
        _command(ON_CALL, "Who is on call, now or then", "saturday 21:30", called_at),
    ]
    shortcut = {
        "name": "Get help",
        "type": "global",
        "callback_id": SHORTCUT,
        "description": "Call a manager to where you are",
    }
    home = {"home_tab_enabled": True, "messages_tab_enabled": True, "messages_tab_read_only_enabled": False}
    return {
        "app_home": home,
        "bot_user": {"display_name": "StepIn", "always_online": True},
        "shortcuts": [shortcut],
        "slash_commands": commands,
    }


def _command(name: str, description: str, hint: str, called_at: dict[str, str]) -> dict[str, Any]:
    return {"command": name, **called_at, "description": description, "usage_hint": hint, "should_escape": False}
