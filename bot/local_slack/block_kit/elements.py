"""Block elements and their limits (Slack: reference/block-kit/block-elements), and which block takes which."""

from __future__ import annotations

from typing import Any

from bot.local_slack.block_kit.rich_text import RICH_TEXT_VALUE
from bot.local_slack.block_kit.shape import (
    Place,
    Rule,
    also,
    anything,
    boolean,
    by_type,
    items,
    pattern,
    shape,
    string,
    whole,
)
from bot.local_slack.block_kit.texts import (
    CONFIRM,
    DISPATCH,
    FILTER,
    IDENTIFIER,
    OPTION_GROUPS,
    STYLE,
    URL,
    option,
    options,
    plain,
)
from bot.local_slack.settings import Json

ID = string(50)
IDS = items(ID, 0, 100)
DATE = pattern(r"\d{4}-\d{2}-\d{2}", "date")
CLOCK = pattern(r"([01]\d|2[0-3]):[0-5]\d", "time")
NUMERAL = pattern(r"-?\d+(\.\d+)?", "number")
TYPED: dict[str, Rule] = {"placeholder": plain(150), "dispatch_action_config": DISPATCH}
PICKED: dict[str, Rule] = {"placeholder": plain(150), "confirm": CONFIRM}
MANY: dict[str, Rule] = {**PICKED, "max_selected_items": whole(1, 1000)}


def element(fields: dict[str, Rule], required: tuple[str, ...] = (), *, focus: bool = True) -> Rule:
    """Give the rule for an interactive element: its own fields beside type and action_id."""
    every: dict[str, Rule] = {"type": anything, "action_id": IDENTIFIER}
    if focus:
        every["focus_on_load"] = boolean
    return shape(every | fields, required)


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


def _lengths(value: Json, place: Place) -> None:
    low, high = value.get("min_length"), value.get("max_length")
    if low is not None and high is not None and low > high:
        (place / "min_length").complain("must not be greater than max_length")


def one_source(value: Json, place: Place) -> None:
    """Hold an image to exactly one source."""
    if bool(value.get("image_url")) == bool(value.get("slack_file")):
        place.complain("must provide exactly one of: image_url, slack_file")


SLACK_FILE = shape({"id": ID, "url": URL})
IMAGE_FIELDS: dict[str, Rule] = {"type": anything, "alt_text": string(2000), "image_url": URL}
IMAGE = also(shape({**IMAGE_FIELDS, "slack_file": SLACK_FILE}, ("alt_text",)), one_source)

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

GROUPS: dict[str, Rule] = {"confirm": CONFIRM, "options": options(1, 10, marked_up=True)}
CHOICES: dict[str, Rule] = {
    "checkboxes": also(
        element({**GROUPS, "initial_options": options(1, 10, marked_up=True)}, ("options",)), _known_first
    ),
    "radio_buttons": also(element({**GROUPS, "initial_option": option(marked_up=True)}, ("options",)), _known_first),
}
PICKERS: dict[str, Rule] = {
    "datepicker": element({**PICKED, "initial_date": DATE}),
    "timepicker": element({**PICKED, "initial_time": CLOCK, "timezone": string(100)}),
}
MOMENT: dict[str, Rule] = {
    "datetimepicker": element({"confirm": CONFIRM, "initial_date_time": whole(10**9, 10**10 - 1)}),
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
WRITTEN: dict[str, Rule] = {
    "plain_text_input": also(
        element(
            {
                **TYPED,
                "initial_value": string(3000, 0),
                "multiline": boolean,
                "min_length": whole(0, 3000),
                "max_length": whole(1, 3000),
            }
        ),
        _lengths,
    ),
    "number_input": element(
        {
            **TYPED,
            "is_decimal_allowed": boolean,
            "initial_value": NUMERAL,
            "min_value": NUMERAL,
            "max_value": NUMERAL,
        },
        ("is_decimal_allowed",),
    ),
    "email_text_input": element({**TYPED, "initial_value": string(3000, 0)}),
    "url_text_input": element({**TYPED, "initial_value": string(3000, 0)}),
    "rich_text_input": element({**TYPED, "initial_value": RICH_TEXT_VALUE}),
}

IN_ACTIONS = by_type(
    {"button": BUTTON, "overflow": OVERFLOW, **CHOICES, **PICKERS, **MOMENT, **SELECTS},
    "unsupported element: {}",
    at="",
)
IN_SECTION = by_type(
    {
        "button": BUTTON,
        "overflow": OVERFLOW,
        "image": IMAGE,
        **CHOICES,
        **PICKERS,
        **SELECTS,
        **MULTI_SELECTS,
    },
    "unsupported element: {}",
    at="",
)
IN_INPUT = by_type(
    {**WRITTEN, **CHOICES, **PICKERS, **MOMENT, **SELECTS, **MULTI_SELECTS}, "unsupported element: {}", at=""
)
