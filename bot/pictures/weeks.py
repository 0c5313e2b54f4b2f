"""The calendar of a rota's next weeks: who holds when, where nobody does, closed days, and days of 23 or 25 hours."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from bot.pictures import style
from bot.pictures.canvas import Canvas
from bot.pictures.days import MONTHS, Look, draw_day
from bot.pictures.legend import Placed, draw_legend, entries, placed
from bot.pictures.named import persons
from bot.pictures.rows import Day, Row, days_of, in_order, monday_of

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
GRID_TOP = 136
_BELOW = 18
# How tall a day is below its head, and what a bar needs for one line of words or for two.
_LOW, _TALL, _ONE_LINE, _TWO_LINES = 222, 372, 31, 62


def weeks_picture(
    rows: Sequence[Row],
    start: date,
    weeks: int,
    zone: str,
    title: str,
    *,
    today: date | None = None,
    closed: Collection[date] = (),
) -> bytes:
    """A PNG of `weeks` whole weeks, Monday first, from the week of `start` on, in the zone's own days (IANA name).

    What no row covers stays empty. `today` is marked, days in `closed` are grey. 1050 pixels wide, no letter smaller
    than 22; everything told by colour is told by a pattern and by letters as well. The same rows, the same bytes.
    """
    first, place = monday_of(start), ZoneInfo(zone)
    days = list(days_of(in_order(rows), first, 7 * weeks, place))
    names = [bar.row.name for day in days for bar in day.bars]
    people = persons(name for name in names if name is not None)
    look = Look(people, place, today, frozenset(closed), first, _body(days))
    noted = {day.day for day in days}
    listed = entries(people.values(), None in names, bool(noted & look.closed), today in noted)
    legend, tall = placed(listed, style.WIDTH - 2 * style.MARGIN)
    height = GRID_TOP + weeks * (style.HEAD + look.body) + (_BELOW + tall if listed else 0) + style.MARGIN - 12
    return _drawn(Canvas(style.WIDTH, height, style.SHEET), height, title, days, look, legend)


def _body(days: list[Day]) -> int:
    """How tall days are, so that four in five of the shifts within one have room for their words."""
    shares = sorted(
        day.share(bar.end) - day.share(bar.start) for day in days for bar in day.bars if bar.begins and bar.ends
    )
    if not shares:
        return _LOW
    usual = shares[len(shares) // 5]
    wished = _TWO_LINES / usual if _TWO_LINES / usual <= _TALL else _ONE_LINE / usual
    return round(min(max(wished, _LOW), _TALL))


def _drawn(canvas: Canvas, height: int, title: str, days: list[Day], look: Look, legend: list[Placed]) -> bytes:
    width = style.WIDTH - 2 * style.MARGIN
    canvas.write(style.MARGIN, 54, style.TITLE.fitted(title, width), style.TITLE, style.INK)
    span = f"{_named(days[0].day)} to {_named(days[-1].day)} {days[-1].day.year}, times of {look.zone.key}"
    canvas.write(style.MARGIN, 90, style.WORDS.fitted(span, width), style.WORDS, style.SOFT)
    for number, name in enumerate(WEEKDAYS):
        canvas.write(style.MARGIN + number * style.COLUMN + 8, GRID_TOP - 10, name, style.WORDS, style.SOFT)
    for number, day in enumerate(days):
        left = style.MARGIN + number % 7 * style.COLUMN
        draw_day(canvas, left, GRID_TOP + number // 7 * (style.HEAD + look.body), day, look)
    bottom = GRID_TOP + len(days) // 7 * (style.HEAD + look.body)
    draw_legend(canvas, style.MARGIN, bottom + _BELOW, legend)
    canvas.frame((0, 0, style.WIDTH, height), style.EDGE, 2)
    return canvas.png()


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"
