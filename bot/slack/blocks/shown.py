"""What is read or tapped, as blocks: lines, steps, quotes, buttons, pictures."""

from __future__ import annotations

from bot.slack.blocks.pieces import ROW, SECTION, Block, button, context, plain_text, section
from bot.slack.text import literal, mrkdwn, shortened
from handlers.screens.parts import Buttons, Divider, Heading, Line, Picture, Quote, Small, Steps

_NUMBERS = ("1", "2", "3")
_ALT_TEXT = 2000
_NOT_YET = "The picture is not ready yet. The words here say the same."


def line(part: Line, number: int) -> list[Block]:
    """A line of text, with its menu or its button beside it."""
    block = section(mrkdwn(part.text))
    if part.menu:
        options = [
            {"text": plain_text(item.label, 75), "value": f"{item.action}|{item.value}"[:150]} for item in part.menu
        ]
        block["accessory"] = {"type": "overflow", "action_id": "menu", "options": options[:5]}
        block["block_id"] = f"menu-{number}"
    elif part.button:
        block["accessory"] = button(part.button)
        block["block_id"] = f"line-{number}"
    return [block]


def small(part: Small, number: int) -> list[Block]:
    """A line that may be overlooked."""
    return [context(mrkdwn(part.text))]


def heading(part: Heading, number: int) -> list[Block]:
    """A title."""
    return [{"type": "header", "text": plain_text(part.words, 150)}]


def steps(part: Steps, number: int) -> list[Block]:
    """The lines of a card."""
    if not part.numbered:
        return [section("\n".join(f"•  {literal(one)}" for one in part.lines))]
    return [section("\n".join(f"*{n}*  {literal(one)}" for n, one in zip(_NUMBERS, part.lines, strict=False)))]


def quote(part: Quote, number: int) -> list[Block]:
    """Somebody's own words, as plain text: Slack does not interpret it (reliability.md F74)."""
    block: Block = {"type": "section", "text": {"type": "plain_text", "text": shortened(f"“{part.words}”", SECTION)}}
    return [{**block, "text": {**block["text"], "emoji": False}}]


def buttons(part: Buttons, number: int) -> list[Block]:
    """A row of buttons."""
    elements = [button(one) for one in part.row[:ROW]]
    return [{"type": "actions", "block_id": f"row-{number}", "elements": elements}] if elements else []


def divider(part: Divider, number: int) -> list[Block]:
    """A line across."""
    return [{"type": "divider"}]


def picture(part: Picture, number: int) -> list[Block]:
    """An image that Slack keeps: only an image file, and only one that our bot may see (Slack: slack-file-object)."""
    block: Block = {
        "type": "image",
        "slack_file": {"id": part.file_id},
        "alt_text": shortened(part.alt, _ALT_TEXT) or " ",
    }
    return [{**block, "title": plain_text(part.title, 2000)} if part.title else block]


def without_pictures(blocks: list[Block]) -> list[Block]:
    """These blocks with a sentence in place of each picture, for when Slack has not got it ready."""
    return [context(_NOT_YET) if "slack_file" in block else block for block in blocks]
