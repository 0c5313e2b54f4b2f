"""docs/metrics.md defines what is counted: every figure, column and measure of the code, and none besides."""

from __future__ import annotations

import re
from pathlib import Path

from domain.learning.figures import BANDS, DONE_WITHIN, FEWER, FEWEST, Figure, rows_of
from domain.learning.figures.closed import Closed
from domain.learning.figures.figures import Figures
from domain.learning.proposal import CHECKED_AFTER, DECIDED_WITHIN
from domain.learning.settings import SHIPPED_SETTINGS
from handlers.learning.figures.digest import WEEKS
from handlers.learning.figures.sheet import COLUMNS, VERSION

PAGE = (Path(__file__).parent.parent / "docs/metrics.md").read_text(encoding="utf-8")


def first_cells() -> set[str]:
    """What the tables of the page define."""
    cells = [line.split("|")[1] for line in PAGE.splitlines() if line.startswith("|")]
    return {name for cell in cells for name in re.findall(r"`([^`]+)`", cell)}


def test_every_figure_and_every_column_is_defined_and_nothing_else() -> None:
    """The first cells of the page's tables are the names in the code."""
    assert first_cells() == {one.value for one in Figure} | set(COLUMNS)


def test_every_measure_is_named() -> None:
    """What a value counts."""
    assert all(f"`{row.measure}`" in PAGE for row in rows_of(Figures(), Closed()))


def test_the_numbers_in_the_page_are_those_of_the_code() -> None:
    """Three cases, three-hour bands, thirty, ninety and sixty days, twelve weeks, Monday at nine."""
    assert (FEWEST, FEWER, len(BANDS), WEEKS, VERSION) == (3, "fewer than 3", 8, 12, 1)
    assert (DECIDED_WITHIN.days, DONE_WITHIN.days, CHECKED_AFTER.days) == (30, 90, 60)
    assert (SHIPPED_SETTINGS.digest_day, SHIPPED_SETTINGS.digest_at.hour) == (0, 9)
