"""Colours, patterns and sizes of the figures. Pixels are those of a picture 720 wide, which a phone shows at half that.

The sheet is light with a border of its own, as the calendar's (bot/pictures/style.py), so that it reads the same in a
light and in a dark theme. Levels have the colours of their shapes on the screens, and a pattern each.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.severity import Severity

WIDTH = 720
DPI = 100
SHEET, INK, SOFT, LINE, EDGE = "#ffffff", "#16191d", "#50575f", "#d5d9de", "#7d858e"
TITLE, WORDS, SMALL = 26, 24, 22
"""Heights of letters in pixels; at 360 across half of that."""


@dataclass(frozen=True)
class Look:
    """One fill: a colour, lines on it (matplotlib's hatches), and the ink of words upon it."""

    colour: str
    hatch: str = ""
    ink: str = INK


LEVELS = {
    Severity.UPSET: Look("#3b82d6", "", "#ffffff"),
    Severity.ABUSIVE: Look("#f7cf45", "."),
    Severity.THREATENING: Look("#f39a33", "//"),
    Severity.VIOLENT: Look("#d9363e", "xx", "#ffffff"),
}
OTHERS = Look("#c9ced4", "--")
PLAIN = Look("#4a6b8a")


def points(pixels: float) -> float:
    """A height of letters in matplotlib's points."""
    return pixels * 72 / DPI
