"""Modals and home tabs and their limits (Slack: reference/views)."""

from __future__ import annotations

from bot.local_slack.block_kit.blocks import IN_VIEWS
from bot.local_slack.block_kit.shape import Place, Rule, also, anything, boolean, by_type, items, shape, string
from bot.local_slack.block_kit.texts import plain
from bot.local_slack.settings import Json

COMMON: dict[str, Rule] = {
    "type": anything,
    "private_metadata": string(3000, 0),
    "callback_id": string(255, 0),
    "external_id": string(255, 0),
}


def _can_submit(view: Json, place: Place) -> None:
    for number, block in enumerate(view["blocks"]):
        if block["type"] == "input" and view.get("submit") is None:
            where = place / "blocks" / number / "input"
            where.complain("must define `submit` to use an `input` block in modals")


MODAL = also(
    shape(
        {
            **COMMON,
            "title": plain(24),
            "blocks": items(IN_VIEWS, 1, 100),
            "submit": plain(24),
            "close": plain(24),
            "clear_on_close": boolean,
            "notify_on_close": boolean,
        },
        ("title", "blocks"),
    ),
    _can_submit,
)
HOME = shape({**COMMON, "blocks": items(IN_VIEWS, 0, 100)}, ("blocks",))
VIEW = by_type({"modal": MODAL, "home": HOME})
