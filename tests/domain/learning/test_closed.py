"""Whether the organisation learns, reckoned from the moves of its proposals (domain.md f, "Learning closed")."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from domain.learning.figures import Closed, Ratio, closed
from domain.learning.proposal import Cause, Move, Proposal, ProposalState
from tests.domain.learning.timelines import NOON, REFUND

DAY = timedelta(days=1)
STATE = ProposalState


def drafted(days_ago: int, **moved: int) -> Proposal:
    """A proposal drafted so many days ago; each further state with the number of days after that."""
    start = NOON - days_ago * DAY
    moves = [
        Move(STATE.PROPOSED, start),
        *(Move(STATE[name.upper()], start + days * DAY) for name, days in moved.items()),
    ]
    return Proposal(f"p{days_ago}{moved}", "harbour", Cause.TRIGGER, REFUND, ("e1", "e2", "e3"), tuple(moves))


def test_each_share_counts_those_that_have_had_the_time() -> None:
    """Decided in 30 days, done in 90 of being accepted, checked once done for 60; fewer cases after than before."""
    kept = replace(drafted(300, accepted=10, done=50, kept=110), before=9, after=2)
    back = replace(drafted(290, accepted=30, done=121, reopened=200), before=4, after=4)
    found = closed(
        [
            kept,
            back,
            drafted(200, refused=29),
            drafted(100, accepted=31),
            drafted(31),
            drafted(29),
            drafted(120, accepted=5, done=80),
        ],
        NOON,
    )
    assert found.decided == Ratio(4, 6)
    assert found.done == Ratio(2, 3)
    assert found.checked == Ratio(2, 2)
    assert found.dropped == Ratio(1, 2)


def test_what_is_too_young_or_too_old_says_nothing() -> None:
    """A first month has no figure, and neither has what was drafted over a year ago."""
    assert closed([drafted(29), drafted(366, accepted=1)], NOON) == Closed()
    assert closed([drafted(29)], NOON).empty
