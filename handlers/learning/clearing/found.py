"""One piece of a text that says who somebody was, or how to reach them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class What(StrEnum):
    """What kind of thing it is; in the text for others its value stands in its place."""

    NAME = "[name]"
    NUMBER = "[number]"
    EMAIL = "[e-mail]"
    CARD = "[card]"
    ACCOUNT = "[account]"
    ROOM = "[room]"
    PLATE = "[plate]"
    AGE = "[age]"


@dataclass(frozen=True, order=True)
class Personal:
    """It stands at [start, end) of the text."""

    start: int
    end: int
    what: What
    words: str
