"""Values with a form of their own: dates, times, zones, numbers, file ids (Slack: reference/block-kit)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.local_slack.block_kit.shape import Place, Rule, pattern, string


def matching(expression: str) -> Rule:
    """Give the rule for a string about which Slack says no more than the expression that it must match."""
    compiled = re.compile(expression)

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, str) or not compiled.search(value):
            place.complain(f"input must match regex pattern: {expression}")

    return rule


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value) is not None
    except ValueError:
        return False


def _is_zone(value: str) -> bool:
    try:
        return ZoneInfo(value) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False


ID = string(50)
DATE = pattern(r"\d{4}-\d{2}-\d{2}", "date", _is_day)
CLOCK = pattern(r"([01]\d|2[0-3]):[0-5]\d", "time")
ZONE = pattern(r"[A-Za-z0-9_+/-]{1,100}", "timezone", _is_zone)
NUMERAL = pattern(r"-?\d+(\.\d+)?", "number")
FILE_ID = matching(r"^[F][A-Z0-9]{8,}$")
