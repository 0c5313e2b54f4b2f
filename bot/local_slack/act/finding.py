"""Finding things on the screen by the words on them, as a person does."""

from __future__ import annotations

from collections.abc import Iterator

from bot.local_slack.act.hands import Surface, Target
from bot.local_slack.act.sight import Sight
from bot.local_slack.plain import elements_of, words
from bot.local_slack.settings import Json
from bot.local_slack.workspace.inputs import SLOTS
from bot.local_slack.workspace.message import Message

Where = str | Message | None


def surfaces(sight: Sight, where: Where) -> Iterator[Surface]:
    """Give the surfaces in the order in which eyes go: modal, messages newest first, home."""
    modal, home = sight.modal(), sight.home()
    if where in (None, "modal") and modal is not None:
        yield modal
    if where not in ("modal", "home"):
        yield from (m for m in reversed(sight.messages()) if _is_there(sight, m, where))
    if where in (None, "home") and home is not None:
        yield home


def buttons(surface: Surface, label: str, value: str | None = None) -> Iterator[tuple[Target, Json | None]]:
    """Give the buttons and overflow options with exactly this label (and this value, if given)."""
    for block in surface.blocks:
        for element in elements_of(block):
            target = Target(surface, block, element)
            if element["type"] == "button" and words(element["text"]) == label:
                if value is None or element.get("value") == value:
                    yield target, None
            elif element["type"] == "overflow":
                yield from ((target, o) for o in element["options"] if _is_option(o, label, value))


def press_target(
    sight: Sight, label: str, where: Where, nth: int | None, value: str | None
) -> tuple[Target, Json | None]:
    """Give the newest thing with this label; `nth` counts from 0 over all there are, newest surface first."""
    found: list[tuple[Target, Json | None]] = []
    for surface in surfaces(sight, where):
        found += buttons(surface, label, value)
        if found and nth is None:
            return found[0]
    if nth is not None and nth < len(found):
        return found[nth]
    visible = [shown for surface in surfaces(sight, where) for shown in surface.labels()]
    raise LookupError(f"nothing labelled {label!r} to press; visible: {visible}")


def field(sight: Sight, name: str, where: Where = None) -> Target:
    """Give the element that keeps a value, by its input label, action_id, block_id, placeholder or section text."""
    known: list[str] = []
    for surface in surfaces(sight, where):
        for block in surface.blocks:
            for element in elements_of(block):
                if element["type"] in SLOTS:
                    names = _names(block, element)
                    if name in names:
                        return Target(surface, block, element)
                    known.append(names[0] or names[2])
    raise LookupError(f"no field called {name!r}; visible: {known}")


def _names(block: Json, element: Json) -> list[str]:
    return [
        words(block.get("label")) or words(block.get("text")),
        words(element.get("placeholder")),
        str(element["action_id"]),
        str(block["block_id"]),
    ]


def _is_there(sight: Sight, message: Message, where: Where) -> bool:
    if where is None:
        return True
    if isinstance(where, Message):
        return (message.channel, message.ts) == (where.channel, where.ts)
    if where == "ephemeral":
        return message.ephemeral_to is not None
    if where == "dm":
        return message.channel == sight.dm_channel
    return where in (message.channel, message.ts)


def _is_option(option: Json, label: str, value: str | None) -> bool:
    return words(option["text"]) == label and (value is None or option["value"] == value)
