"""When a missing note is asked for (domain.md b.4, "Note due"; issue 4, part 1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.escalation import inputs as i
from domain.learning.chase import ABOVE_AFTER, AGAIN_AFTER, LET_BE_AFTER, asked_again, first_due, stage
from domain.severity import Severity
from tests.domain.acted_out import ActedOut

BERLIN = "Europe/Berlin"
UPSET, ABUSIVE = Severity.UPSET, Severity.ABUSIVE


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """An instant of March 2026, in UTC (Berlin is an hour ahead until the 29th)."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due", "again"),
    [
        (at(14, 17), at(15, 8)),  # 18:00 there: twelve hours later is 6:00, so 9:00
        (at(14, 21), at(15, 9)),  # 22:00 there: 10:00 is later than 9:00
        (at(14, 7), at(14, 19)),  # 8:00 there: 9:00 comes first, twelve hours are later
        (at(14, 8), at(14, 20)),  # on the stroke of nine
        (at(28, 18), at(29, 7)),  # the night on which clocks go forward: 9:00 there is 7:00 here
    ],
)
def test_it_is_asked_again_after_twelve_hours_or_at_nine_whichever_is_later(due: datetime, again: datetime) -> None:
    """On the wall of the site, so that nobody is woken for a note."""
    assert asked_again(due, BERLIN) == again


@given(minutes=st.integers(0, 2 * 365 * 24 * 60))
def test_the_stages_come_in_their_order_and_stop(minutes: int) -> None:
    """Not yet, asked, asked again, the tier above, let be; never back."""
    due = at(1, 0) + timedelta(minutes=minutes)
    again = asked_again(due, BERLIN)
    assert due + AGAIN_AFTER <= again <= due + ABOVE_AFTER + timedelta(hours=1)
    assert stage(due, BERLIN, due - timedelta(seconds=1)) == 0
    assert stage(due, BERLIN, due) == 1
    assert stage(due, BERLIN, due + AGAIN_AFTER - timedelta(seconds=1)) == 1
    assert stage(due, BERLIN, due + ABOVE_AFTER) == 3
    assert stage(due, BERLIN, due + LET_BE_AFTER) == 0


def test_the_end_of_a_shift_counts_for_upset_alone_and_never_delays() -> None:
    """UPSET: at the end of the shift, at latest when it is due; the others when they are due; none due, none asked."""
    call = ActedOut(UPSET)
    call.does(i.Acknowledge("t1"))
    assert first_due(call.e, call.at) is None
    call.does(i.Resolve("t1"))
    due = call.e.note_due_at
    assert due is not None
    earlier, later = due - timedelta(hours=2), due + timedelta(hours=2)
    assert first_due(call.e, earlier) == earlier
    assert first_due(call.e, later) == due
    assert first_due(call.e, None) == due
    assert first_due(replace(call.e, highest=ABUSIVE), earlier) == due
