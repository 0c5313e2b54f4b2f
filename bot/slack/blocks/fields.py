"""The fields of a form as input blocks; each comes back under its own id (`payloads.picks_and_texts`)."""

from __future__ import annotations

from datetime import datetime

from bot.slack.blocks.picking import nothing_to_pick, pick_element
from bot.slack.blocks.pieces import Block, plain_text
from handlers.screens.fields import Asked
from handlers.screens.parts import (
    File,
    Number,
    Pick,
    PickAccount,
    PickChannel,
    PickDate,
    PickMoment,
    PickTime,
    Write,
)

_WORDS, _LABEL = 3000, 2000
_FILES = 10
# Slack takes moments of ten digits only: from September 2001 to November 2286.
_MOMENTS = range(10**9, 10**10)


def pick(part: Pick, number: int) -> list[Block]:
    """A pick-list."""
    if not part.choices:
        return nothing_to_pick(part)
    element, sentence = pick_element(part)
    hint = " ".join(words for words in (sentence, part.hint) if words)
    return [_input(part.id, part.label, element, part.optional, hint, part.live)]


def write(part: Write, number: int) -> list[Block]:
    """A field to write in."""
    element: Block = {"type": "plain_text_input", "action_id": part.id, "multiline": not part.one_line}
    element["max_length"] = min(part.limit, _WORDS)
    if part.text:
        element["initial_value"] = part.text[: element["max_length"]]
    if part.live:
        # Not with each character: the answer would come while the next ones are typed.
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_enter_pressed"]}
    return [_input(part.id, part.label, element, part.optional, part.hint, part.live)]


def day(part: PickDate, number: int) -> list[Block]:
    """A day of the calendar."""
    first = {"initial_date": part.day.isoformat()} if part.day else {}
    return _asked(part, {"type": "datepicker", **first})


def clock(part: PickTime, number: int) -> list[Block]:
    """A time on the wall; Slack shows the zone's name below it."""
    zone = {"timezone": part.zone} if part.zone else {}
    first = {"initial_time": f"{part.at:%H:%M}"} if part.at else {}
    return _asked(part, {"type": "timepicker", **zone, **first})


def moment(part: PickMoment, number: int) -> list[Block]:
    """An instant, in the reader's own zone."""
    return _asked(part, {"type": "datetimepicker", **_first_moment(part.at)})


def amount(part: Number, number: int) -> list[Block]:
    """A whole number."""
    ends = {"initial_value": part.value, "min_value": part.least, "max_value": part.most}
    given = {name: str(value) for name, value in ends.items() if value is not None}
    return _asked(part, {"type": "number_input", "is_decimal_allowed": False, **given})


def account(part: PickAccount, number: int) -> list[Block]:
    """An account of the workspace."""
    first = {"initial_user": part.account} if part.account else {}
    return _asked(part, {"type": "users_select", "placeholder": plain_text("Pick a person", 150), **first})


def channel(part: PickChannel, number: int) -> list[Block]:
    """A channel; conversations between people are left out."""
    kinds = {"filter": {"include": ["public", "private"]}}
    first = {"initial_conversation": part.channel} if part.channel else {}
    words = plain_text("Pick a channel", 150)
    return _asked(part, {"type": "conversations_select", "placeholder": words, **kinds, **first})


def file(part: File, number: int) -> list[Block]:
    """Files from whoever fills the form in; needs the scope files:read (Slack: file-input-element)."""
    kinds = {"filetypes": list(part.kinds)} if part.kinds else {}
    return _asked(part, {"type": "file_input", "max_files": min(max(part.most, 1), _FILES), **kinds})


def _first_moment(at: datetime | None) -> Block:
    seconds = int(at.timestamp()) if at else 0
    return {"initial_date_time": seconds} if seconds in _MOMENTS else {}


def _asked(part: Asked, element: Block) -> list[Block]:
    return [_input(part.id, part.label, {"action_id": part.id, **element}, part.optional, part.hint, part.live)]


def _input(name: str, label: str, element: Block, optional: bool, hint: str, live: bool) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": plain_text(label, _LABEL),
        "element": element,
        "optional": optional,
    }
    if live:
        block["dispatch_action"] = True
    if hint:
        block["hint"] = plain_text(hint, _LABEL)
    return block
