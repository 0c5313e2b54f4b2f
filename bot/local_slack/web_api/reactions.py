"""reactions.add: the app puts an emoji under a message."""

from __future__ import annotations

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused


def add(call: Call) -> Json:
    """reactions.add: once for each name."""
    place = call.space.find(call.required("channel"))
    name = call.required("name")
    message = place.messages.get(call.required("timestamp")) if place else None
    if place is None:
        raise Refused("channel_not_found")
    if message is None or message.deleted or message.hidden or message.ephemeral_to is not None:
        raise Refused("message_not_found")
    if name in message.reactions:
        raise Refused("already_reacted")
    call.space.edit(message, reactions=(*message.reactions, name))
    return {}
