"""The exact shapes of what Slack posts to an app for commands, clicks, submissions, closings and shortcuts."""

from __future__ import annotations

from bot.local_slack.ids import stamp
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json, Settings
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.message import Message


def command(app: Settings, member: Member, place: Conversation, name: str, text: str, permits: dict[str, str]) -> Json:
    """Give a slash command's form fields; `permits` are its response_url and trigger_id."""
    return {
        "token": app.verification_token,
        "team_id": app.team_id,
        "team_domain": app.team_domain,
        "channel_id": place.id,
        "channel_name": "privategroup" if place.is_private else place.name,
        "user_id": member.id,
        "user_name": member.name,
        "command": name,
        "text": text,
        "api_app_id": app.app_id,
        "is_enterprise_install": "false",
        **permits,
    }


def interaction(app: Settings, member: Member, kind: str, **rest: object) -> Json:
    """Give the fields that every interactive payload has, with the rest behind them."""
    return {
        "type": kind,
        "user": {
            "id": member.id,
            "username": member.name,
            "name": member.name,
            "team_id": app.team_id,
        },
        "api_app_id": app.app_id,
        "token": app.verification_token,
        "team": {"id": app.team_id, "domain": app.team_domain},
        "enterprise": None,
        "is_enterprise_install": False,
        **rest,
    }


def message_origin(app: Settings, message: Message, place: Conversation, values: Json) -> Json:
    """Give where a click on a message came from; Slack leaves out the message itself when it is ephemeral."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": place.id,
        "is_ephemeral": message.ephemeral_to is not None,
    }
    if message.thread_ts is not None:
        container["thread_ts"] = message.thread_ts
    origin: Json = {
        "container": container,
        "channel": {"id": place.id, "name": "privategroup" if place.is_private else place.name},
        "state": {"values": values},
    }
    if message.ephemeral_to is None:
        origin["message"] = message.as_slack(app)
    return origin


def action(app: Settings, block_id: str, element: Json, value: Json) -> Json:
    """Give one entry of `actions`; `value` holds what was chosen under Slack's own key."""
    entry: Json = {
        "action_id": element["action_id"],
        "block_id": block_id,
        "type": element["type"],
        "action_ts": stamp(app.now()),
        **value,
    }
    if element["type"] == "button":
        kept = {key: element[key] for key in ("text", "value", "style", "url") if key in element}
        return entry | kept
    if "placeholder" in element:
        entry["placeholder"] = element["placeholder"]
    return entry
