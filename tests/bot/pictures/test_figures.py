"""Pictures and papers of figures: legible on a phone, told by more than colour, drawn only when they are wanted."""

from __future__ import annotations

import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from io import BytesIO

from PIL import Image

from bot.pictures.figures import FigureCharts, weeks
from bot.pictures.figures.looks import LEVELS, SMALL, TITLE, WIDTH, WORDS
from bot.pictures.figures.sheets import drawable, fitting, sheet, width_of
from domain.learning.figures import LevelCounts, Times, WeekCounts
from domain.severity import Severity

UPSET, ABUSIVE, THREATENING, VIOLENT = Severity
WEEKS = tuple(
    WeekCounts(date(2026, 1, 5) + timedelta(weeks=n), LevelCounts.of({UPSET: 3 + n, ABUSIVE: n, VIOLENT: n % 3}))
    for n in range(12)
)
TIMES = {UPSET: Times(95, 420, 20), VIOLENT: Times(12, 31, 3)}
BARS = [("Refund or return", 14), ("払い戻し", 5), ("$5 fee, $10 fee", 4), ("Wait " * 40, 3)]
CHARTS = FigureCharts()


def size(png: bytes) -> tuple[int, int]:
    """Of the picture, in pixels."""
    with Image.open(BytesIO(png)) as image:
        return image.size


def test_pictures_are_made_for_a_phone() -> None:
    """720 across, so that at half of it the smallest letters are 11 pixels high; none is endlessly long."""
    drawn = (
        CHARTS.weeks("W", WEEKS),
        CHARTS.times("T", TIMES, TIMES),
        CHARTS.bars("B", BARS),
        CHARTS.hours("H", {9: 4}),
    )
    assert all(size(png)[0] == WIDTH and size(png)[1] < 1000 and len(png) < 200_000 for png, _ in drawn)
    assert min(SMALL, WORDS, TITLE) >= 22


def test_levels_are_told_by_pattern_as_well_as_by_colour() -> None:
    """Each has its own of both; the names stand in the legend."""
    assert len({look.hatch for look in LEVELS.values()}) == len({look.colour for look in LEVELS.values()}) == 4


def test_the_legend_names_what_is_drawn_and_nothing_else() -> None:
    """A level that stands in no bar needs no entry: on a phone each line of it is taken from the bars."""
    drawing = sheet("Calls", weeks.HEIGHT)
    weeks.draw(drawing.axes[0], [WeekCounts(date(2026, 1, 5), LevelCounts.of({UPSET: 4, VIOLENT: 1}))])
    legend = drawing.axes[0].get_legend()
    assert legend
    assert [text.get_text() for text in legend.get_texts()] == ["UPSET"]


def test_the_words_say_what_the_picture_shows() -> None:
    """The same numbers, guarded in the same way, within Slack's 2000 characters."""
    said = CHARTS.weeks("Calls", WEEKS)[1]
    assert said.startswith("Calls, by week, newest first: week of 23 Mar: UPSET 14, ABUSIVE 11;")
    assert "VIOLENT" not in said
    assert CHARTS.times("T", TIMES, {})[1] == (
        "T: UPSET, first answer: half within 1 min 35 s, 9 in 10 within 7 min; "
        "VIOLENT, first answer: half within 12 s, 9 in 10 within 31 s."
    )
    assert CHARTS.hours("H", {9: 4})[1].count("fewer than 3") == 7
    assert len(CHARTS.bars("B", [("Wait " * 300, 3)] * 8)[1]) <= 2000


def test_the_same_figures_give_the_same_picture_on_any_thread() -> None:
    """Nothing is shared between two drawings."""
    with ThreadPoolExecutor(4) as pool:
        drawn = list(pool.map(lambda _: CHARTS.weeks("Calls", WEEKS)[0], range(8)))
    assert set(drawn) == {CHARTS.weeks("Calls", WEEKS)[0]}


def test_words_that_the_font_lacks_are_numbered_and_long_ones_cut() -> None:
    """Neither empty boxes nor words outside of the sheet."""
    assert drawable("払い戻し", "No. 2") == "No. 2"
    assert drawable("🔵 UPSET 5") == "UPSET 5"
    cut = fitting("Wait " * 40, 300, 24)
    assert cut.endswith("…")
    assert width_of(cut, 24) <= 300


def test_a_paper_has_pages_with_text_that_can_be_searched() -> None:
    """A4, letters as TrueType, no clock in it: the same figures give the same bytes."""
    sections = [("Calls for help", ["UPSET 5"] * 60), ("Why", ["Refund, " * 40])]
    paper = CHARTS.paper("Harbour Hotel", sections, (TIMES, TIMES), BARS, {9: 4})
    assert paper.startswith(b"%PDF-")
    assert paper.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", paper)) == 4
    assert b"/FontFile2" in paper
    assert b"CreationDate" not in paper
    assert paper == CHARTS.paper("Harbour Hotel", sections, (TIMES, TIMES), BARS, {9: 4})


def test_figures_of_nothing_are_drawn_without_a_fault() -> None:
    """A paper of a quiet month has its text page alone."""
    assert size(CHARTS.weeks("W", ())[0])[0] == WIDTH
    assert len(re.findall(rb"/Type /Page\b", CHARTS.paper("T", [], ({}, {}), [], {}))) == 1


def test_what_draws_is_not_loaded_before_the_first_picture() -> None:
    """The process starts as quickly and as small as without it."""
    code = "import sys, bot.app; print('matplotlib' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == "False"
