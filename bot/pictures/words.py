"""The calendar in words, for whoever has it read aloud: Slack takes 2000 characters beside an image."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from bot.pictures.rows import Row, in_order, span_of
from domain.wall import wall_of

LIMIT = 2000
"""Slack: the longest alt_text of an image."""

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
_MORE = " And so on."


def alt_text(rows: Sequence[Row], start: date, weeks: int, zone: str, title: str) -> str:
    """What `weeks_picture` shows, in at most 2000 characters; gaps are counted first.

    From when to when for each shift; where that is too long, day by day when each begins; then only the first days.
    """
    first, end = span_of(start, weeks, zone)
    place = ZoneInfo(zone)
    shown = [Row(max(r.start, first), min(r.end, end), r.name) for r in in_order(rows) if r.start < end > first < r.end]
    count = _COUNTED[weeks] if weeks < len(_COUNTED) else str(weeks)
    head = f"Next {count} {'week' if weeks == 1 else 'weeks'}, {title}, times of {zone}: {_gaps(shown, place)}"
    if not shown:
        return f"{head}nothing is planned."[:LIMIT]
    spans = [f"{_who(row)} {_moment(row.start, place)} to {_moment(row.end, place)}" for row in shown]
    whole = f"{head}{'; '.join(spans)}."
    return whole if len(whole) <= LIMIT else _cut(head, _by_day(shown, place))


def _gaps(shown: Sequence[Row], place: ZoneInfo) -> str:
    gaps = [row for row in shown if row.name is None]
    if not gaps:
        return ""
    times = "once" if len(gaps) == 1 else f"{len(gaps)} times"
    return f"{times} nobody is on call, first from {_moment(gaps[0].start, place)}. "


def _by_day(shown: Sequence[Row], place: ZoneInfo) -> list[str]:
    """One piece a day: when each shift of it begins; and until when, where nothing is known after it."""
    following = [row.start for row in shown[1:]]
    said: list[str] = []
    numbered = enumerate(shown)
    for _, begun in groupby(numbered, key=lambda pair: wall_of(pair[1].start, place).date()):
        pieces = []
        for number, row in begun:
            until = "" if following[number : number + 1] == [row.end] else f" until {_moment(row.end, place)}"
            pieces.append((_clock(row.start, place), f"{_who(row)}{until}", row.start))
        day = _day(pieces[0][2], place)
        said.append(f"{day} " + ", ".join(f"{at} {who}" for at, who, _ in pieces))
    return said


def _cut(head: str, said: Sequence[str]) -> str:
    text = head[: LIMIT // 2]
    for number, piece in enumerate(said):
        longer = f"{text}{'; ' if number else ''}{piece}"
        if len(longer) + len(_MORE) + 1 > LIMIT:
            return f"{text}.{_MORE}"
        text = longer
    return f"{text}."


def _who(row: Row) -> str:
    return "nobody" if row.name is None else row.name


def _clock(at: datetime, place: ZoneInfo) -> str:
    return f"{wall_of(at, place):%H:%M}"


def _day(at: datetime, place: ZoneInfo) -> str:
    wall = wall_of(at, place)
    return f"{_DAYS[wall.weekday()]} {wall.day} {_MONTHS[wall.month - 1]}"


def _moment(at: datetime, place: ZoneInfo) -> str:
    return f"{_day(at, place)} {_clock(at, place)}"
