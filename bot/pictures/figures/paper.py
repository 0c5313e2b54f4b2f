"""The figures of a month on paper: A4 pages, text that can be selected and searched, then the pictures."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.pictures.figures import hours, looks, rows
from bot.pictures.figures.sheets import drawable, load
from domain.learning.figures import Times
from domain.severity import Severity

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


A4 = (8.27, 11.69)
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.10, 0.92, 0.90, 0.08
_LINE = 0.0168
_WIDTH = 92
_FOOT = "No names, and no number with fewer than 3 cases behind it. docs/metrics.md defines every figure."
# A picture for a phone has letters of half the height of these on paper.
_INCHES_A_PIXEL = 6.4 / looks.WIDTH


def pdf(
    title: str,
    sections: Sequence[tuple[str, Sequence[str]]],
    times: tuple[Mapping[Severity, Times], Mapping[Severity, Times]],
    counted: Sequence[tuple[str, int]],
    by_hour: Mapping[int, int],
) -> bytes:
    """The whole file."""
    load()
    from matplotlib.backends.backend_pdf import PdfPages

    written = BytesIO()
    facts = {"Title": drawable(title), "Creator": "StepIn", "Producer": None, "CreationDate": None}
    with PdfPages(written, metadata=facts) as pages:
        for number, made in enumerate(
            [*_text_pages(title, sections), *_picture_pages(title, times, counted, by_hour)], 1
        ):
            _at(made, _LEFT, _BOTTOM / 2, _FOOT, 8, color=looks.SOFT)
            _at(made, _RIGHT, _BOTTOM / 2, str(number), 8, color=looks.SOFT, ha="right")
            pages.savefig(made)
    return written.getvalue()


def _page(title: str) -> Figure:
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made = Figure(figsize=A4)
    FigureCanvasAgg(made)
    _at(made, _LEFT, _TOP + 0.03, drawable(title), 16, weight="bold", color=looks.INK)
    return made


def _at(made: Figure, left: float, up: float, words: str, size: float, **looks_like: str) -> None:
    made.text(left, up, words, size=size, **looks_like)  # type: ignore[arg-type]


def _lines(sections: Sequence[tuple[str, Sequence[str]]]) -> Iterator[tuple[str, bool]]:
    """Every line of the text, and whether it is a heading; an empty one before each heading."""
    for heading, said in sections:
        yield "", False
        yield heading, True
        for one in said:
            yield from ((line, False) for line in textwrap.wrap(drawable(one), _WIDTH, subsequent_indent="   "))


def _text_pages(title: str, sections: Sequence[tuple[str, Sequence[str]]]) -> Iterator[Figure]:
    made, up = _page(title), _TOP
    for words, heading in _lines(sections):
        # A heading is not left alone at the foot of a page.
        if up < _BOTTOM + (3 if heading else 1) * _LINE:
            yield made
            made, up = _page(title), _TOP
        _at(made, _LEFT, up, words, 12 if heading else 10, weight="bold" if heading else "normal", color=looks.INK)
        up -= _LINE
    yield made


def _picture_pages(
    title: str,
    times: tuple[Mapping[Severity, Times], Mapping[Severity, Times]],
    counted: Sequence[tuple[str, int]],
    by_hour: Mapping[int, int],
) -> Iterator[Figure]:
    made, up = _page(title), _TOP
    bars_of_times, bars = rows.times(*times), rows.counts(counted)
    pictures: tuple[tuple[str, int, Callable[[Axes], None]], ...] = (
        ("Until help came", rows.height(bars_of_times), lambda field: rows.draw(field, bars_of_times)),
        ("Why people were upset", rows.height(bars), lambda field: rows.draw(field, bars)),
        ("Time of day", hours.HEIGHT if by_hour else 0, lambda field: hours.draw(field, by_hour)),
    )
    for what, pixels, drawn in pictures:
        high = pixels * _INCHES_A_PIXEL / A4[1]
        if not pixels:
            continue
        if up - high - 0.06 < _BOTTOM:
            yield made
            made, up = _page(title), _TOP
        _at(made, _LEFT, up - 0.02, what, 12, weight="bold", color=looks.INK)
        drawn(_field(made, up - 0.04, high))
        up -= high + 0.06
    if made.axes:
        yield made


def _field(made: Figure, top: float, high: float) -> Axes:
    return made.add_axes((_LEFT, top - high, 6.4 / A4[0], high))
