"""Which message goes first, when it is tried again, and when it is looked for (principle 5)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.page import LEASE, LOOKS, Kind, edit_rank, look_up_after, rank_of, retry_after
from domain.severity import Severity

CARDS = [kind for kind in Kind if kind not in (Kind.PAGE, Kind.LIST)]


def test_the_worst_goes_first_whatever_it_is() -> None:
    """F52: no flood of a lower level comes before a page of a higher one."""
    for lower, higher in zip(Severity, list(Severity)[1:], strict=False):
        assert max(rank_of(kind, higher, 99) for kind in Kind) < min(rank_of(kind, lower) for kind in Kind)


@pytest.mark.parametrize("severity", Severity)
def test_within_a_level_first_pages_then_repeats_then_cards(severity: Severity) -> None:
    """A person's first page goes before anybody's fifth; cards come after all pages; edits after everything new."""
    ranks = [rank_of(Kind.PAGE, severity, times) for times in (1, 2, 3, 4)]
    assert ranks == sorted(set(ranks))
    assert rank_of(Kind.PAGE, severity, 4) == rank_of(Kind.PAGE, severity, 400)
    assert max(ranks) < min(rank_of(kind, severity) for kind in CARDS)
    assert max(rank_of(kind, Severity.UPSET, 99) for kind in Kind) < edit_rank(severity)


def test_a_repeat_waits_longer_each_time_and_never_over_a_minute() -> None:
    """Definitely not sent: 1, 2, 4, 8, 15, 30, then every 60 s for ever."""
    waits = [retry_after(attempts).total_seconds() for attempts in range(9)]
    assert waits == [1, 1, 2, 4, 8, 15, 30, 60, 60]


def test_a_page_whose_fate_is_unknown_is_looked_for_at_1_3_and_8_seconds() -> None:
    """reliability.md, "Sending" 5: then it has been looked for often enough."""
    looks = [look_up_after(unknowns) for unknowns in (1, 2, 3)]
    waits = [look.total_seconds() for look in looks if look]
    assert [sum(waits[: n + 1]) for n in range(3)] == [1, 3, 8]
    assert look_up_after(4) is None


def test_a_page_of_a_dead_claimer_is_out_within_15_seconds() -> None:
    """B1: the lease, a tick, and the looks that are enough to send again."""
    looked = sum((look_up_after(n) or timedelta() for n in range(1, LOOKS)), timedelta())
    assert LEASE + timedelta(seconds=1) + looked + timedelta(seconds=3) <= timedelta(seconds=15)
