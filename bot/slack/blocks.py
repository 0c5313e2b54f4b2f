"""Screens and forms as Block Kit, always within its limits (reliability.md, "Hard limits", Sizes)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bot.slack.text import cut, fitting, literal, mrkdwn, plain, shortened
from handlers.screens.parts import (
    Button,
    Buttons,
    Choice,
    Divider,
    Form,
    Heading,
    Line,
    Part,
    Pick,
    Quote,
    Screen,
    Small,
    Steps,
    Strong,
    Write,
)

Block = dict[str, Any]

SECTION, BUTTON, BLOCKS_IN_MESSAGE, BLOCKS_IN_VIEW, ROW = 3000, 75, 50, 100, 25
_NUMBERS = ("1", "2", "3")


def message(screen: Screen) -> dict[str, Any]:
    """`text` and `blocks` of a message; the preview stands in both (screens.md rule 3)."""
    text = cut(literal(screen.preview), 3000)
    blocks = _blocks(screen.parts, BLOCKS_IN_MESSAGE)
    if screen.everyone:
        text = f"<!here> {text}"
        blocks[0] = _section(f"<!here> {mrkdwn((Strong(screen.preview),))}")
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
        "title": _plain("StepIn", 24),
        "close": _plain("Close", 24),
        "blocks": _blocks(screen.parts, BLOCKS_IN_VIEW),
    }


def modal(form: Form, external_id: str | None = None) -> dict[str, Any]:
    """A form as a modal view; its context travels in private_metadata."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": form.name,
        "title": _plain(form.title, 24),
        "close": _plain(form.close, 24),
        "private_metadata": json.dumps(dict(form.context), ensure_ascii=False),
        "blocks": _blocks(form.parts, BLOCKS_IN_VIEW),
        "notify_on_close": form.name == "note",
    }
    if form.submit:
        view["submit"] = _plain(form.submit, 24)
    if external_id:
        view["external_id"] = external_id
    return view


def _blocks(parts: tuple[Part, ...], limit: int) -> list[Block]:
    blocks = [block for number, part in enumerate(parts) for block in _DRAW[type(part)](part, number)]
    if len(blocks) > limit:
        blocks = [*blocks[: limit - 1], _context("…")]
    return blocks


def _section(text: str) -> Block:
    return {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, SECTION) or " ", "verbatim": True}}


def _context(text: str) -> Block:
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, SECTION) or " ", "verbatim": True}]}


def _plain(words: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shortened(words, limit) or " ", "emoji": True}


def _button(button: Button) -> Block:
    element: Block = {
        "type": "button",
        "action_id": button.action,
        "text": _plain(button.label, BUTTON),
        "value": fitting(button.value, 2000) or "-",
    }
    return {**element, "style": button.style} if button.style else element


def _line(part: Line, number: int) -> list[Block]:
    block = _section(mrkdwn(part.text))
    if part.menu:
        options = [{"text": _plain(item.label, 75), "value": f"{item.action}|{item.value}"[:150]} for item in part.menu]
        block["accessory"] = {"type": "overflow", "action_id": "menu", "options": options[:5]}
        block["block_id"] = f"menu-{number}"
    elif part.button:
        block["accessory"] = _button(part.button)
        block["block_id"] = f"line-{number}"
    return [block]


def _small(part: Small, number: int) -> list[Block]:
    return [_context(mrkdwn(part.text))]


def _heading(part: Heading, number: int) -> list[Block]:
    return [{"type": "header", "text": _plain(part.words, 150)}]


def _steps(part: Steps, number: int) -> list[Block]:
    if not part.numbered:
        return [_section("\n".join(f"•  {literal(line)}" for line in part.lines))]
    return [_section("\n".join(f"*{n}*  {literal(line)}" for n, line in zip(_NUMBERS, part.lines, strict=False)))]


def _quote(part: Quote, number: int) -> list[Block]:
    """Somebody's own words, as plain text: Slack does not interpret it (reliability.md F74)."""
    block: Block = {"type": "section", "text": {"type": "plain_text", "text": shortened(f"“{part.words}”", SECTION)}}
    return [{**block, "text": {**block["text"], "emoji": False}}]


def _buttons(part: Buttons, number: int) -> list[Block]:
    elements = [_button(button) for button in part.row[:ROW]]
    return [{"type": "actions", "block_id": f"row-{number}", "elements": elements}] if elements else []


def _divider(part: Divider, number: int) -> list[Block]:
    return [{"type": "divider"}]


def _option(choice: Choice) -> Block:
    return {"text": _plain(choice.label, 75), "value": choice.id[:150]}


def _pick(part: Pick, number: int) -> list[Block]:
    options = [_option(choice) for choice in part.choices][:100]
    picked = [option for option in options if option["value"] in part.picked]
    element: Block = {"action_id": part.id, "options": options}
    if part.many and len(options) <= 10:
        element["type"] = "checkboxes"
    elif part.many:
        element |= {"type": "multi_static_select", "placeholder": _plain("Tap to pick, more than one is fine", 150)}
    elif len(options) <= 10:
        element["type"] = "radio_buttons"
    else:
        element |= {"type": "static_select", "placeholder": _plain("Tap to pick", 150)}
    if picked:
        element |= {"initial_options": picked} if part.many else {"initial_option": picked[0]}
    return [_input(part.id, part.label, element, part.optional, part.hint, part.live)]


def _write(part: Write, number: int) -> list[Block]:
    element: Block = {"type": "plain_text_input", "action_id": part.id, "multiline": not part.one_line}
    element["max_length"] = min(part.limit, 3000)
    if part.text:
        element["initial_value"] = part.text[: element["max_length"]]
    return [_input(part.id, part.label, element, part.optional, part.hint, live=False)]


def _input(name: str, label: str, element: Block, optional: bool, hint: str, live: bool) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": _plain(label, 2000),
        "element": element,
        "optional": optional,
    }
    if live:
        block["dispatch_action"] = True
    if hint:
        block["hint"] = _plain(hint, 2000)
    return block


_DRAW: Mapping[type[Any], Callable[[Any, int], list[Block]]] = {
    Line: _line,
    Small: _small,
    Heading: _heading,
    Steps: _steps,
    Quote: _quote,
    Buttons: _buttons,
    Divider: _divider,
    Pick: _pick,
    Write: _write,
}
