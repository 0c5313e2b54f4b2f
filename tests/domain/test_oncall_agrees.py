"""Two calculations that share no code say the same of thousands of random tiers (reliability.md F44, invariant 10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.oncall import gaps, holder, next_handoff_after, on_call, shifts
from tests.domain.random_rotas import Dice
from tests.domain.slow_oncall import SlowTier

_SHORT, _LONG = 60, 5_000


def agree_on(number: int) -> None:
    """Every shift of the week around a clock change; the line and the next handoff at random instants."""
    dice = Dice(number)
    tier = dice.tier()
    slow = SlowTier(tier, dice.since, dice.start, dice.end)
    told, expected = f"tier {number} in {dice.zone}: {tier}", slow.shifts()
    fast = shifts(tier, dice.start, dice.end)
    assert [(one.start, one.end, one.person_id) for one in fast] == expected, told
    assert [(one.start, one.end, None) for one in gaps(tier, dice.start, dice.end)] == [
        one for one in expected if one[2] is None
    ], told
    for tick in dice.r.sample(slow.ticks, 40):
        at = tick + timedelta(seconds=dice.r.randrange(900))
        line, first = on_call(tier, at), holder(tier, at)
        assert [one.person_id for one in line] == slow.line(tick), f"{at} {told}"
        assert first == (line[0] if line else None), f"{at} {told}"
        later = [start for start, _, _ in expected if start > at]
        assert not later or next_handoff_after(tier, at) == later[0], f"{at} {told}"
        assert [one.person_id for one in fast if one.start <= at < one.end] == [first and first.person_id], (
            f"{at} {told}"
        )


@pytest.mark.parametrize("number", range(_SHORT))
def test_both_calculations_agree(number: int) -> None:
    """On the line and on every shift, through a clock change, whatever the rota is."""
    agree_on(number)


@pytest.mark.soak
def test_both_calculations_agree_on_thousands_of_rotas() -> None:
    """Issue 3: at least 5,000 random rotas, clock changes included."""
    for number in range(_SHORT, _SHORT + _LONG):
        agree_on(number)
