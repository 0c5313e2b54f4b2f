"""What a Slack client itself knows about a form: how a value is held, and which fields are not right yet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.local_slack.settings import Json
from bot.local_slack.workspace.inputs import is_empty, stateful
from bot.local_slack.workspace.view import View

REQUIRED = "Please complete this required field."


def options_in(element: Json) -> list[Json]:
    """Give the options an element offers, of its groups too."""
    groups = element.get("option_groups") or []
    return list(element.get("options") or []) + [each for group in groups for each in group["options"]]


def option_of(answer: Any) -> list[Json]:
    """Give the options in the app's answer to a block_suggestion."""
    return options_in(answer) if isinstance(answer, dict) else []


def problems_of(blocks: list[Json], values: Json) -> dict[str, str]:
    """Give, by block id, what a client complains about before it sends a submission."""
    problems: dict[str, str] = {}
    for block, element in stateful(blocks):
        if block["type"] != "input":
            continue
        held = values[block["block_id"]][element["action_id"]]
        complaint = _complaint(block, element, held)
        if complaint:
            problems[block["block_id"]] = complaint
    return problems


def response_places(view: View, values: Json) -> Iterator[tuple[str, str, str]]:
    """Give block id, action id and chosen conversation of each select that asked for a response url."""
    for block, element in stateful(view.blocks):
        held = values[block["block_id"]][element["action_id"]]
        chosen_id = held.get("selected_conversation") or held.get("selected_channel")
        if element.get("response_url_enabled") and chosen_id:
            yield block["block_id"], element["action_id"], chosen_id


def _complaint(block: Json, element: Json, held: Json) -> str:
    if is_empty(held):
        return "" if block.get("optional") else REQUIRED
    value = held.get("value")
    if not isinstance(value, str):
        return ""
    most = element.get("max_length", 3000)
    if len(value) > most:
        return f"Must be {most} characters or fewer."
    least = element.get("min_length", 0)
    if len(value) < least:
        return f"Must be at least {least} characters."
    return KINDS[element["type"]](element, value) if element["type"] in KINDS else ""


def _number_complaint(element: Json, value: str) -> str:
    try:
        number = float(value)
    except ValueError:
        return "Please enter a number."
    if not element["is_decimal_allowed"] and not number.is_integer():
        return "Please enter a whole number."
    low, high = element.get("min_value"), element.get("max_value")
    if (low is not None and number < float(low)) or (high is not None and number > float(high)):
        return f"Please enter a number between {low} and {high}."
    return ""


def _address_complaint(_element: Json, value: str) -> str:
    return "" if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value) else "Please enter an email address."


def _url_complaint(_element: Json, value: str) -> str:
    return "" if re.fullmatch(r"https?://[^\s/]+\S*", value) else "Please enter a valid URL."


KINDS: dict[str, Callable[[Json, str], str]] = {
    "number_input": _number_complaint,
    "email_text_input": _address_complaint,
    "url_text_input": _url_complaint,
}
