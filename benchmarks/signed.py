"""Requests as Slack signs them, straight into a WSGI app: no network is between the measurement and the code."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from bot.slack import blocks
from bot.slack.ids import view_id_for
from domain.site import Site
from handlers.screens.picker import raise_form

SECRET, TOKEN, TEAM = "bench-signing-secret", "xoxb-bench", "T0LOCAL"
Environ = dict[str, Any]
WSGI = Callable[..., Iterable[bytes]]


def headers(body: bytes) -> dict[str, str]:
    """Content type and signature of a body, as of now."""
    stamp = str(int(time.time()))
    digest = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    kind = "application/x-www-form-urlencoded"
    return {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def environ(body: bytes) -> Environ:
    """A WSGI request with this body."""
    signed = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers(body).items()}
    return {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/slack/events",
        "QUERY_STRING": "",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "CONTENT_TYPE": signed.pop("HTTP_CONTENT_TYPE"),
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": BytesIO(body),
        **signed,
    }


class Refused(Exception):
    """A request that was not answered with 200: nothing that follows would measure anything."""


def answered(app: WSGI, request: Environ) -> Any:
    """An app's answer, not yet closed: work after it begins at `close`."""
    statuses: list[str] = []
    chunks = app(request, lambda status, _headers, *_: statuses.append(status))
    for _ in chunks:
        pass
    if not statuses[-1].startswith("200"):
        raise Refused(statuses[-1])
    return chunks


def close(chunks: Any) -> None:
    """The server has sent the answer."""
    end = getattr(chunks, "close", None)
    if end is not None:
        end()


def command(user: str, text: str = "", response_url: str = "") -> bytes:
    """`/escalate` by this account."""
    fields = {
        "token": "t", "team_id": TEAM, "team_domain": "local", "channel_id": "D0ANY", "channel_name": "directmessage",
        "user_id": user, "user_name": user.lower(), "command": "/escalate", "text": text, "api_app_id": "A0LOCAL",
        "is_enterprise_install": "false", "response_url": response_url, "trigger_id": uuid4().hex,
    }  # fmt: skip
    return urlencode(fields).encode()


def raise_tap(user: str, site: Site, level: str = "threatening") -> tuple[str, bytes]:
    """A tap on a level in the open dialog; its intake key, and the request with the whole view, as Slack sends it."""
    key = uuid4().hex
    place = site.places[0]
    context = {"key": key, "site": site.id, "place": place.id, "sure": "yes"}
    view = {**blocks.modal(raise_form(site, place, key, context), view_id_for(key)), "id": "V0BENCH", "hash": "1"}
    return key, _press(user, {"action_id": f"raise.{level}", "value": key}, view=view)


def act_tap(user: str, verb: str, escalation_id: str, response_url: str = "") -> bytes:
    """A tap on a button of a page."""
    channel = {"id": "D0ANY", "name": "directmessage"}
    action = {"action_id": f"act.{verb}", "value": escalation_id}
    return _press(user, action, channel=channel, response_url=response_url)


def _press(user: str, action: dict[str, str], **origin: Any) -> bytes:
    button = {"type": "button", "block_id": "b1", "action_ts": "1700000000.000001", **action}
    payload = {
        "type": "block_actions", "team": {"id": TEAM, "domain": "local"}, "api_app_id": "A0LOCAL", "token": "t",
        "user": {"id": user, "name": user.lower(), "team_id": TEAM}, "trigger_id": uuid4().hex,
        "enterprise": None, "is_enterprise_install": False, "actions": [button], **origin,
    }  # fmt: skip
    return urlencode({"payload": json.dumps(payload)}).encode()
