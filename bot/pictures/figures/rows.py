"""Bars that lie, each under a line of words: for long words on a narrow screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.pictures.figures import looks
from bot.pictures.figures.looks import LEVELS, PLAIN, Look
from bot.pictures.figures.sheets import bare, drawable, fitting
from domain.learning.figures import Times, lasted
from domain.severity import Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW, _WORDS_AT, _THICK = 82, 30, 26
_FREE = looks.WIDTH - 52


@dataclass(frozen=True)
class Bar:
    """One row: its words, what stands at their right, how long the bar is, and how far a thin line goes on."""

    words: str
    value: str
    length: float
    further: float
    look: Look


def times(acknowledged: Mapping[Severity, Times], with_staff: Mapping[Severity, Times]) -> tuple[Bar, ...]:
    """The bar ends at the median, the line at the 90th percentile."""
    found = []
    for level in Severity:
        for name, times_by in (("first answer", acknowledged), ("with staff", with_staff)):
            if one := times_by.get(level):
                said = f"{lasted(one.median)} · {lasted(one.ninetieth)}"
                found.append(Bar(f"{level.word}, {name}", said, one.median, one.ninetieth, LEVELS[level]))
    return tuple(found)


def counts(rows: Sequence[tuple[str, int]]) -> tuple[Bar, ...]:
    """A bar for each; words that the font cannot write are numbered."""
    return tuple(
        Bar(drawable(words, f"No. {number}"), str(count), count, count, PLAIN)
        for number, (words, count) in enumerate(rows, 1)
    )


def height(bars: Sequence[Bar]) -> int:
    """How high the field must be, in pixels."""
    return _ROW * len(bars) + (_ROW // 2 if _has_lines(bars) else 0)


def _has_lines(bars: Sequence[Bar]) -> bool:
    return any(bar.further > bar.length for bar in bars)


def draw(field: Axes, bars: Sequence[Bar]) -> None:
    """Draw the rows into this field, the first on top."""
    bare(field)
    field.set_xlim(0, max((bar.further for bar in bars), default=1) or 1)
    field.set_ylim(height(bars), 0)
    size = looks.points(looks.WORDS)
    for number, bar in enumerate(bars):
        top = number * _ROW
        words = fitting(bar.words, _FREE - len(bar.value) * looks.WORDS * 0.62 - 16, looks.WORDS)
        field.text(0, top + _WORDS_AT, words, size=size, color=looks.INK)
        field.text(
            1, top + _WORDS_AT, bar.value, size=size, color=looks.INK, weight="bold", ha="right",
            transform=field.get_yaxis_transform(),
        )  # fmt: skip
        middle = top + _WORDS_AT + 12 + _THICK / 2
        if bar.further > bar.length:
            line = ([bar.length, bar.further], [middle, middle])
            field.plot(*line, color=looks.EDGE, linewidth=5, solid_capstyle="butt")
        look = bar.look
        field.barh(middle, bar.length, _THICK, color=look.colour, hatch=look.hatch, edgecolor=looks.INK, linewidth=1)
    if _has_lines(bars):
        key = "Bar: half of them within. Line: 9 in 10 within."
        field.text(0, height(bars) - 8, key, size=looks.points(looks.SMALL), color=looks.SOFT)
