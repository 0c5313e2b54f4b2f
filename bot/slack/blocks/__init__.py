"""Screens and forms as Block Kit, always within its limits (reliability.md, "Hard limits", Sizes).

Here messages and views; `shown.py` draws what is read or tapped, `fields.py` and `picking.py` what is filled in.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.slack.blocks import fields, shown
from bot.slack.blocks.pieces import Block, context, plain_text, section
from bot.slack.blocks.shown import without_pictures
from bot.slack.text import cut, literal, mrkdwn, plain
from handlers.screens import parts as p
from handlers.screens.notes.writing import ACCOUNT, LESSON, NOTE
from handlers.screens.parts import Form, Line, Part, Screen, Small, Steps, Strong

__all__ = ["Block", "home", "message", "modal", "modal_of", "plain_message", "without_pictures"]

BLOCKS_IN_MESSAGE, BLOCKS_IN_VIEW = 50, 100
# What stands in these is kept when they are closed.
_KEPT_ON_CLOSE = frozenset({NOTE, ACCOUNT, LESSON})


def message(screen: Screen) -> dict[str, Any]:
    """`text` and `blocks` of a message; the preview stands in both (screens.md rule 3)."""
    text = cut(literal(screen.preview), 3000)
    blocks = _blocks(screen.parts, BLOCKS_IN_MESSAGE)
    if screen.everyone:
        text = f"<!here> {text}"
        blocks[0] = section(f"<!here> {mrkdwn((Strong(screen.preview),))}")
    return {"text": text, "blocks": blocks}


def plain_message(screen: Screen) -> dict[str, Any]:
    """The fallback that always fits: text only, for when Slack refuses the blocks (reliability.md F29)."""
    lines = [plain(part.text) for part in screen.parts if isinstance(part, Line | Small)]
    steps = [line for part in screen.parts if isinstance(part, Steps) for line in part.lines]
    return {"text": cut(literal("\n".join([*lines[:6], *steps]) or screen.preview), 3000)}


def home(screen: Screen) -> dict[str, Any]:
    """The view of App Home."""
    return {"type": "home", "blocks": _blocks(screen.parts, BLOCKS_IN_VIEW)}


def modal_of(screen: Screen, external_id: str) -> dict[str, Any]:
    """A screen inside the open dialog: the raiser's second card (screens.md rule 5)."""
    return {
        "type": "modal",
        "callback_id": "card",
        "external_id": external_id,
        "title": plain_text("StepIn", 24),
        "close": plain_text("Close", 24),
        "blocks": _blocks(screen.parts, BLOCKS_IN_VIEW),
    }


def modal(form: Form, external_id: str | None = None) -> dict[str, Any]:
    """A form as a modal view; its context travels in private_metadata."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": form.name,
        "title": plain_text(form.title, 24),
        "close": plain_text(form.close, 24),
        "private_metadata": json.dumps(dict(form.context), ensure_ascii=False),
        "blocks": _blocks(form.parts, BLOCKS_IN_VIEW),
        "notify_on_close": form.name in _KEPT_ON_CLOSE,
        "clear_on_close": form.closes_all,
    }
    if form.submit:
        view["submit"] = plain_text(form.submit, 24)
    if external_id:
        view["external_id"] = external_id
    return view


def _blocks(parts: tuple[Part, ...], limit: int) -> list[Block]:
    blocks = [block for number, part in enumerate(parts) for block in _DRAW[type(part)](part, number)]
    if len(blocks) > limit:
        blocks = [*blocks[: limit - 1], context("…")]
    return blocks


_DRAW: Mapping[type[Any], Callable[[Any, int], list[Block]]] = {
    p.Line: shown.line,
    p.Small: shown.small,
    p.Heading: shown.heading,
    p.Steps: shown.steps,
    p.Quote: shown.quote,
    p.Buttons: shown.buttons,
    p.Divider: shown.divider,
    p.Picture: shown.picture,
    p.Pick: fields.pick,
    p.Write: fields.write,
    p.PickDate: fields.day,
    p.PickTime: fields.clock,
    p.PickMoment: fields.moment,
    p.Number: fields.amount,
    p.PickAccount: fields.account,
    p.PickChannel: fields.channel,
    p.File: fields.file,
}
