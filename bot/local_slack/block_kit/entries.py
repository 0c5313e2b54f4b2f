"""Dates, times, typed words and files: what people enter rather than choose (Slack: block-elements)."""

from __future__ import annotations

from decimal import Decimal

from bot.local_slack.block_kit.element import PICKED, element
from bot.local_slack.block_kit.rich_text import RICH_TEXT_VALUE
from bot.local_slack.block_kit.shape import Place, Rule, also, boolean, items, string, whole
from bot.local_slack.block_kit.texts import CONFIRM, DISPATCH, plain
from bot.local_slack.block_kit.values import CLOCK, DATE, NUMERAL, ZONE
from bot.local_slack.settings import Json

TYPED: dict[str, Rule] = {"placeholder": plain(150), "dispatch_action_config": DISPATCH}


def _lengths(value: Json, place: Place) -> None:
    low, high = value.get("min_length"), value.get("max_length")
    if low is not None and high is not None and low > high:
        (place / "min_length").complain("must not be greater than max_length")


def _bounds(value: Json, place: Place) -> None:
    low, high = value.get("min_value"), value.get("max_value")
    if low is not None and high is not None and Decimal(low) > Decimal(high):
        (place / "min_value").complain("must not be greater than max_value")


PICKERS: dict[str, Rule] = {
    "datepicker": element({**PICKED, "initial_date": DATE}),
    "timepicker": element({**PICKED, "initial_time": CLOCK, "timezone": ZONE}),
}
MOMENT: dict[str, Rule] = {
    "datetimepicker": element({"confirm": CONFIRM, "initial_date_time": whole(10**9, 10**10 - 1)}),
}
WORDS: dict[str, Rule] = {
    "initial_value": string(3000, 0),
    "multiline": boolean,
    "min_length": whole(0, 3000),
    "max_length": whole(1, 3000),
}
NUMBER: dict[str, Rule] = {
    "is_decimal_allowed": boolean,
    "initial_value": NUMERAL,
    "min_value": NUMERAL,
    "max_value": NUMERAL,
}
WRITTEN: dict[str, Rule] = {
    "plain_text_input": also(element({**TYPED, **WORDS}), _lengths),
    "number_input": also(element({**TYPED, **NUMBER}, ("is_decimal_allowed",)), _bounds),
    "email_text_input": element({**TYPED, "initial_value": string(3000, 0)}),
    "url_text_input": element({**TYPED, "initial_value": string(3000, 0)}),
    "rich_text_input": element({**TYPED, "initial_value": RICH_TEXT_VALUE}),
    "file_input": element({"filetypes": items(string(50), 1, 100), "max_files": whole(1, 10)}, focus=False),
}
