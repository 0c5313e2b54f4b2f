"""Fault rows of reliability.md, "Timers and scheduler", on the virtual clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SystemClock
from tests.story.reading import paged_at, shown
from tests.world import World


def test_f37_what_fell_due_while_the_bot_was_down_starts_at_once(anywhere: World) -> None:
    """F37: down from 0:30 to 7:30; on return one page each, the tiers that should have joined, and her card is true."""
    anywhere.mia.types("/escalate abusive front desk", channel="C0DESK")
    anywhere.until(0, 30)
    anywhere.down_for(minutes=7)
    anywhere.settle()
    seven_and_a_half = timedelta(minutes=7, seconds=30)
    assert paged_at(anywhere, "dana") == [timedelta(0), seven_and_a_half]
    assert paged_at(anywhere, "omar") == paged_at(anywhere, "lea") == [seven_and_a_half]
    assert "Nobody has answered yet." in shown(anywhere.mia.card())


def test_f43_a_machine_that_slept_makes_up_for_no_missed_round(world: World) -> None:
    """F43: ten minutes of sleep in VIOLENT are thirty missed rounds: one page for each person, then the beat again."""
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    world.until(0, 20)
    world.down_for(minutes=10)
    world.settle()
    assert [len(world.pages(name)) for name in ("dana", "omar", "lea")] == [3, 3, 3]
    world.time_passes(seconds=20)
    assert len(world.pages("dana")) == 4


class Hands:
    """A wall clock and a monotonic one that a test turns by hand."""

    def __init__(self) -> None:
        self.wall, self.monotonic = datetime(2026, 3, 14, 12, tzinfo=UTC).timestamp(), 0.0

    def pass_(self, seconds: float, step: float = 0.0) -> None:
        """Real time passes, and the wall clock is set by `step` besides."""
        self.wall += seconds + step
        self.monotonic += seconds


@pytest.mark.parametrize("step", [-3600.0, 3600.0])
def test_f42_a_step_of_the_wall_clock_makes_no_page_late_or_early(world: World, step: float) -> None:
    """F42: set back an hour, the next page comes a minute after the last; set forward, at once and only one."""
    hands = Hands()
    clock = SystemClock(wall=lambda: hands.wall, monotonic=lambda: hands.monotonic)

    def follow() -> None:
        world.clock.move(max((clock.now() - world.clock.now()).total_seconds(), 0.0))
        world.settle()

    world.clock.move((clock.now() - world.clock.now()).total_seconds())
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    hands.pass_(30, step)
    follow()
    assert len(world.pages("dana")) == (1 if step < 0 else 2)
    hands.pass_(29)
    follow()
    early = len(world.pages("dana"))
    hands.pass_(1)
    follow()
    assert len(world.pages("dana")) == 2
    assert early == (1 if step < 0 else 2)
