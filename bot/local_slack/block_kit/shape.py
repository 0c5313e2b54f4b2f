"""A small language for JSON shapes: rules that look at a value at a place and complain as Slack words it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.local_slack.settings import Json


@dataclass(frozen=True)
class Place:
    """Where we are in the payload, and the list that all complaints of one check go to."""

    pointer: str
    problems: list[str]

    def __truediv__(self, part: object) -> Place:
        return Place(f"{self.pointer}/{part}", self.problems)

    def complain(self, words: str) -> None:
        """Add one complaint about this place."""
        self.problems.append(f"[ERROR] {words} [json-pointer:{self.pointer}]")


Rule = Callable[[Any, Place], None]


def string(most: int, least: int = 1) -> Rule:
    """Give the rule for a string of `least` to `most` characters."""

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, str):
            place.complain("must provide a string")
        elif len(value) > most:
            place.complain(f"must be less than {most + 1} characters")
        elif len(value) < least:
            place.complain(f"must be more than {least - 1} characters")

    return rule


def boolean(value: Any, place: Place) -> None:
    """Hold a value to true or false."""
    if not isinstance(value, bool):
        place.complain("must provide a boolean")


def whole(least: int, most: int) -> Rule:
    """Give the rule for a whole number between two bounds."""

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, int) or isinstance(value, bool):
            place.complain("must provide a number")
        elif not least <= value <= most:
            place.complain(f"must be between {least} and {most}")

    return rule


def one_of(*allowed: str) -> Rule:
    """Give the rule for one of a few words."""

    def rule(value: Any, place: Place) -> None:
        if value not in allowed:
            place.complain(f"must be one of: {', '.join(allowed)}")

    return rule


def pattern(expression: str, name: str, exists: Callable[[str], bool] = lambda _: True) -> Rule:
    """Give the rule for a string that matches a whole expression and means something (30 February does not)."""
    compiled = re.compile(expression)

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, str) or not compiled.fullmatch(value) or not exists(value):
            place.complain(f"must be a valid {name}")

    return rule


def both(*rules: Rule) -> Rule:
    """Give the rule that holds a value to several."""

    def rule(value: Any, place: Place) -> None:
        for each in rules:
            each(value, place)

    return rule


def items(each: Rule, least: int, most: int) -> Rule:
    """Give the rule for a list of `least` to `most` values."""

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, list):
            place.complain("must provide an array")
            return
        if len(value) > most:
            place.complain(f"no more than {most} items allowed")
        if len(value) < least:
            place.complain(f"must provide at least {least} items")
        for number, item in enumerate(value[:most]):
            each(item, place / number)

    return rule


def shape(fields: Mapping[str, Rule], required: tuple[str, ...] = ()) -> Rule:
    """Give the rule for an object with these fields and no others."""

    def rule(value: Any, place: Place) -> None:
        if not isinstance(value, dict):
            place.complain("must provide an object")
            return
        for name in required:
            if value.get(name) is None:
                place.complain(f"missing required field: {name}")
        for name, held in value.items():
            if name not in fields:
                place.complain(f"invalid additional property: {name}")
            elif held is not None:
                fields[name](held, place / name)

    return rule


def by_type(kinds: Mapping[str, Rule], complaint: str = "unsupported type: {}", at: str = "type") -> Rule:
    """Give the rule that picks another by the value's `type`."""

    def rule(value: Any, place: Place) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(value, dict):
            place.complain("must provide an object")
        elif kind is None:
            place.complain("missing required field: type")
        elif not isinstance(kind, str) or kind not in kinds:
            (place / at if at else place).complain(complaint.format(kind))
        else:
            kinds[kind](value, place)

    return rule


def anything(_value: Any, _place: Place) -> None:
    """Hold a value to nothing (its `type` was looked at already)."""


def also(rule: Rule, check: Callable[[Json, Place], None]) -> Rule:
    """Give the rule for an object that must hold and then pass a check across its fields."""

    def extended(value: Any, place: Place) -> None:
        before = len(place.problems)
        rule(value, place)
        if len(place.problems) == before:
            check(value, place)

    return extended
