"""Shifts cut into days: nothing lost, nothing shown twice, in every zone and through both changes of the clocks."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pictures.rows import Row, days_of, in_order, span_of
from tests.bot.pictures.given import BERLIN, at, row

ZONES = [
    "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana", "Pacific/Chatham",
    "America/St_Johns", "Africa/Cairo", "Pacific/Apia", "UTC",
]  # fmt: skip


def test_one_holder_in_two_touching_rows_is_one_shift() -> None:
    """Nothing is handed over between them, so no handoff is drawn; a gap of a minute between them is one."""
    first, second = row("2026-03-02 09:00", "2026-03-03 09:00", "Dana"), row("2026-03-03 09:00", "2026-03-04", "Dana")
    later = row("2026-03-04 00:01", "2026-03-05", "Dana")
    assert in_order([later, second, first]) == (Row(first.start, second.end, "Dana"), later)


def test_a_row_without_length_is_not_drawn() -> None:
    """An end that is not after the start is nothing that anybody holds."""
    assert in_order([row("2026-03-02 09:00", "2026-03-02 09:00", "Dana")]) == ()


@pytest.mark.parametrize(("day", "hours"), [("2026-03-28", 24), ("2026-03-29", 23), ("2026-10-25", 25)])
def test_days_are_as_long_as_they_are(day: str, hours: float) -> None:
    """From midnight to midnight on the wall: 23 and 25 hours when the clocks change."""
    (only,) = days_of((), date.fromisoformat(day), 1, ZoneInfo(BERLIN))
    assert only.hours == hours


def test_a_shift_over_midnight_begins_on_one_day_and_ends_on_the_next() -> None:
    """Each day has its part, and knows that it is one."""
    night = row("2026-03-02 22:00", "2026-03-03 06:00", "Dana")
    monday, tuesday = days_of((night,), date(2026, 3, 2), 2, ZoneInfo(BERLIN))
    assert [(bar.begins, bar.ends) for day in (monday, tuesday) for bar in day.bars] == [(True, False), (False, True)]
    assert monday.bars[0].end == tuesday.bars[0].start == at("2026-03-03 00:00")


@given(
    zone=st.sampled_from(ZONES),
    first=st.dates(date(2011, 12, 20), date(2032, 1, 1)),
    starts=st.lists(st.integers(0, 40 * 24 * 60), min_size=1, max_size=12),
    length=st.integers(1, 20 * 24 * 60),
)
def test_the_parts_of_a_shift_add_up_to_it(zone: str, first: date, starts: list[int], length: int) -> None:
    """Whatever the zone and the season: days touch, and their bars have the hours of the shifts and no others."""
    begin, end = span_of(first, 4, zone)
    rows = [Row(b, b + timedelta(minutes=length), str(n)) for n, m in enumerate(starts)
            for b in [begin - timedelta(days=6) + timedelta(minutes=m)]]  # fmt: skip
    days = list(days_of(rows, first - timedelta(days=first.weekday()), 28, ZoneInfo(zone)))
    assert (days[0].start, days[-1].end) == (begin, end)
    assert all(one.end == other.start for one, other in itertools.pairwise(days))
    for shift in rows:
        parts = [bar.end - bar.start for day in days for bar in day.bars if bar.row is shift]
        assert sum(parts, timedelta()) == max(min(shift.end, end) - max(shift.start, begin), timedelta())


def test_the_span_begins_with_the_week() -> None:
    """From the Monday of the week of the start, whole weeks."""
    assert span_of(date(2026, 3, 5), 4, BERLIN) == (at("2026-03-02"), at("2026-03-30"))
    assert span_of(date(2026, 3, 5), 1, "UTC")[0] == datetime(2026, 3, 2, tzinfo=UTC)
