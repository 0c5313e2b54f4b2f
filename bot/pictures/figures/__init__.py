"""Pictures and papers of figures, drawn by matplotlib, which is loaded with the first of them and not before.

`looks.py` colours and sizes, `sheets.py` what everything is drawn on, `weeks.py`, `rows.py` and `hours.py` the
drawings, `paper.py` the PDF, `words.py` the same for a screen reader.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.pictures.figures import hours, paper, rows, weeks, words
from bot.pictures.figures.sheets import png_of, sheet
from domain.learning.figures import Times, WeekCounts
from domain.severity import Severity

ByLevel = Mapping[Severity, Times]


class FigureCharts:
    """The Charts of handlers/ports/. Thread-safe: every picture has a sheet of its own, and none is kept."""

    def weeks(self, title: str, counted: Sequence[WeekCounts]) -> tuple[bytes, str]:
        """Cases by level, week by week, stacked; and the same in words."""
        drawing = sheet(title, weeks.HEIGHT)
        weeks.draw(drawing.axes[0], counted)
        return png_of(drawing), words.of_weeks(title, counted)

    def times(self, title: str, acknowledged: ByLevel, with_staff: ByLevel) -> tuple[bytes, str]:
        """How long until the first answer and until somebody is with staff, by level."""
        bars = rows.times(acknowledged, with_staff)
        drawing = sheet(title, rows.height(bars))
        rows.draw(drawing.axes[0], bars)
        return png_of(drawing), words.of_times(title, acknowledged, with_staff)

    def bars(self, title: str, counted: Sequence[tuple[str, int]]) -> tuple[bytes, str]:
        """Words with a count each."""
        bars = rows.counts(counted)
        drawing = sheet(title, rows.height(bars))
        rows.draw(drawing.axes[0], bars)
        return png_of(drawing), words.of_bars(title, counted)

    def hours(self, title: str, counted: Mapping[int, int]) -> tuple[bytes, str]:
        """Cases by the hour of the day."""
        drawing = sheet(title, hours.HEIGHT)
        hours.draw(drawing.axes[0], counted)
        return png_of(drawing), words.of_hours(title, counted)

    def paper(
        self,
        title: str,
        sections: Sequence[tuple[str, Sequence[str]]],
        times: tuple[ByLevel, ByLevel],
        counted: Sequence[tuple[str, int]],
        by_hour: Mapping[int, int],
    ) -> bytes:
        """A PDF of A4 pages: text first, then the pictures."""
        return paper.pdf(title, sections, times, counted, by_hour)


__all__ = ["FigureCharts"]
