"""What figures are drawn on: matplotlib's objects without its global state, so that threads do not meet."""

from __future__ import annotations

import threading
from bisect import bisect_right
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

from bot.pictures.figures import looks

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

_HEAD, _SIDE, _FOOT = 64, 26, 20
_loading = threading.Lock()
_loaded: list[bool] = []


def load() -> None:
    """Load matplotlib, once: from here on text in a PDF can be selected, and a "$" is a dollar."""
    with _loading:
        if not _loaded:
            import matplotlib

            matplotlib.use("agg")
            matplotlib.rcParams.update(
                {"pdf.fonttype": 42, "text.parse_math": False, "font.family": "DejaVu Sans", "hatch.linewidth": 1.4}
            )
            _loaded.append(True)


def sheet(title: str, height: int) -> Figure:
    """A sheet with its title and one empty field to draw in; `height` is the field's, in pixels."""
    load()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    whole = height + _HEAD + _FOOT
    made = Figure(
        figsize=(looks.WIDTH / looks.DPI, whole / looks.DPI),
        dpi=looks.DPI,
        facecolor=looks.SHEET,
        edgecolor=looks.EDGE,
        linewidth=3,
    )
    FigureCanvasAgg(made)
    words = fitting(drawable(title), looks.WIDTH - 2 * _SIDE, looks.TITLE, "bold")
    size = looks.points(looks.TITLE)
    made.text(_SIDE / looks.WIDTH, 1 - 42 / whole, words, size=size, weight="bold", color=looks.INK)
    field = (_SIDE / looks.WIDTH, _FOOT / whole, 1 - 2 * _SIDE / looks.WIDTH, height / whole)
    made.add_axes(field)
    return made


def bare(field: Axes, keep: Sequence[str] = ()) -> None:
    """No frame, no ticks; `keep` names the sides of the frame that stay."""
    for side, spine in field.spines.items():
        spine.set_visible(side in keep)
        spine.set_color(looks.EDGE)
    field.set_xticks([])
    field.set_yticks([])
    field.set_facecolor("none")


def png_of(made: Figure) -> bytes:
    """The finished picture; the same figures give the same bytes."""
    written = BytesIO()
    made.savefig(written, format="png", edgecolor=made.get_edgecolor(), metadata={"Software": None})
    return written.getvalue()


def drawable(words: str, instead: str = "") -> str:
    """These words if the font has their letters; else without those that it lacks, or `instead` where few are left."""
    load()
    from matplotlib import font_manager

    font = font_manager.get_font(font_manager.findfont("DejaVu Sans"))
    left = "".join(letter for letter in words if letter == " " or font.get_char_index(ord(letter)))
    kept = " ".join(left.split())
    return kept if len(kept) * 2 > len(words.strip()) else instead or kept


def width_of(words: str, pixels: int, weight: str = "normal") -> float:
    """How wide one line of words is, in pixels, with letters so high."""
    load()
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    return float(
        TextPath((0, 0), words, size=pixels, prop=FontProperties(family="DejaVu Sans", weight=weight)).get_extents().x1
    )


def fitting(words: str, width: float, pixels: int, weight: str = "normal") -> str:
    """The words, cut with an ellipsis where they are wider than this."""
    # No letter is narrower than a fifth of its height.
    words = words[: int(width / pixels * 5) + 1]
    if not words or width_of(words, pixels, weight) <= width:
        return words
    fits = bisect_right(range(len(words)), width, key=lambda kept: width_of(f"{words[:kept]}…", pixels, weight))
    return f"{words[: max(fits - 1, 1)].rstrip()}…"
