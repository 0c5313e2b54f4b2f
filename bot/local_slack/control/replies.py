"""What the routes under /control/ share: reading a JSON body, writing a JSON reply, naming an outcome."""

from __future__ import annotations

import json

from bot.local_slack.ledger import ApiCall
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.settings import Json


def reply(body: Json, status: int = 200) -> HttpReply:
    """Give a JSON reply that nobody keeps."""
    headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
    return HttpReply(status, json.dumps(body).encode(), headers)


def body_of(request: HttpRequest) -> Json:
    """Give the JSON object that was posted."""
    body = json.loads(request.body or b"{}")
    if not isinstance(body, dict):
        raise TypeError("the body must be a JSON object")
    return body


def outcome(delivery: Delivery | None) -> Json:
    """Give what came of an act; `delivery` is null where nothing was sent."""
    if delivery is None or delivery.local:
        return {"ok": True, "delivery": None, "errors": dict(delivery.errors) if delivery else {}}
    told = {"status": delivery.status, "seconds": delivery.seconds, "in_time": delivery.in_time}
    return {"ok": True, "delivery": told, "errors": dict(delivery.errors)}


def call_entry(call: ApiCall) -> Json:
    """Give one Web API call as it was written down."""
    return {
        "at": call.at.isoformat(),
        "method": call.method,
        "args": call.args,
        "ok": call.ok,
        "error": call.error,
        "accepted": call.accepted,
        "status": call.status,
    }
