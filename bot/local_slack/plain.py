"""Blocks as words: what a person reads on the screen, and the labels they can press."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bot.local_slack.settings import Json

RICH_MARKS = {
    "user": ("user_id", "<@{}>"),
    "usergroup": ("usergroup_id", "<!subteam^{}>"),
    "channel": ("channel_id", "<#{}>"),
    "broadcast": ("range", "<!{}>"),
    "emoji": ("name", ":{}:"),
}


def words(text: Any) -> str:
    """Give the string inside a text object, a bare string, or nothing."""
    if isinstance(text, dict):
        return str(text.get("text", ""))
    return str(text) if text else ""


def plain_of(blocks: list[Json]) -> str:
    """Give blocks as lines of text; buttons in [brackets], menus in <angles>."""
    return "\n".join(line for block in blocks for line in _lines(block) if line)


def labels_of(blocks: list[Json]) -> list[str]:
    """Give every label that can be pressed (buttons and overflow options), in reading order."""
    return [label for block in blocks for element in elements_of(block) for label in pressable(element)]


def elements_of(block: Json) -> Iterator[Json]:
    """Give the interactive elements of one block."""
    for key in ("accessory", "element"):
        if isinstance(block.get(key), dict):
            yield block[key]
    if block.get("type") in ("actions", "context_actions"):
        yield from block.get("elements", [])


def pressable(element: Json) -> Iterator[str]:
    """Give the labels of a button, or of each option of an overflow menu."""
    if element.get("type") == "button":
        yield words(element.get("text"))
    elif element.get("type") == "overflow":
        for option in element.get("options", []):
            yield words(option.get("text"))


def _lines(block: Json) -> Iterator[str]:
    kind = block.get("type")
    if kind == "rich_text":
        yield from (_rich(part) for part in block.get("elements", []))
        return
    if kind == "divider":
        yield "---"
        return
    for key in ("text", "label", "title"):
        yield words(block.get(key))
    yield from (words(text) for text in block.get("fields", []))
    if kind == "context":
        yield " ".join(words(e) or str(e.get("alt_text", "")) for e in block.get("elements", []))
    if kind == "image":
        yield str(block.get("alt_text", ""))
    yield " ".join(_element(element) for element in elements_of(block))
    yield words(block.get("hint"))


def _element(element: Json) -> str:
    kind = element.get("type")
    if kind == "image":
        return str(element.get("alt_text", ""))
    if kind in ("button", "overflow"):
        return " ".join(f"[{label}]" for label in pressable(element))
    options = element.get("options")
    if isinstance(options, list):
        return " ".join(f"<{words(option.get('text'))}>" for option in options)
    return f"<{words(element.get('placeholder'))}>" if element.get("placeholder") else ""


def _rich(part: Json) -> str:
    inner = part.get("elements")
    if isinstance(inner, list):
        between = "\n" if part.get("type") == "rich_text_list" else ""
        return between.join(_rich(each) for each in inner)
    if part.get("type") == "link":
        return str(part.get("text") or part.get("url", ""))
    key, pattern = RICH_MARKS.get(str(part.get("type")), ("text", "{}"))
    return pattern.format(part.get(key, ""))
