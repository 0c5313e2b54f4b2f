"""How each person is told apart in a picture: a short name, initials, a colour and a pattern of their own."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from bot.pictures.lettering import can_spell
from bot.pictures.patterns import PERSONAL, Pattern

# Dark enough for white marks; told apart by people who see red and green alike, and none of them the red of a gap.
_COLOURS = ("#1f5fa8", "#b85c00", "#157a5a", "#7447a6", "#00798c", "#80552c", "#a33c7d", "#5c6b00")
_PALER = 0.8


@dataclass(frozen=True)
class Person:
    """One holder as drawn: `short` and `initials` for bars, `full` for the legend, `strong` and `pale` as fills."""

    short: str
    initials: str
    full: str
    strong: Pattern
    pale: Pattern


def persons(names: Iterable[str]) -> dict[str, Person]:
    """The holders by name, in the order in which they come first.

    Those of one first name get the initial of their last; a name in letters that cannot be drawn becomes a number.
    """
    known = list(dict.fromkeys(names))
    firsts = Counter(_first(name) for name in known)
    taken: Counter[str] = Counter()
    people: dict[str, Person] = {}
    for number, name in enumerate(known):
        short, initials, full = _labels(name, number + 1, alone=firsts[_first(name)] == 1)
        taken[initials] += 1
        if taken[initials] > 1:
            initials = f"{initials}{taken[initials]}"
        people[name] = Person(short, initials, full, *_fills(number))
    return people


def _labels(name: str, number: int, alone: bool) -> tuple[str, str, str]:
    words = unicodedata.normalize("NFC", name).split()
    if not words or not can_spell(name):
        return f"no. {number}", str(number), f"no. {number}"
    short = words[0] if alone or len(words) == 1 else f"{words[0]} {words[-1][0]}."
    letters = words[0][0] + words[-1][0] if len(words) > 1 else words[0][:2]
    return short, letters, " ".join(words)


def _first(name: str) -> str:
    return name.split()[0] if name.split() else name


def _fills(number: int) -> tuple[Pattern, Pattern]:
    """Each colour has its own pattern; whoever comes after the eighth has a colour again, with another pattern."""
    colour = _COLOURS[number % len(_COLOURS)]
    marking = PERSONAL[(number + number // len(_COLOURS)) % len(PERSONAL)]
    return Pattern(colour, "#ffffff", marking), Pattern(_pale(colour))


def _pale(colour: str) -> str:
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 * _PALER + channel * (1 - _PALER)):02x}" for channel in channels)
