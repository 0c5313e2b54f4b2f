"""conversations.history and conversations.replies, newest pages first, and Slack's cursors."""

from __future__ import annotations

import base64
import binascii
from typing import Any

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.places import need, place_of
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.message import Message


def history(call: Call) -> Json:
    """conversations.history: messages outside threads, newest first; metadata only when asked for."""
    place = _readable(call)
    found = [m for m in reversed(place.messages.values()) if _public(m) and not m.is_reply]
    found = [m for m in found if _within(call, m.ts)]
    messages = [_with_thread(call, place, m) for m in found]
    body = page(call, "messages", messages, 100, 999)
    return {**body, "has_more": bool(body["response_metadata"]["next_cursor"]), "pin_count": 0}


def replies(call: Call) -> Json:
    """conversations.replies: one thread, its parent first, then oldest to newest."""
    place = _readable(call)
    parent = place.messages.get(call.required("ts"))
    if parent is None or not _public(parent):
        raise Refused("thread_not_found")
    thread = [parent, *(m for m in place.replies(parent.thread_ts or parent.ts) if _within(call, m.ts))]
    messages = [_with_thread(call, place, m) for m in thread]
    body = page(call, "messages", messages, 1000)
    return {**body, "has_more": bool(body["response_metadata"]["next_cursor"])}


def page(call: Call, name: str, items: list[Any], default: int, most: int = 1000) -> Json:
    """Give one page of items under `name`, with the cursor of the next."""
    limit = call.number("limit", default, most)
    start = _start(call.text("cursor"))
    rest = start + limit < len(items)
    cursor = base64.b64encode(f"next:{start + limit}".encode()).decode() if rest else ""
    return {name: items[start : start + limit], "response_metadata": {"next_cursor": cursor}}


def _readable(call: Call) -> Conversation:
    place = place_of(call)
    need(call, place, "history")
    if call.app.bot_user_id not in place.people:
        raise Refused("not_in_channel")
    return place


def _public(message: Message) -> bool:
    return not message.deleted and not message.hidden and message.ephemeral_to is None


def _within(call: Call, ts: str) -> bool:
    oldest, latest = _bound(call, "oldest"), _bound(call, "latest")
    at = _micros(ts)
    if call.flag("inclusive"):
        return (oldest is None or at >= oldest) and (latest is None or at <= latest)
    return (oldest is None or at > oldest) and (latest is None or at < latest)


def _bound(call: Call, name: str) -> int | None:
    value = call.text(name)
    if not value:
        return None
    try:
        return _micros(value)
    except ValueError:
        raise Refused(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    seconds, _, rest = ts.partition(".")
    return int(seconds) * 1_000_000 + int((rest + "000000")[:6])


def _with_thread(call: Call, place: Conversation, message: Message) -> Json:
    body = message.as_slack(call.app, metadata=call.flag("include_all_metadata"))
    answers = [] if message.is_reply else place.replies(message.ts)
    if answers:
        body |= {
            "thread_ts": message.ts,
            "reply_count": len(answers),
            "reply_users": list(dict.fromkeys(reply.user for reply in answers)),
            "latest_reply": answers[-1].ts,
        }
    return body


def _start(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.b64decode(cursor, validate=True).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise Refused("invalid_cursor") from None
