"""Block Kit's limits for what admins fill in, and for pictures: the edge, and one past it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.local_slack.block_kit import message_problems, view_problems

Json = dict[str, Any]
WORDS = {"type": "plain_text", "text": "x"}
OPTION = {"text": WORDS, "value": "v"}
GROUP = {"label": WORDS, "options": [OPTION]}
EDGE: dict[str, Json] = {
    "date": {"type": "datepicker", "initial_date": "2028-02-29"},
    "time": {"type": "timepicker", "initial_time": "23:59", "timezone": "Pacific/Chatham"},
    "moment": {"type": "datetimepicker", "initial_date_time": 1773520200},
    "number": {"type": "number_input", "is_decimal_allowed": True, "min_value": "-1.5", "max_value": "-1.5"},
    "text": {"type": "plain_text_input", "multiline": True, "min_length": 3000, "max_length": 3000},
    "one of groups": {"type": "static_select", "option_groups": [GROUP] * 100},
    "several of groups": {"type": "multi_static_select", "option_groups": [GROUP] * 100, "max_selected_items": 1},
    "people": {"type": "multi_users_select", "initial_users": ["U0MIA"]},
    "rooms": {"type": "conversations_select", "filter": {"include": ["public", "private"]}},
    "files": {"type": "file_input", "filetypes": ["ics"], "max_files": 10},
    "link": {"type": "url_text_input", "placeholder": WORDS},
}
PAST: dict[str, tuple[Json, str, str]] = {
    "no such day": ({"type": "datepicker", "initial_date": "2026-02-29"}, "must be a valid date", "/initial_date"),
    "no such time": ({"type": "timepicker", "initial_time": "24:00"}, "must be a valid time", "/initial_time"),
    "no such zone": ({"type": "timepicker", "timezone": "Europe/Nowhere"}, "must be a valid timezone", "/timezone"),
    "milliseconds": (
        {"type": "datetimepicker", "initial_date_time": 1773520200000},
        "must be between 1000000000 and 9999999999",
        "/initial_date_time",
    ),
    "decimals not said": ({"type": "number_input"}, "missing required field: is_decimal_allowed", ""),
    "a number as number": (
        {"type": "number_input", "is_decimal_allowed": False, "initial_value": 5},
        "must be a valid number",
        "/initial_value",
    ),
    "bounds crossed": (
        {"type": "number_input", "is_decimal_allowed": False, "min_value": "10", "max_value": "9"},
        "must not be greater than max_value",
        "/min_value",
    ),
    "lengths crossed": (
        {"type": "plain_text_input", "min_length": 6, "max_length": 5},
        "must not be greater than max_length",
        "/min_length",
    ),
    "101 groups": (
        {"type": "static_select", "option_groups": [GROUP] * 101},
        "no more than 100 items allowed",
        "/option_groups",
    ),
    "options and groups": (
        {"type": "multi_static_select", "options": [OPTION], "option_groups": [GROUP]},
        "must provide exactly one of: options, option_groups",
        "",
    ),
    "none to pick": (
        {"type": "multi_users_select", "max_selected_items": 0},
        "must be between 1 and 1000",
        "/max_selected_items",
    ),
    "11 files": ({"type": "file_input", "max_files": 11}, "must be between 1 and 10", "/max_files"),
    "placeholder on a file": (
        {"type": "file_input", "placeholder": WORDS},
        "invalid additional property: placeholder",
        "",
    ),
}
PICTURES: dict[str, tuple[Json, str, str]] = {
    "no source": ({}, "must provide exactly one of: image_url, slack_file", ""),
    "two sources": (
        {"image_url": "https://x.example/a.png", "slack_file": {"id": "F012345678"}},
        "must provide exactly one of: image_url, slack_file",
        "",
    ),
    "id and url": (
        {"slack_file": {"id": "F012345678", "url": "https://x.example/a.png"}},
        "must provide exactly one of: id, url",
        "/slack_file",
    ),
    "no id": (
        {"slack_file": {"id": "calendar.png"}},
        "input must match regex pattern: ^[F][A-Z0-9]{8,}$",
        "/slack_file/id",
    ),
}


def modal(element: Json) -> Json:
    """Give a modal with one field."""
    field = {"type": "input", "label": WORDS, "element": element}
    return {"type": "modal", "title": WORDS, "submit": WORDS, "blocks": [field]}


@pytest.mark.parametrize("element", EDGE.values(), ids=EDGE)
def test_fields_at_the_edge_are_fine(element: Json) -> None:
    """What Slack documents as allowed passes."""
    assert view_problems(modal(element)) == []


@pytest.mark.parametrize(("element", "complaint", "pointer"), PAST.values(), ids=PAST)
def test_fields_past_the_edge_are_refused_with_a_pointer(element: Json, complaint: str, pointer: str) -> None:
    """One step further is refused, pointing at the place."""
    pointer = f"/view/blocks/0/element{pointer}"
    assert f"[ERROR] {complaint} [json-pointer:{pointer}]" in view_problems(modal(element))


@pytest.mark.parametrize(("fields", "complaint", "pointer"), PICTURES.values(), ids=PICTURES)
def test_a_picture_has_one_source_that_can_be_one(fields: Json, complaint: str, pointer: str) -> None:
    """An address or a file, the file by id or by url, and alt text always."""
    problems = message_problems([{"type": "image", "alt_text": "x", **fields}])

    assert f"[ERROR] {complaint} [json-pointer:/blocks/0{pointer}]" in problems
    assert message_problems([{"type": "image", "slack_file": {"id": "F012345678"}}]) == [
        "[ERROR] missing required field: alt_text [json-pointer:/blocks/0]"
    ]


@pytest.mark.parametrize("kind", ["file_input", "number_input", "multi_users_select", "plain_text_input"])
def test_some_fields_stand_in_input_blocks_only(kind: str) -> None:
    """Beside buttons Slack does not take them."""
    blocks = [{"type": "actions", "elements": [{"type": kind}]}]

    assert message_problems(blocks) == [f"[ERROR] unsupported element: {kind} [json-pointer:/blocks/0/elements/0]"]


@pytest.mark.parametrize("kind", ["datepicker", "timepicker", "users_select", "multi_users_select"])
def test_a_section_may_carry_a_picker(kind: str) -> None:
    """As its accessory."""
    assert message_problems([{"type": "section", "text": WORDS, "accessory": {"type": kind}}]) == []
