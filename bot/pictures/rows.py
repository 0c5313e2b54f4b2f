"""What a calendar shows: who holds from when to when, cut into the days of a zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.wall import instant_of


@dataclass(frozen=True)
class Row:
    """One shift: `name` holds from `start` to `end` (UTC, half-open); None is a gap in which nobody does."""

    start: datetime
    end: datetime
    name: str | None


@dataclass(frozen=True)
class Bar:
    """The part of a shift that lies within one day. `begins`, `ends`: whether the shift does so on this day."""

    row: Row
    start: datetime
    end: datetime
    begins: bool
    ends: bool


@dataclass(frozen=True)
class Day:
    """One day of the calendar, from its midnight to the next: 24 hours, but for the days when clocks change."""

    day: date
    start: datetime
    end: datetime
    bars: tuple[Bar, ...]

    @property
    def hours(self) -> float:
        """How long the day is: 23 or 25 where clocks change by an hour."""
        return (self.end - self.start).total_seconds() / 3600

    def share(self, at: datetime) -> float:
        """How much of the day is over at this instant: 0 at its start, 1 at its end."""
        return (at - self.start) / (self.end - self.start)


def monday_of(day: date) -> date:
    """The Monday of this day's week: a calendar's weeks begin with it."""
    return day - timedelta(days=day.weekday())


def span_of(start: date, weeks: int, zone: str) -> tuple[datetime, datetime]:
    """The instants (UTC, half-open) that a calendar of `weeks` weeks shows, from the week of `start` on."""
    first, place = monday_of(start), ZoneInfo(zone)
    return _midnight(first, place), _midnight(first + timedelta(weeks=weeks), place)


def in_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows by their start, those of one holder that touch made one: between them nothing is handed over."""
    merged: list[Row] = []
    for row in sorted((row for row in rows if row.end > row.start), key=lambda row: row.start):
        if merged and merged[-1].name == row.name and row.start <= merged[-1].end:
            merged[-1] = Row(merged[-1].start, max(merged[-1].end, row.end), row.name)
        else:
            merged.append(row)
    return tuple(merged)


def days_of(rows: Sequence[Row], first: date, count: int, zone: ZoneInfo) -> Iterator[Day]:
    """`count` days from `first` on, each with its share of the rows (in the order of `in_order`)."""
    for number in range(count):
        day = first + timedelta(days=number)
        start, end = _midnight(day, zone), _midnight(day + timedelta(days=1), zone)
        bars = tuple(_bar(row, start, end) for row in rows if row.start < end and row.end > start)
        yield Day(day, start, end, bars)


def _bar(row: Row, start: datetime, end: datetime) -> Bar:
    return Bar(row, max(row.start, start), min(row.end, end), row.start >= start, row.end <= end)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return instant_of(datetime.combine(day, time.min), zone)
