"""The smallest pieces of Block Kit, each cut to its limit (reliability.md, "Hard limits", Sizes)."""

from __future__ import annotations

from typing import Any

from bot.slack.text import cut, fitting, shortened
from handlers.screens.parts import Button

Block = dict[str, Any]

SECTION, BUTTON, ROW, OPTION = 3000, 75, 25, 75


def section(text: str) -> Block:
    """A paragraph of mrkdwn."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION) or " ", "verbatim": True}}


def context(text: str) -> Block:
    """A small line of mrkdwn."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, SECTION) or " ", "verbatim": True}]}


def plain_text(words: str, limit: int) -> dict[str, Any]:
    """A plain text object of at most `limit` characters."""
    return {"type": "plain_text", "text": shortened(words, limit) or " ", "emoji": True}


def button(one: Button) -> Block:
    """A button, for a row or beside a line."""
    element: Block = {
        "type": "button",
        "action_id": one.action,
        "text": plain_text(one.label, BUTTON),
        "value": fitting(one.value, 2000) or "-",
    }
    return {**element, "style": one.style} if one.style else element
