"""The marks that letters wear (accents, dots, hooks, strokes), drawn as simple strokes on a letter of a font."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from PIL import ImageDraw

STRUCK = {
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H", "ŧ": "t",
    "Ŧ": "T",
}  # fmt: skip
"""Letters with a stroke through them, by the letter that is struck."""

_GAP, _HIGH, _THICK = 0.075, 0.15, 0.075
"""Between letter and mark, a mark's height, a stroke's width: shares of the letters' size."""


@dataclass(frozen=True)
class Stem:
    """A letter that wears marks: where it stands, in pixels, and how it was drawn."""

    draw: ImageDraw.ImageDraw
    ink: str
    size: int
    weight: int
    left: float
    right: float
    top: float
    baseline: float

    @property
    def middle(self) -> float:
        """The letter's middle."""
        return (self.left + self.right) / 2

    def line(self, *points: tuple[float, float]) -> None:
        """A stroke through these points, given in shares of the size from the mark's lower middle, upwards."""
        foot = self.top - _GAP * self.size
        self.stroke(*((self.middle + x * self.size, foot - y * self.size) for x, y in points))

    def stroke(self, *points: tuple[float, float]) -> None:
        """A stroke through these points of the canvas."""
        width = round(_THICK * self.size) + self.weight
        self.draw.line(points, self.ink, width, joint="curve")

    def dot(self, across: float, middle: float | None = None) -> None:
        """A dot, this share of the size beside the middle."""
        radius = 0.062 * self.size + self.weight / 2
        x = self.middle + across * self.size
        y = self.top - (_GAP + _HIGH / 2) * self.size if middle is None else middle
        self.draw.ellipse((x - radius, y - radius, x + radius, y + radius), self.ink)

    def raised(self) -> Stem:
        """The letter with a mark on it: the next mark stands above that one."""
        return replace(self, top=self.top - (_GAP + _HIGH) * self.size)


def strike(stem: Stem, letter: str) -> None:
    """Draw the stroke through a letter: slanted through an o, short through an l, level through the bar of a d."""
    size = stem.size
    if letter in "oO":
        stem.stroke((stem.left + 0.02 * size, stem.baseline), (stem.right - 0.02 * size, stem.top))
    elif letter in "lL":
        x = stem.middle if letter == "l" else stem.left + 0.14 * size
        y = (stem.top + stem.baseline) / 2
        stem.stroke((x - 0.13 * size, y + 0.08 * size), (x + 0.15 * size, y - 0.08 * size))
    else:
        y = stem.top + 0.13 * size if letter.islower() else (stem.top + stem.baseline) / 2
        ends = (stem.left, stem.left + 0.28 * size) if letter in "DhH" else (stem.right - 0.26 * size, stem.right)
        stem.stroke((ends[0] - 0.03 * size, y), (ends[1] + 0.05 * size, y))


def _strokes(*lines: tuple[tuple[float, float], ...]) -> Callable[[Stem], Stem]:
    def draw(stem: Stem) -> Stem:
        for line in lines:
            stem.line(*line)
        return stem.raised()

    return draw


def _dots(*across: float) -> Callable[[Stem], Stem]:
    def draw(stem: Stem) -> Stem:
        for one in across:
            stem.dot(one)
        return stem.raised()

    return draw


def _dot_below(stem: Stem) -> Stem:
    stem.dot(0, stem.baseline + 0.15 * stem.size)
    return stem


def _below(*points: tuple[float, float], right: bool = False) -> Callable[[Stem], Stem]:
    """A stroke below the letter, points in shares of the size from the baseline, downwards."""

    def draw(stem: Stem) -> Stem:
        x = stem.right - 0.12 * stem.size if right else stem.middle
        stem.stroke(*((x + dx * stem.size, stem.baseline + dy * stem.size) for dx, dy in points))
        return stem

    return draw


_WAVE = tuple((x / 40 - 0.15, 0.07 + 0.045 * math.sin(x / 12 * math.tau)) for x in range(13))
_BOWL = tuple((x / 20 - 0.15, 0.02 + 0.13 * (x / 3 - 1) ** 2) for x in range(7))
_RING = tuple((0.085 * math.cos(n / 12 * math.tau), 0.085 + 0.085 * math.sin(n / 12 * math.tau)) for n in range(14))

# By the combining character: whether it stands above the letter, and what draws it.
MARKS: dict[str, tuple[bool, Callable[[Stem], Stem]]] = {
    "\u0300": (True, _strokes(((0.06, 0.0), (-0.08, _HIGH)))),
    "\u0301": (True, _strokes(((-0.06, 0.0), (0.08, _HIGH)))),
    "\u0302": (True, _strokes(((-0.14, 0.0), (0.0, _HIGH), (0.14, 0.0)))),
    "\u0303": (True, _strokes(_WAVE)),
    "\u0304": (True, _strokes(((-0.14, 0.07), (0.14, 0.07)))),
    "\u0306": (True, _strokes(_BOWL)),
    "\u0307": (True, _dots(0.0)),
    "\u0308": (True, _dots(-0.125, 0.125)),
    "\u030a": (True, _strokes(_RING)),
    "\u030b": (True, _strokes(((-0.15, 0.0), (-0.04, _HIGH)), ((0.05, 0.0), (0.16, _HIGH)))),
    "\u030c": (True, _strokes(((-0.14, _HIGH), (0.0, 0.0), (0.14, _HIGH)))),
    "\u0323": (False, _dot_below),
    "\u0326": (False, _below((0.03, 0.1), (-0.04, 0.24))),
    "\u0327": (False, _below((0.0, 0.0), (0.07, 0.11), (0.04, 0.2), (-0.09, 0.2))),
    "\u0328": (False, _below((0.03, 0.0), (-0.03, 0.11), (0.01, 0.19), (0.1, 0.18), right=True)),
}
