"""The life of a request for cover: each step from each state, and who may take it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.errors import EscalationError, NotAllowed
from domain.planning import Cover, CoverState
from domain.policy import Group
from domain.shifts import cover as c

HOUR = timedelta(hours=1)
AT = datetime(2026, 3, 14, 12, tzinfo=UTC)
ASKED = Cover("r", "hotel", Group.TIER_1, "dana", AT + 10 * HOUR, AT + 18 * HOUR, ("kim", "omar"), AT)
S = CoverState
IN = {
    S.ASKED: ASKED,
    S.TAKEN: replace(ASKED, state=S.TAKEN, taken_by="kim"),
    S.AGREED: replace(ASKED, state=S.AGREED, taken_by="kim"),
    S.WITHDRAWN: replace(ASKED, state=S.WITHDRAWN),
    S.DECLINED: replace(ASKED, state=S.DECLINED, taken_by="kim"),
    S.LAPSED: replace(ASKED, state=S.LAPSED),
}
Step = Callable[[Cover], Cover]
STEPS: dict[str, Step] = {
    "take": lambda r: c.take(r, "omar", AT, to_approve=False),
    "take, to be approved": lambda r: c.take(r, "omar", AT, to_approve=True),
    "cannot": lambda r: c.cannot(r, "omar"),
    "approve": lambda r: c.approve(r, "ines", AT),
    "decline": lambda r: c.decline(r, "ines"),
    "withdraw": lambda r: c.withdraw(r, "dana", AT),
}
# From which state each step leads where; from every other state it is refused.
LEADS: dict[str, dict[CoverState, CoverState]] = {
    "take": {S.ASKED: S.AGREED},
    "take, to be approved": {S.ASKED: S.TAKEN},
    "cannot": {S.ASKED: S.ASKED},
    "approve": {S.TAKEN: S.AGREED},
    "decline": {S.TAKEN: S.DECLINED},
    "withdraw": {S.ASKED: S.WITHDRAWN, S.TAKEN: S.WITHDRAWN, S.AGREED: S.WITHDRAWN},
}


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("step", list(STEPS))
def test_every_step_from_every_state(step: str, state: CoverState) -> None:
    """Each leads where the table says with one version more, or is refused with a sentence."""
    if state not in LEADS[step]:
        with pytest.raises(EscalationError) as refused:
            STEPS[step](IN[state])
        assert refused.value.sentence.endswith(".")
        return
    after = STEPS[step](IN[state])
    assert (after.state, after.version) == (LEADS[step][state], IN[state].version + 1)


@pytest.mark.parametrize("by", ["dana", "kim"])
def test_nobody_approves_their_own(by: str) -> None:
    """Neither who asked nor who took it."""
    with pytest.raises(NotAllowed):
        c.approve(IN[S.TAKEN], by, AT)
    with pytest.raises(NotAllowed):
        c.decline(IN[S.TAKEN], by)


def test_only_who_asked_withdraws() -> None:
    """And after it was agreed only until the shift begins."""
    with pytest.raises(NotAllowed):
        c.withdraw(ASKED, "kim", AT)
    with pytest.raises(c.ShiftHasBegun):
        c.withdraw(IN[S.AGREED], "dana", ASKED.start)


def test_it_lapses_when_the_shift_begins() -> None:
    """At its start, not before; where it ran already when cover was asked for, at its end."""
    assert c.lapse(ASKED, ASKED.start - timedelta(seconds=1)) is None
    lapsed = c.lapse(ASKED, ASKED.start)
    assert lapsed
    assert lapsed.state == S.LAPSED
    running = replace(ASKED, start=AT)
    assert c.lapse(running, AT + HOUR) is None
    assert c.lapse(running, running.end)
    assert c.lapse(IN[S.AGREED], ASKED.end) is None


def test_a_swap_lapses_at_the_first_of_its_shifts() -> None:
    """Whichever begins first."""
    swap = replace(ASKED, swap_start=AT + 2 * HOUR, swap_end=AT + 5 * HOUR)
    assert c.lapse(swap, AT + 2 * HOUR)
    with pytest.raises(c.CoverIsOver):
        c.take(swap, "kim", AT + 2 * HOUR, to_approve=False)
