"""Our part of a topic, within whatever somebody else wrote there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.watch.topic import LONGEST, merged

OURS = "On call: Kim (tier 1 until 06:00) · Omar (tier 2)"


@pytest.mark.parametrize(
    ("stands", "becomes"),
    [
        ("", OURS),
        ("Front desk", f"Front desk | {OURS}"),
        ("Front desk | On call: Dana (tier 1)", f"Front desk | {OURS}"),
        ("On call: Dana (tier 1)", OURS),
        ("Front desk | On call: Dana (tier 1) | Ring twice", f"Front desk | {OURS} | Ring twice"),
        ("Front desk | Bar", f"Front desk | Bar | {OURS}"),
    ],
)
def test_only_our_part_is_replaced(stands: str, becomes: str) -> None:
    """What an admin wrote before and behind it stays."""
    assert merged(stands, OURS) == becomes
    assert merged(becomes, OURS) == becomes


def test_our_own_words_are_cut_first() -> None:
    """Slack takes 250 characters: theirs are whole, ours end in an ellipsis."""
    theirs = "x" * 210
    made = merged(theirs, OURS)
    assert made is not None
    assert len(made) == LONGEST
    assert made.startswith(f"{theirs} | On call: Kim")
    assert made.endswith("…")


def test_without_room_nothing_is_touched() -> None:
    """A topic that somebody filled is theirs."""
    assert merged("x" * 245, OURS) is None


@given(st.text(max_size=260), st.text(max_size=300))
def test_it_always_fits_and_comes_to_rest(stands: str, more: str) -> None:
    """Whatever stands there: at most 250 characters, and a second time changes nothing."""
    ours = f"On call: {more}".replace("|", "/")
    made = merged(stands, ours)
    if made is not None:
        assert len(made) <= LONGEST
        assert merged(made, ours) == made
