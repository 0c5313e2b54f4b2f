"""Block Kit's documented limits: what Slack would refuse is refused here, with the same pointers.

Left out on purpose, and so refused as unsupported: video, file, call, table and the newer card-like blocks,
workflow buttons.
"""

from __future__ import annotations

from typing import Any

from bot.local_slack.block_kit.blocks import IN_MESSAGES
from bot.local_slack.block_kit.fill import fill_in, fill_in_view
from bot.local_slack.block_kit.shape import Place, items
from bot.local_slack.block_kit.views import VIEW
from bot.local_slack.plain import elements_of
from bot.local_slack.settings import Json

MESSAGE = items(IN_MESSAGES, 0, 50)


def message_problems(blocks: Any) -> list[str]:
    """Give what Slack has against the blocks of a message, in its words; nothing when they are fine."""
    problems: list[str] = []
    place = Place("/blocks", problems)
    MESSAGE(blocks, place)
    if not problems:
        _unique(blocks, place)
    return problems


def view_problems(view: Any) -> list[str]:
    """Give what Slack has against a modal or a home tab; nothing when it is fine."""
    problems: list[str] = []
    place = Place("/view", problems)
    VIEW(view, place)
    if not problems:
        _unique(view["blocks"], place / "blocks")
        _one_focus(view["blocks"], place / "blocks")
    return problems


def _unique(blocks: list[Json], place: Place) -> None:
    seen: set[str] = set()
    for number, block in enumerate(blocks):
        block_id = block.get("block_id")
        if block_id is not None and block_id in seen:
            (place / number / "block_id").complain(f"`block_id` {block_id} already exists")
        seen |= {block_id} if block_id is not None else set()
        actions = [e["action_id"] for e in elements_of(block) if e.get("action_id") is not None]
        for action in {each for each in actions if actions.count(each) > 1}:
            (place / number).complain(f"`action_id` {action} already exists in this block")


def _one_focus(blocks: list[Json], place: Place) -> None:
    focused = [element for block in blocks for element in elements_of(block) if element.get("focus_on_load")]
    if len(focused) > 1:
        place.complain("only one element may set `focus_on_load`")


__all__ = ["fill_in", "fill_in_view", "message_problems", "view_problems"]
