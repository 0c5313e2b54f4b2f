"""What people have picked and typed into a surface before it is submitted: Slack's `state.values`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.local_slack.plain import elements_of
from bot.local_slack.settings import Json


@dataclass(frozen=True)
class Slot:
    """Where an element keeps its value, where its first value is written, and whether it holds several."""

    key: str
    initial: str
    many: bool = False


SLOTS = {
    "plain_text_input": Slot("value", "initial_value"),
    "number_input": Slot("value", "initial_value"),
    "email_text_input": Slot("value", "initial_value"),
    "url_text_input": Slot("value", "initial_value"),
    "rich_text_input": Slot("rich_text_value", "initial_value"),
    "static_select": Slot("selected_option", "initial_option"),
    "external_select": Slot("selected_option", "initial_option"),
    "users_select": Slot("selected_user", "initial_user"),
    "channels_select": Slot("selected_channel", "initial_channel"),
    "conversations_select": Slot("selected_conversation", "initial_conversation"),
    "multi_static_select": Slot("selected_options", "initial_options", many=True),
    "multi_external_select": Slot("selected_options", "initial_options", many=True),
    "multi_users_select": Slot("selected_users", "initial_users", many=True),
    "multi_channels_select": Slot("selected_channels", "initial_channels", many=True),
    "multi_conversations_select": Slot("selected_conversations", "initial_conversations", many=True),
    "checkboxes": Slot("selected_options", "initial_options", many=True),
    "radio_buttons": Slot("selected_option", "initial_option"),
    "datepicker": Slot("selected_date", "initial_date"),
    "timepicker": Slot("selected_time", "initial_time"),
    "datetimepicker": Slot("selected_date_time", "initial_date_time"),
    "file_input": Slot("files", "initial_files", many=True),
}


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each block with each of its elements that keeps a value."""
    for block in blocks:
        for element in elements_of(block):
            if element["type"] in SLOTS:
                yield block, element


def entry(element: Json, value: Any) -> Json:
    """Give an element's entry in `state.values`; a time goes with the zone that the app named for it."""
    held: Json = {"type": element["type"], SLOTS[element["type"]].key: value}
    if element.get("timezone"):
        held["timezone"] = element["timezone"]
    return held


def first_values(blocks: list[Json]) -> Json:
    """Give `state.values` of blocks that nobody has touched yet."""
    values: Json = {}
    for block, element in stateful(blocks):
        slot = SLOTS[element["type"]]
        value = element.get(slot.initial, [] if slot.many else None)
        values.setdefault(block["block_id"], {})[element["action_id"]] = entry(element, value)
    return values


def carried_values(blocks: list[Json], before: Json) -> Json:
    """Give `state.values` after an update: what was filled in stays where block_id, action_id and type stay."""
    values = first_values(blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            kept = before.get(block_id, {}).get(action_id)
            if kept is not None and kept["type"] == fresh["type"]:
                actions[action_id] = kept
    return values


def is_empty(held: Json) -> bool:
    """Tell whether an element's value counts as not filled in."""
    value: Any = held.get(SLOTS[held["type"]].key)
    return value is None or value in ("", [])
