"""Choosing among options: radio buttons, checkboxes, menus for one and for several (Slack: block-elements)."""

from __future__ import annotations

from typing import Any

from bot.local_slack.block_kit.element import PICKED, element
from bot.local_slack.block_kit.shape import Place, Rule, also, boolean, items, whole
from bot.local_slack.block_kit.texts import CONFIRM, FILTER, OPTION_GROUPS, option, options
from bot.local_slack.block_kit.values import ID
from bot.local_slack.settings import Json

IDS = items(ID, 0, 100)
MANY: dict[str, Rule] = {**PICKED, "max_selected_items": whole(1, 1000)}


def _offered(value: Json) -> list[Json]:
    groups = value.get("option_groups") or []
    return list(value.get("options") or []) + [each for group in groups for each in group["options"]]


def _either_kind(value: Json, place: Place) -> None:
    if bool(value.get("options")) == bool(value.get("option_groups")):
        place.complain("must provide exactly one of: options, option_groups")


def _known_first(value: Json, place: Place) -> None:
    offered = [_bare(each) for each in _offered(value)]
    first = value.get("initial_options") or [value.get("initial_option")]
    key = "initial_options" if value.get("initial_options") else "initial_option"
    for chosen in first:
        if chosen is not None and _bare(chosen) not in offered:
            (place / key).complain("must exactly match one of the provided options")


def _bare(each: Json) -> tuple[Any, ...]:
    described = each.get("description") or {}
    return each["text"]["text"], each["value"], described.get("text")


def _static(value: Json, place: Place) -> None:
    _either_kind(value, place)
    _known_first(value, place)


GROUPS: dict[str, Rule] = {"confirm": CONFIRM, "options": options(1, 10, marked_up=True)}
CHOICES: dict[str, Rule] = {
    "checkboxes": also(
        element({**GROUPS, "initial_options": options(1, 10, marked_up=True)}, ("options",)), _known_first
    ),
    "radio_buttons": also(element({**GROUPS, "initial_option": option(marked_up=True)}, ("options",)), _known_first),
}
OFFERED: dict[str, Rule] = {"options": options(1, 100), "option_groups": OPTION_GROUPS}
QUERY: dict[str, Rule] = {"min_query_length": whole(0, 100)}
ROOMS: dict[str, Rule] = {"filter": FILTER, "default_to_current_conversation": boolean}
SELECTS: dict[str, Rule] = {
    "static_select": also(element({**PICKED, **OFFERED, "initial_option": option()}), _static),
    "external_select": element({**PICKED, **QUERY, "initial_option": option()}),
    "users_select": element({**PICKED, "initial_user": ID}),
    "channels_select": element({**PICKED, "initial_channel": ID, "response_url_enabled": boolean}),
    "conversations_select": element({**PICKED, **ROOMS, "initial_conversation": ID, "response_url_enabled": boolean}),
}
MULTI_SELECTS: dict[str, Rule] = {
    "multi_static_select": also(element({**MANY, **OFFERED, "initial_options": options(1, 100)}), _static),
    "multi_external_select": element({**MANY, **QUERY, "initial_options": options(1, 100)}),
    "multi_users_select": element({**MANY, "initial_users": IDS}),
    "multi_channels_select": element({**MANY, "initial_channels": IDS}),
    "multi_conversations_select": element({**MANY, **ROOMS, "initial_conversations": IDS}),
}
