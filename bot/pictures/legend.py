"""The legend below a calendar: each holder's colour, pattern and initials; how a gap, a closed day and today look."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.pictures import style
from bot.pictures.canvas import Box, Canvas
from bot.pictures.named import Person

_ROW, _SWATCH, _TALL = 44, 66, 32
_SPACE = 26


@dataclass(frozen=True)
class Entry:
    """One entry: what draws its sample, and what it says."""

    sample: Callable[[Canvas, Box], None]
    words: str


@dataclass(frozen=True)
class Placed:
    """An entry and where its upper left corner is, from the legend's own."""

    entry: Entry
    left: float
    top: float


def entries(people: Iterable[Person], gap: bool, closed: bool, today: bool) -> list[Entry]:
    """The entries that a picture needs; holders as they come first."""
    listed = [Entry(_bar_of(person), person.full) for person in people]
    if gap:
        listed.append(Entry(lambda canvas, box: canvas.bar(box, ((_SWATCH, style.GAP),)), "nobody is on call"))
    if closed:
        listed.append(Entry(_closed, "closed"))
    if today:
        listed.append(Entry(_today, "today"))
    return listed


def placed(listed: Iterable[Entry], width: float) -> tuple[list[Placed], int]:
    """The entries side by side in as many lines as they need at this width; and how tall that is."""
    found: list[Placed] = []
    left, top = 0.0, 0
    for entry in listed:
        words = style.WORDS.fitted(entry.words, width - _SWATCH - 10)
        wide = _SWATCH + 10 + style.WORDS.width(words)
        if left and left + wide > width:
            left, top = 0.0, top + _ROW
        found.append(Placed(Entry(entry.sample, words), left, top))
        left += wide + _SPACE
    return found, top + _ROW if found else 0


def draw_legend(canvas: Canvas, left: float, top: float, listed: Iterable[Placed]) -> None:
    """Draw the entries, the legend's upper left corner here."""
    for one in listed:
        x, y = left + one.left, top + one.top
        one.entry.sample(canvas, (x, y, x + _SWATCH, y + _TALL))
        canvas.write(x + _SWATCH + 10, y + _TALL - 8, one.entry.words, style.WORDS, style.INK)


def _bar_of(person: Person) -> Callable[[Canvas, Box], None]:
    def draw(canvas: Canvas, box: Box) -> None:
        canvas.bar(box, ((style.STRIP, person.strong), (_SWATCH - style.STRIP, person.pale)))
        initials = style.TIME.fitted(person.initials, _SWATCH - style.STRIP - 6)
        free = _SWATCH - style.STRIP - style.TIME.width(initials)
        canvas.write(box[0] + style.STRIP + free / 2, box[3] - 9, initials, style.TIME, style.INK)

    return draw


def _closed(canvas: Canvas, box: Box) -> None:
    canvas.fill(box, style.CLOSED)
    canvas.frame(box, style.EDGE, 1)


def _today(canvas: Canvas, box: Box) -> None:
    canvas.fill((box[0], box[1], box[2], box[1] + 12), style.INK)
    canvas.frame(box, style.INK, 3)
