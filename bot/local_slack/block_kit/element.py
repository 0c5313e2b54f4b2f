"""What every interactive element has: type, action_id and, where it can take the focus, focus_on_load."""

from __future__ import annotations

from bot.local_slack.block_kit.shape import Rule, anything, boolean, shape
from bot.local_slack.block_kit.texts import CONFIRM, IDENTIFIER, plain

PICKED: dict[str, Rule] = {"placeholder": plain(150), "confirm": CONFIRM}


def element(fields: dict[str, Rule], required: tuple[str, ...] = (), *, focus: bool = True) -> Rule:
    """Give the rule for an interactive element: its own fields beside type and action_id."""
    every: dict[str, Rule] = {"type": anything, "action_id": IDENTIFIER}
    if focus:
        every["focus_on_load"] = boolean
    return shape(every | fields, required)
