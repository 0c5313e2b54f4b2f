"""Cases by the hour of the day: a bar for each band, with its number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.pictures.figures import looks
from bot.pictures.figures.looks import PLAIN
from bot.pictures.figures.sheets import bare
from domain.learning.figures import BANDS, band_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT = 380
_BROAD = 0.76


def draw(field: Axes, hours: Mapping[int, int]) -> None:
    """Draw the bands into this field; one that is not given says "<3"."""
    bare(field)
    most = max(hours.values(), default=0) or 1
    field.set_xlim(-0.55, len(BANDS) - 0.45)
    field.set_ylim(-most * 0.16, most * 1.16)
    field.axhline(0, color=looks.EDGE, linewidth=1.5)
    size = looks.points(looks.SMALL)
    for number, band in enumerate(BANDS):
        count = hours.get(band, 0)
        if count:
            field.bar(number, count, _BROAD, color=PLAIN.colour, edgecolor=looks.INK, linewidth=1)
        ink = looks.INK if count else looks.SOFT
        field.text(number, count + most * 0.02, str(count) if count else "<3", size=size, ha="center", color=ink)
        field.text(number, -most * 0.03, band_words(band), size=size, ha="center", va="top", color=looks.SOFT)
