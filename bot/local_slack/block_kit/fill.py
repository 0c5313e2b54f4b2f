"""What Slack adds to blocks and views on their way in: missing ids, and the defaults of text objects."""

from __future__ import annotations

from typing import Any

from bot.local_slack.ids import short_id
from bot.local_slack.plain import elements_of
from bot.local_slack.settings import Json

DEFAULTS: Json = {
    "title": None,
    "submit": None,
    "close": None,
    "private_metadata": "",
    "callback_id": "",
    "external_id": "",
    "clear_on_close": False,
    "notify_on_close": False,
}


def fill_in(blocks: list[Json]) -> list[Json]:
    """Give a copy of blocks in which every block and interactive element has an id."""
    filled = [_with_defaults(block) for block in blocks]
    for block in filled:
        block.setdefault("block_id", short_id())
        for element in elements_of(block):
            if element.get("type") != "image":
                element.setdefault("action_id", short_id())
    return filled


def fill_in_view(view: Json) -> Json:
    """Give a copy of a view with Slack's defaults, ids filled in."""
    whole = DEFAULTS | {key: _with_defaults(value) for key, value in view.items()}
    whole["blocks"] = fill_in(view["blocks"])
    return whole


def _with_defaults(node: Any) -> Any:
    if isinstance(node, list):
        return [_with_defaults(each) for each in node]
    if not isinstance(node, dict):
        return node
    copy = {key: _with_defaults(value) for key, value in node.items()}
    if copy.get("type") == "plain_text":
        copy.setdefault("emoji", True)
    elif copy.get("type") == "mrkdwn":
        copy.setdefault("verbatim", False)
    return copy
