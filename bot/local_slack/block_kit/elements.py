"""Which block takes which elements, and the two that are only pressed (Slack: reference/block-kit/block-elements)."""

from __future__ import annotations

from bot.local_slack.block_kit.element import element
from bot.local_slack.block_kit.entries import MOMENT, PICKERS, WRITTEN
from bot.local_slack.block_kit.images import IMAGE
from bot.local_slack.block_kit.menus import CHOICES, MULTI_SELECTS, SELECTS
from bot.local_slack.block_kit.shape import Rule, by_type, string
from bot.local_slack.block_kit.texts import CONFIRM, STYLE, URL, options, plain

BUTTON = element(
    {
        "text": plain(75),
        "url": URL,
        "value": string(2000),
        "style": STYLE,
        "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
    ("text",),
    focus=False,
)
OVERFLOW = element({"options": options(1, 5, url=True), "confirm": CONFIRM}, ("options",), focus=False)
PRESSED: dict[str, Rule] = {"button": BUTTON, "overflow": OVERFLOW}


def _one_of(kinds: dict[str, Rule]) -> Rule:
    return by_type(kinds, "unsupported element: {}", at="")


IN_ACTIONS = _one_of({**PRESSED, **CHOICES, **PICKERS, **MOMENT, **SELECTS})
IN_SECTION = _one_of({**PRESSED, "image": IMAGE, **CHOICES, **PICKERS, **SELECTS, **MULTI_SELECTS})
IN_INPUT = _one_of({**WRITTEN, **CHOICES, **PICKERS, **MOMENT, **SELECTS, **MULTI_SELECTS})
