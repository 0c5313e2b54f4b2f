"""Cases by level, week by week: stacked bars, a pattern for each level, and numbers where a segment has room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bot.pictures.days import MONTHS
from bot.pictures.figures import looks
from bot.pictures.figures.looks import LEVELS, OTHERS, Look
from bot.pictures.figures.sheets import bare
from domain.learning.figures import LevelCounts, WeekCounts
from domain.severity import Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 620
_BARS, _LEGEND = (0.16, 0.60), 0.14
_BROAD = 0.74


def draw(field: Axes, weeks: Sequence[WeekCounts]) -> None:
    """Draw the weeks, oldest first, into this field. The number is of what is drawn; "<3" where nothing is."""
    bare(field, ("bottom",))
    most = max((_height(week.cases) for week in weeks), default=0) or 1
    field.set_xlim(-0.6, max(len(weeks), 1) - 0.4)
    field.set_ylim(-most * 0.22, most * 1.42)
    field.spines["bottom"].set_visible(False)
    field.axhline(0, color=looks.EDGE, linewidth=1.5)
    for number, week in enumerate(weeks):
        _bar(field, number, week.cases, most)
    _dates(field, weeks, most)
    _legend(field, {look for week in weeks for look, _ in _segments(week.cases)})


def _segments(cases: LevelCounts) -> Iterator[tuple[Look, int]]:
    for level in Severity:
        if level in cases.given:
            yield LEVELS[level], cases.given[level]
    if cases.others:
        yield OTHERS, cases.others


def _height(cases: LevelCounts) -> int:
    return sum(count for _, count in _segments(cases))


def _bar(field: Axes, number: int, cases: LevelCounts, most: int) -> None:
    top = 0
    for look, count in _segments(cases):
        field.bar(
            number, count, _BROAD, bottom=top, color=look.colour, hatch=look.hatch, edgecolor=looks.INK, linewidth=1
        )
        top += count
    ink, size = looks.INK if top else looks.SOFT, looks.points(looks.SMALL)
    field.text(number, top + most * 0.02, str(top or "<3"), size=size, ha="center", va="bottom", color=ink)


def _dates(field: Axes, weeks: Sequence[WeekCounts], most: int) -> None:
    """Every third week from the newest back, by the day on which it began."""
    size = looks.points(looks.SMALL)
    for number in range(len(weeks) - 1, -1, -3):
        day = weeks[number].start
        words = f"{day.day}\n{MONTHS[day.month - 1]}"
        field.text(number, -most * 0.03, words, size=size, ha="center", va="top", color=looks.SOFT, linespacing=1.1)


def _legend(field: Axes, drawn: set[Look]) -> None:
    """What is drawn and nothing else: two entries a line, above the bars."""
    from matplotlib.patches import Patch

    named = [*((level.word, LEVELS[level]) for level in Severity), ("levels under 3", OTHERS)]
    patches = [
        Patch(facecolor=look.colour, hatch=look.hatch, edgecolor=looks.INK, label=name)
        for name, look in named
        if look in drawn
    ]
    field.legend(
        handles=patches,
        loc="upper left",
        bbox_to_anchor=(0, 1),
        ncols=2,
        frameon=False,
        fontsize=looks.points(looks.WORDS),
        labelcolor=looks.INK,
        borderaxespad=0,
        columnspacing=1.6,
        handlelength=1.6,
        handleheight=1.0,
        labelspacing=0.45,
    )
