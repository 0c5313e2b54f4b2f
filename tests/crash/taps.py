"""A signed tap straight to one bot: at an instant of our choosing, to a replica of our choosing."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlencode

from bot.local_slack.outbound.wire import signed_headers
from tests.crash.bots import Bot

_FORM = "application/x-www-form-urlencoded"


def signed_tap(secret: str, user_id: str, action: str, value: str) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a tap on a button whose message nobody knows any more."""
    payload = {
        "type": "block_actions",
        "user": {"id": user_id, "username": user_id.lower(), "name": user_id.lower(), "team_id": "T0LOCAL"},
        "team": {"id": "T0LOCAL", "domain": "local"},
        "api_app_id": "A0LOCAL",
        "container": {"type": "message", "message_ts": "1.1", "channel_id": "D1", "is_ephemeral": False},
        "channel": {"id": "D1", "name": "directmessage"},
        "actions": [{"action_id": action, "block_id": "b", "type": "button", "value": value, "action_ts": "1.1"}],
    }
    body = urlencode({"payload": json.dumps(payload)}).encode()
    return body, signed_headers(secret, body, _FORM)


def tap(bot: Bot, tapped: tuple[bytes, dict[str, str]]) -> int:
    """Deliver it; the status, 0 where nobody answered within Slack's three seconds."""
    connection = http.client.HTTPConnection("127.0.0.1", bot.port, timeout=3)
    try:
        connection.request("POST", "/slack/events", *tapped)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()
