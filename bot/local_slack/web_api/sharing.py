"""Sharing a file while completing it: into which conversations, and the message with which it appears there.

Source: files.completeUploadExternal in Slack's reference; a person's id is none of a conversation's for
`channel_id` (bolt-js issue 2115), and a public channel must have the app in it whatever its scopes are.
"""

from __future__ import annotations

from typing import Any

from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.content import POST_TEXT, blocks_of
from bot.local_slack.web_api.errors import Refused, with_messages
from bot.local_slack.web_api.threads import thread_of
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.files import StoredFile

PATTERN = "[ERROR] input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"


def targets_of(call: Call) -> list[Conversation]:
    """Give the conversations that `channel_id` and `channels` name; none, and the file stays the app's own.

    Refused as invalid_arguments, channel_not_found, not_in_channel, is_archived.
    """
    named = call.text("channel_id")
    if named and named[0] not in "CGDZ":
        raise with_messages("invalid_arguments", [PATTERN])
    several = [each.strip() for each in call.text("channels").split(",") if each.strip()]
    found = [_open_to_app(call, each) for each in dict.fromkeys([*([named] if named else []), *several])]
    if call.given("thread_ts") and len(found) > 1:
        raise with_messages("invalid_arguments", ["[ERROR] one channel only with thread_ts [json-pointer:/channels]"])
    return found


def share(call: Call, places: list[Conversation], files: list[StoredFile]) -> None:
    """Post the files into each conversation, all of a call in one message."""
    text = call.text("initial_comment")
    if len(text) > POST_TEXT:
        raise Refused("msg_too_long")
    blocks = [] if text else blocks_of(call) or []
    for place in places:
        for file in files:
            file.shared_in.add(place.id)
        _post(call, place, text, blocks, files)


def _post(call: Call, place: Conversation, text: str, blocks: list[Any], files: list[StoredFile]) -> None:
    shown: list[Json] = [file.as_slack(call.app, call.space.files.origin) for file in files]
    rest = {"thread_ts": thread_of(call, place), "by_app": True, "hidden": call.hide}
    call.space.post(place, call.app.bot_user_id, text, blocks, files=tuple(shown), **rest)


def _open_to_app(call: Call, name: str) -> Conversation:
    place = call.space.find(name)
    if place is None or (place.is_private and call.app.bot_user_id not in place.people):
        raise Refused("channel_not_found")
    if place.refuses is not None:
        raise Refused(place.refuses)
    if call.app.bot_user_id not in place.people:
        raise Refused("not_in_channel")
    if place.is_archived:
        raise Refused("is_archived")
    return place
