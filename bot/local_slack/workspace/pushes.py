"""What buzzes on people's phones: new posts in direct messages, mentions and channel calls, never edits."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from bot.local_slack.plain import plain_of
from bot.local_slack.roster import UserGroup
from bot.local_slack.settings import Json
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.message import Message

EVERYBODY = re.compile(r"<!(?:here|channel|everyone)(?:\|[^>]*)?>")
GROUP = re.compile(r"<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>")
SOMEBODY = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>")
NO_PREVIEW = "This content can't be displayed."


class Push(NamedTuple):
    """One notification: when, where, and the preview that the lock screen shows (the message's `text`)."""

    at: datetime
    channel: str
    text: str


def pushed_to(message: Message, conversation: Conversation, usergroups: Mapping[str, UserGroup]) -> set[str]:
    """Give the people whose phone buzzes for a new message.

    A direct message always notifies; in a channel only a mention does (of somebody, of a group they are in, of
    everybody), in `text` or in mrkdwn of the blocks.
    """
    if message.ephemeral_to is not None or message.hidden or message.subtype:
        return set()
    others = conversation.people - {message.user}
    if conversation.kind != "channel":
        return others
    live = "\n".join([message.text, *_live(message.blocks)])
    if EVERYBODY.search(live):
        return others
    groups = [usergroups[group] for group in GROUP.findall(live) if group in usergroups]
    return others & {*SOMEBODY.findall(live), *(user for group in groups for user in group.users)}


def preview(message: Message) -> str:
    """Give the words on the lock screen; a post with blocks and no text has none worth reading."""
    if message.files and not message.text:
        return f"Shared a file: {message.files[0]['name']}"
    return message.text or NO_PREVIEW


def _live(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _live(each)
    elif isinstance(node, dict):
        yield from _live_object(node)


def _live_object(node: Json) -> Iterator[str]:
    if node.get("type") == "mrkdwn":
        yield str(node.get("text", ""))
    elif node.get("type") == "rich_text":
        yield plain_of([node])
    else:
        for value in node.values():
            yield from _live(value)
