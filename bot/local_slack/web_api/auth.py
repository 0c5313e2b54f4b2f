"""auth.test and the few methods about the app, its team and its sockets; and who may call anything at all."""

from __future__ import annotations

from dataclasses import dataclass

from bot.local_slack.settings import Json, Settings
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused


@dataclass
class Installation:
    """Whether the app's token works: `broken` is the error every call gets while it does not."""

    broken: str | None = None


def admit(app: Settings, installation: Installation, method: str, token: str | None) -> None:
    """Let a token pass, or refuse as Slack does."""
    if not token:
        raise Refused("not_authed")
    if method == "apps.connections.open":
        if token != app.app_token:
            raise Refused("not_allowed_token_type" if token == app.bot_token else "invalid_auth")
        return
    if token != app.bot_token:
        raise Refused("not_allowed_token_type" if token == app.app_token else "invalid_auth")
    if installation.broken is not None:
        raise Refused(installation.broken)


def test(call: Call) -> Json:
    """auth.test."""
    app = call.app
    return {
        "url": f"https://{app.team_domain}.slack.com/",
        "team": app.team_name,
        "user": app.app_name.lower(),
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def team_info(call: Call) -> Json:
    """team.info."""
    app = call.app
    return {"team": {"id": app.team_id, "name": app.team_name, "domain": app.team_domain, "icon": {}}}


def bots_info(call: Call) -> Json:
    """bots.info."""
    app = call.app
    if call.text("bot", app.bot_id) != app.bot_id:
        raise Refused("bot_not_found")
    bot = {"id": app.bot_id, "deleted": False, "name": app.app_name, "app_id": app.app_id}
    return {"bot": bot | {"user_id": app.bot_user_id, "updated": 0, "icons": {}}}


def connections_open(call: Call) -> Json:
    """apps.connections.open: an address for one Socket Mode connection."""
    return {"url": call.sockets.new_address()}
