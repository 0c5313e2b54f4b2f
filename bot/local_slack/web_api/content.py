"""What a message carries (text, blocks, metadata), read from a call and held against Slack's limits."""

from __future__ import annotations

import json
from typing import Any

from bot.local_slack.block_kit import fill_in, message_problems
from bot.local_slack.settings import Json
from bot.local_slack.web_api.arguments import Call
from bot.local_slack.web_api.errors import Refused, with_messages
from bot.local_slack.web_api.pictures import may_take_files, picture_problems
from bot.local_slack.workspace import Workspace

POST_TEXT = 40_000
UPDATE_TEXT = 4_000
METADATA_BYTES = 16_384


def text_of(call: Call, most: int) -> str:
    """Give the text; more than `most` characters are refused (40,000 to post, 4,000 to update)."""
    text = call.text("text")
    if len(text) > most:
        raise Refused("msg_too_long")
    return text


def blocks_of(call: Call) -> list[Json] | None:
    """Give the blocks with ids filled in, or None when the call has none."""
    if not call.given("blocks"):
        return None
    blocks = call.structure("blocks", "invalid_blocks_format")
    if not isinstance(blocks, list) or not all(isinstance(block, dict) for block in blocks):
        raise Refused("invalid_blocks_format")
    return checked(call.space, blocks)


def checked(space: Workspace, blocks: list[Json]) -> list[Json]:
    """Give blocks with their ids filled in; refused as invalid_blocks with Block Kit's pointers."""
    problems = message_problems(blocks) or picture_problems(space, blocks, "/blocks")
    if problems:
        raise with_messages("invalid_blocks", problems)
    may_take_files(space, blocks)
    return fill_in(blocks)


def metadata_of(call: Call) -> Json | None:
    """Give the metadata ({event_type, event_payload}), an empty object to remove it, None when absent."""
    if not call.given("metadata"):
        return None
    metadata = call.structure("metadata", "invalid_metadata_format")
    if metadata == {}:
        return {}
    if not _well_formed(metadata):
        raise Refused("invalid_metadata_format")
    if len(json.dumps(metadata).encode()) > METADATA_BYTES:
        raise Refused("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _well_formed(metadata: Any) -> bool:
    return (
        isinstance(metadata, dict)
        and isinstance(metadata.get("event_type"), str)
        and bool(metadata["event_type"])
        and isinstance(metadata.get("event_payload"), dict)
    )
