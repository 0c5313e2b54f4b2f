"""The edge where the clock is read, with the machine's own time frozen and stepped (reliability.md F42)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from freezegun import freeze_time

from bot.clock import SystemClock, wall_now

NIGHT = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_the_edge_reads_the_machine_and_nothing_else() -> None:
    """What the clock says is what the machine says, to the microsecond, aware and in UTC."""
    with freeze_time(NIGHT):
        assert SystemClock(wall=lambda: wall_now().timestamp()).now() == NIGHT == wall_now()


def test_time_goes_on_when_the_machine_is_set_back_an_hour() -> None:
    """F42: after the step nothing that was due becomes undue; no page waits an hour to be sent again."""
    with freeze_time(NIGHT) as machine:
        clock = SystemClock(wall=lambda: wall_now().timestamp(), monotonic=lambda: 100.0)
        before = clock.now()
        machine.move_to(NIGHT - timedelta(hours=1))
        assert clock.now() >= before


def test_a_forward_step_is_followed_at_once() -> None:
    """F42: a machine that slept an hour is an hour later: what fell due meanwhile is due now."""
    with freeze_time(NIGHT) as machine:
        clock = SystemClock(wall=lambda: wall_now().timestamp(), monotonic=lambda: 100.0)
        machine.tick(timedelta(hours=1))
        assert clock.now() == NIGHT + timedelta(hours=1)
        assert clock.jumped == timedelta(hours=1)
