"""A pick-list as blocks: radio buttons, checkboxes or menus, whatever its length asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from bot.slack.blocks.pieces import OPTION, Block, context, plain_text
from bot.slack.text import literal, shortened
from handlers.screens.parts import Choice, Pick

_TICKED, _LISTED, _GROUPS = 10, 100, 100
_ROOM = 100_000
"""Bytes that the options of one list may take: a whole view has 250 kB (Slack: views.open, view_too_large)."""

_ONE, _MANY = "Tap to pick", "Tap to pick, more than one is fine"
_IN_ORDER = "Tap to pick, in their order"


def nothing_to_pick(part: Pick) -> list[Block]:
    """What stands in place of a list without options: Slack refuses the whole view for one."""
    return [context(f"{literal(part.label)}: there is nothing to pick from.")]


def pick_element(part: Pick) -> tuple[Block, str]:
    """The element, and a sentence where not every choice has room in it.

    Ticks have no order: where it counts it is a menu, which keeps that of the picks, and shows it.
    """
    listed, sentence = _with_room(part)
    options = {choice.id: _option(choice) for choice in listed}
    element: Block = {"action_id": part.id}
    if len(options) <= _TICKED and not part.ordered:
        element |= {"type": "checkboxes" if part.many else "radio_buttons", "options": list(options.values())}
    else:
        kind = "multi_static_select" if part.many else "static_select"
        words = _IN_ORDER if part.ordered else _MANY if part.many else _ONE
        element |= {"type": kind, "placeholder": plain_text(words, 150), **_in_menu(listed, options)}
    shown = dict.fromkeys(part.picked) if part.ordered else options
    picked = [options[id_] for id_ in shown if id_ in options and id_ in part.picked]
    if picked:
        element |= {"initial_options": picked} if part.many else {"initial_option": picked[0]}
    return element, sentence


def _option(choice: Choice) -> Block:
    return {"text": plain_text(choice.label, OPTION), "value": choice.id[:150]}


def _with_room(part: Pick) -> tuple[list[Choice], str]:
    """As many choices as there is room for, in their order; what is picked always stays, or a save would undo it."""
    room, kept = _ROOM, set()
    for choice in sorted(part.choices, key=lambda one: one.id not in part.picked):
        room -= len(json.dumps(_option(choice)))
        if room < 0:
            break
        kept.add(choice.id)
    listed = list({choice.id: choice for choice in part.choices if choice.id in kept}.values())
    total = len({choice.id for choice in part.choices})
    return listed, "" if len(listed) == total else f"There is room for {len(listed)} of {total} here."


def _in_menu(listed: Sequence[Choice], options: dict[str, Block]) -> Block:
    """Slack: a menu holds 100 options, or 100 groups of 100 each; typing searches them all."""
    named: dict[str, list[Choice]] = {}
    for choice in listed:
        named.setdefault(choice.group, []).append(choice)
    if set(named) == {""} and len(listed) <= _LISTED:
        return {"options": list(options.values())}
    pieces = [piece for name, members in named.items() for piece in _pieces(name, members)]
    if len(pieces) > _GROUPS:
        pieces = list(_pieces("", listed))
    groups = [
        {"label": plain_text(label, OPTION), "options": [options[one.id] for one in members]}
        for label, members in pieces
    ]
    return {"option_groups": groups}


def _pieces(name: str, members: Sequence[Choice]) -> Iterator[tuple[str, Sequence[Choice]]]:
    """A group by hundreds, each with a heading that says where in it one is: the first and the last label."""
    if name and len(members) <= _LISTED:
        yield name, members
        return
    for at in range(0, len(members), _LISTED):
        piece = members[at : at + _LISTED]
        where = f"{shortened(piece[0].label, 24)} – {shortened(piece[-1].label, 24)}"
        yield (f"{shortened(name, 20)}: {where}" if name else where), piece
