"""Weeks and months of a site, and when its digest and its trends are due: by the clock on its wall (domain.md d.6)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.wall import instant_of, wall_of

WEEK = timedelta(days=7)
_SATURDAY = 5


@dataclass(frozen=True)
class Span:
    """Whole days of a site, from `first` until before `last`; `start` and `end` are the same as instants."""

    first: date
    last: date
    start: datetime
    end: datetime


def span_of(first: date, last: date, zone: str) -> Span:
    """The days from `first` until before `last` on the wall of this zone."""
    place = ZoneInfo(zone)
    return Span(first, last, instant_of(_midnight(first), place), instant_of(_midnight(last), place))


def weeks_until(last: date, count: int, zone: str) -> tuple[Span, ...]:
    """So many weeks of seven days, oldest first; the newest ends before `last`."""
    return tuple(span_of(last - WEEK * number, last - WEEK * (number - 1), zone) for number in range(count, 0, -1))


def digest_span(at: datetime, weekday: int, hour: time, zone: str, late: timedelta) -> Span | None:
    """The seven days before the day of the digest that is due at `at`; None where none is, or it is later than `late`.

    `weekday` 0 is Monday. At a clock change the digest comes at the first instant that shows the hour or more.
    """
    place = ZoneInfo(zone)
    today = wall_of(at, place).date()
    day = today - timedelta(days=(today.weekday() - weekday) % 7)
    return span_of(day - WEEK, day, zone) if _is_due(at, day, hour, place, late) else None


def first_working_day(month: date, closed: Collection[date] = ()) -> date:
    """The first day from Monday to Friday of this month that is none of `closed`; the first at all where all are."""
    days = [month.replace(day=1) + timedelta(days=number) for number in range(28)]
    working = (day for day in days if day.weekday() < _SATURDAY and day not in closed)
    return next(working, days[0])


def trends_span(at: datetime, hour: time, zone: str, closed: Collection[date], late: timedelta) -> Span | None:
    """The month whose trends are due at `at`: on the first working day of the next one; None where none are."""
    place = ZoneInfo(zone)
    month = wall_of(at, place).date().replace(day=1)
    day = first_working_day(month, closed)
    return month_before(month, zone) if _is_due(at, day, hour, place, late) else None


def month_of(day: date, zone: str) -> Span:
    """The calendar month of this day."""
    first = day.replace(day=1)
    return span_of(first, (first + timedelta(days=31)).replace(day=1), zone)


def month_before(day: date, zone: str) -> Span:
    """The calendar month before the one of this day."""
    return month_of(day.replace(day=1) - timedelta(days=1), zone)


def _is_due(at: datetime, day: date, hour: time, place: ZoneInfo, late: timedelta) -> bool:
    due = instant_of(datetime.combine(day, hour), place)
    return due <= at < due + late


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
