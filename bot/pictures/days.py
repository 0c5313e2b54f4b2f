"""One day of the calendar: its head, and a bar for each shift as tall as its share of the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.pictures import style
from bot.pictures.canvas import Box, Canvas
from bot.pictures.lettering import Lettering
from bot.pictures.named import Person
from bot.pictures.patterns import Pattern
from bot.pictures.rows import Bar, Day
from domain.wall import wall_of

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LINE, _GAP_LINE, _TWO_LINES = 27, 31, 58
_INSET = 3


@dataclass(frozen=True)
class Look:
    """What all days of one picture share: `first` is its first day, `body` how tall a day is below its head."""

    people: Mapping[str, Person]
    zone: ZoneInfo
    today: date | None
    closed: frozenset[date]
    first: date
    body: int


def draw_day(canvas: Canvas, left: float, top: float, day: Day, look: Look) -> None:
    """Draw the day's cell, its upper left corner here."""
    right, body = left + style.COLUMN, top + style.HEAD
    bottom = body + look.body
    closed = day.day in look.closed
    if closed:
        canvas.fill((left, top, right, bottom), style.CLOSED)
    for bar in day.bars:
        upper, lower = body + day.share(bar.start) * look.body, body + day.share(bar.end) * look.body
        # A handoff shows as a thin line of the ground between two bars.
        box = (left + _INSET, upper + bar.begins, right - _INSET, lower - bar.ends)
        _draw_bar(canvas, box, bar, look)
    canvas.frame((left, top, right, bottom), style.LINE, 1)
    _draw_head(canvas, left, top, day, look)
    if day.day == look.today:
        canvas.frame((left, top, right, bottom), style.INK, 3)


def _draw_head(canvas: Canvas, left: float, top: float, day: Day, look: Look) -> None:
    today, baseline = day.day == look.today, top + style.HEAD - 9
    right = left + style.COLUMN - 7
    if today:
        canvas.fill((left, top, left + style.COLUMN, top + style.HEAD), style.INK)
    month = f" {MONTHS[day.day.month - 1]}" if day.day.day == 1 or day.day == look.first else ""
    number = f"{day.day.day}{month}"
    canvas.write(left + 8, baseline, number, style.NAME, style.SHEET if today else style.INK)
    free = left + 8 + style.NAME.width(number) + 8
    for words, ink in _flags(day, look):
        width = style.TIME.width(words)
        if right - width < free:
            continue
        right -= width
        canvas.write(right, baseline, words, style.TIME, style.SHEET if today else ink)
        right -= 8


def _flags(day: Day, look: Look) -> Iterator[tuple[str, str]]:
    """What a day's head says of it, the weightiest first: a gap too short for words, closed, how long it is, today."""
    for bar in day.bars:
        if bar.row.name is None and (day.share(bar.end) - day.share(bar.start)) * look.body < _GAP_LINE:
            yield "gap", style.WARNING
            break
    if day.day in look.closed:
        yield "closed", style.CLOSED_INK
    if day.hours != 24:
        yield f"{day.hours:g} h", style.SOFT
    if day.day == look.today:
        yield "today", style.SHEET


def _draw_bar(canvas: Canvas, box: Box, bar: Bar, look: Look) -> None:
    if bar.row.name is None:
        _draw_gap(canvas, box, bar, look)
        return
    person = look.people[bar.row.name]
    left, top, right, bottom = box
    roomy = bottom - top >= _LINE
    strip = style.STRIP if roomy else right - left
    canvas.bar(box, ((strip, person.strong), (right - left - strip, person.pale)), bar.begins, bar.ends)
    if not roomy:
        return
    baseline = top + _LINE - (6 if bottom - top < _LINE + 4 else 3)
    for words, letters, ink in _lines(person, _begun(bar, look), right - left - style.STRIP - 10, bottom - top):
        canvas.write(left + style.STRIP + 6, baseline, words, letters, ink)
        baseline += _LINE - 1


def _begun(bar: Bar, look: Look) -> tuple[str, str]:
    """When the shift began, and in which ink: paler, behind a sign, where the day before had no room to say it."""
    at = wall_of(bar.row.start, look.zone)
    if bar.begins:
        return f"{at:%H:%M}", style.INK
    if (bar.start - bar.row.start) / timedelta(days=1) * look.body < _TWO_LINES:
        return f"‹{at:%H:%M}", style.SOFT
    return "", style.INK


def _lines(person: Person, begun: tuple[str, str], width: float, height: float) -> list[tuple[str, Lettering, str]]:
    """The lines that a bar has room for: when it began, and who; without room only who."""
    name = person.short if style.NAME.width(person.short) <= width else person.initials
    who = (style.NAME.fitted(name, width), style.NAME, style.INK)
    return [(begun[0], style.TIME, begun[1]), who] if begun[0] and height >= 2 * _LINE + 2 else [who]


def _draw_gap(canvas: Canvas, box: Box, bar: Bar, look: Look) -> None:
    left, top, right, bottom = box
    canvas.bar(box, ((right - left, style.GAP),), bar.begins, bar.ends)
    if bottom - top < _GAP_LINE - 2:
        return
    lines = [("nobody", style.NAME)]
    if bar.begins and bottom - top >= 2 * _LINE + 2:
        lines.insert(0, (f"{wall_of(bar.start, look.zone):%H:%M}", style.TIME))
    wide = style.NAME.width("nobody") + 14
    plate = (left + right - wide) / 2, (top + bottom) / 2 - 13 * len(lines) - 1
    tall = 26 * len(lines) + 2
    canvas.bar((*plate, plate[0] + wide, plate[1] + tall), ((wide, Pattern(style.SHEET)),))
    for number, (words, letters) in enumerate(lines):
        start = (left + right - letters.width(words)) / 2
        canvas.write(start, plate[1] + 21 + 26 * number, words, letters, style.WARNING)
