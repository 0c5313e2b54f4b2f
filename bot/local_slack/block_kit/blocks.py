"""Blocks and their limits (Slack: reference/block-kit/blocks)."""

from __future__ import annotations

from bot.local_slack.block_kit.elements import IN_ACTIONS, IN_INPUT, IN_SECTION
from bot.local_slack.block_kit.images import IMAGE as IMAGE_ELEMENT
from bot.local_slack.block_kit.images import IMAGE_FIELDS, one_source
from bot.local_slack.block_kit.rich_text import ELEMENTS
from bot.local_slack.block_kit.shape import Place, Rule, also, anything, boolean, by_type, items, shape, string
from bot.local_slack.block_kit.texts import IDENTIFIER, plain, text
from bot.local_slack.settings import Json

ANY: dict[str, Rule] = {"type": anything, "block_id": IDENTIFIER}
FIELDS = items(text(2000), 1, 10)
NOTES = by_type({"image": IMAGE_ELEMENT, "plain_text": text(3000), "mrkdwn": text(3000)})


def _has_words(block: Json, place: Place) -> None:
    if block.get("text") is None and block.get("fields") is None:
        place.complain("missing required field: text")


EVERYWHERE: dict[str, Rule] = {
    "section": also(
        shape({**ANY, "text": text(3000), "fields": FIELDS, "accessory": IN_SECTION, "expand": boolean}),
        _has_words,
    ),
    "actions": shape({**ANY, "elements": items(IN_ACTIONS, 1, 25)}, ("elements",)),
    "context": shape({**ANY, "elements": items(NOTES, 1, 10)}, ("elements",)),
    "divider": shape(ANY),
    "header": shape({**ANY, "text": plain(150)}, ("text",)),
    "image": also(
        shape({**ANY, **IMAGE_FIELDS, "title": plain(2000)}, ("alt_text",)),
        one_source,
    ),
    "input": shape(
        {
            **ANY,
            "label": plain(2000),
            "element": IN_INPUT,
            "hint": plain(2000),
            "optional": boolean,
            "dispatch_action": boolean,
        },
        ("label", "element"),
    ),
    "rich_text": shape({**ANY, "elements": ELEMENTS}, ("elements",)),
}
IN_MESSAGES = by_type(EVERYWHERE | {"markdown": shape({**ANY, "text": string(12_000)}, ("text",))})
IN_VIEWS = by_type(EVERYWHERE)
