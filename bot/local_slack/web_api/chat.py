"""chat.*: posting, editing and taking away messages."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.content import POST_TEXT, UPDATE_TEXT, blocks_of, metadata_of, text_of
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.places import place_of, writable
from bot.local_slack.web_api.threads import thread_of
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.message import Message

SECOND = timedelta(seconds=1)


def post_message(call: Call) -> Json:
    """chat.postMessage: to a channel id, or to a person's id in their direct message with the app."""
    place = writable(call.space, place_of(call, people_too=True))
    content = _content(call)
    thread_ts = thread_of(call, place)
    _pace(call, place)
    message = call.space.post(
        place,
        call.app.bot_user_id,
        metadata=metadata_of(call) or None,
        thread_ts=thread_ts,
        by_app=True,
        hidden=call.hide,
        **content,
    )
    body = message.as_slack(call.app, metadata=True)
    return {"channel": place.id, "ts": message.ts, "message": body}


def post_ephemeral(call: Call) -> Json:
    """chat.postEphemeral: seen by one person of the conversation only, and never editable."""
    place = writable(call.space, place_of(call, people_too=True))
    user = call.required("user")
    if user not in call.space.members:
        raise Refused("user_not_found")
    if user not in place.people:
        raise Refused("user_not_in_channel")
    message = call.space.post(
        place,
        call.app.bot_user_id,
        thread_ts=call.text("thread_ts") or None,
        by_app=True,
        ephemeral_to=user,
        hidden=call.hide,
        **_content(call),
    )
    return {"message_ts": message.ts}


def update(call: Call) -> Json:
    """chat.update: what is not sent (blocks, metadata) is kept; an empty list or object removes it."""
    place = writable(call.space, place_of(call))
    message = _own(call, place, "cant_update_message")
    text, blocks, metadata = text_of(call, UPDATE_TEXT), blocks_of(call), metadata_of(call)
    if not text and blocks is None:
        raise Refused("no_text")
    changes: dict[str, Any] = {"text": text, "edited": call.space.stamps.next(call.app.now())}
    if blocks is not None:
        changes["blocks"] = blocks
    if metadata is not None:
        changes["metadata"] = metadata or None
    edited = call.space.edit(message, **changes)
    body = edited.as_slack(call.app, metadata=True)
    return {"channel": place.id, "ts": edited.ts, "text": edited.text, "message": body}


def delete(call: Call) -> Json:
    """chat.delete: the app's own messages only."""
    place = place_of(call)
    call.space.edit(_own(call, place, "cant_delete_message"), deleted=True)
    return {"channel": place.id, "ts": call.text("ts")}


def get_permalink(call: Call) -> Json:
    """chat.getPermalink."""
    place = place_of(call)
    ts = call.required("message_ts")
    if ts not in place.messages:
        raise Refused("message_not_found")
    link = f"https://{call.app.team_domain}.slack.com/archives/{place.id}/p{ts.replace('.', '')}"
    return {"channel": place.id, "permalink": link}


def _content(call: Call) -> Json:
    text, blocks = text_of(call, POST_TEXT), blocks_of(call)
    if not text.strip() and not blocks:
        raise Refused("no_text")
    return {"text": text, "blocks": blocks or []}


def _pace(call: Call, place: Conversation) -> None:
    at = call.app.now()
    if call.app.one_post_a_second and place.last_post_at is not None and at - place.last_post_at < SECOND:
        raise Refused("ratelimited")
    place.last_post_at = at


def _own(call: Call, place: Conversation, refusal: str) -> Message:
    message = place.messages.get(call.required("ts"))
    if message is None or message.deleted or message.hidden or message.ephemeral_to is not None:
        raise Refused("message_not_found")
    if message.user != call.app.bot_user_id:
        raise Refused(refusal)
    return message
