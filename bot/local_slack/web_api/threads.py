"""Which thread a new message belongs to: the parent's, even when a reply's stamp was given."""

from __future__ import annotations

from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.workspace.conversation import Conversation


def thread_of(call: Call, place: Conversation) -> str | None:
    """Give the thread that `thread_ts` names, None without it; refused as cannot_reply_to_message."""
    ts = call.text("thread_ts")
    if not ts:
        return None
    parent = place.messages.get(ts)
    if parent is None or parent.deleted or parent.hidden or parent.ephemeral_to is not None:
        raise Refused("cannot_reply_to_message")
    return parent.thread_ts or ts
