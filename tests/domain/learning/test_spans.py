"""When digests and trends are due, by the clock on the site's wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.learning.figures import digest_span, first_working_day, month_before, trends_span
from tests.domain.learning.timelines import BERLIN

MONDAY_NINE = datetime(2026, 3, 16, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def test_the_digest_is_due_for_a_day_from_its_hour_on() -> None:
    """Nine on Monday, Berlin: eight in UTC, a week of seven whole days before it."""
    week = digest_span(MONDAY_NINE, 0, time(9), BERLIN, DAY)
    assert week
    assert (week.first, week.last) == (date(2026, 3, 9), date(2026, 3, 16))
    assert week.end == datetime(2026, 3, 15, 23, tzinfo=UTC)
    assert digest_span(MONDAY_NINE - timedelta(seconds=1), 0, time(9), BERLIN, DAY) is None
    assert digest_span(MONDAY_NINE + DAY - timedelta(seconds=1), 0, time(9), BERLIN, DAY) == week
    assert digest_span(MONDAY_NINE + DAY, 0, time(9), BERLIN, DAY) is None


def test_a_digest_late_at_night_can_be_late_into_the_next_day() -> None:
    """Sunday at 23:00 is still due on Monday morning."""
    week = digest_span(datetime(2026, 3, 16, 6, tzinfo=UTC), 6, time(23), BERLIN, DAY)
    assert week
    assert week.last == date(2026, 3, 15)


def test_a_digest_in_the_missing_hour_comes_right_after_it() -> None:
    """02:30 on 29 March is not shown in Berlin: due at the first instant after the gap, 01:00 UTC."""
    due = datetime(2026, 3, 29, 1, tzinfo=UTC)
    assert digest_span(due - timedelta(seconds=1), 6, time(2, 30), BERLIN, DAY) is None
    assert digest_span(due, 6, time(2, 30), BERLIN, DAY)


@pytest.mark.parametrize(
    ("month", "closed", "day"),
    [
        (date(2026, 2, 1), (), date(2026, 2, 2)),
        (date(2026, 5, 1), (), date(2026, 5, 1)),
        (date(2026, 5, 1), (date(2026, 5, 1),), date(2026, 5, 4)),
        (date(2026, 8, 1), (), date(2026, 8, 3)),
    ],
)
def test_trends_come_on_the_first_working_day(month: date, closed: tuple[date, ...], day: date) -> None:
    """Neither on a weekend nor on a day on which the site is closed."""
    assert first_working_day(month, closed) == day
    due = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    span = trends_span(due, time(9), "UTC", closed, 3 * DAY)
    assert span == month_before(month, "UTC")
    assert trends_span(due - timedelta(seconds=1), time(9), "UTC", closed, 3 * DAY) is None
    assert trends_span(due + 3 * DAY, time(9), "UTC", closed, 3 * DAY) is None


def test_a_month_has_the_days_of_its_own_wall() -> None:
    """March in Berlin begins at 23:00 UTC in February and ends an hour earlier by UTC, in summer time."""
    march = month_before(date(2026, 4, 20), BERLIN)
    assert (march.start, march.end) == (datetime(2026, 2, 28, 23, tzinfo=UTC), datetime(2026, 3, 31, 22, tzinfo=UTC))
