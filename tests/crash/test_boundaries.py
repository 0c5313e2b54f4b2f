"""Struck at its named boundaries, a bot loses nothing; `make soak` strikes all of them."""

from __future__ import annotations

import pytest

from tests.crash.boundaries import APPLYING, SERVING, strike
from tests.crash.bots import ROOT
from tests.crash.stage import Stage
from tests.crash.together import story

# One of each kind of transaction and of each way; the sends have stories of their own in test_sending.py.
SOME = (
    ("intake.after_commit", "raise"),
    ("act.before_commit", "stall:6"),
    ("act.after_commit", "stop"),
    ("send.after_claim_commit", "kill"),
    ("send.before_look_up", "kill"),
    ("send.before_record", "stop"),
    ("tick.before_look", "raise"),
    ("tick.after_look", "kill"),
)


@pytest.mark.parametrize(("boundary", "way"), SOME)
@story()
def test_a_bot_that_is_struck_at_a_boundary_loses_nothing(stage: Stage, boundary: str, way: str) -> None:
    """Nothing lost, stuck, doubled beyond its unknowns, claimed after the answer, or told wrongly; the fold is the row."""
    strike(stage, boundary, way)


def test_every_boundary_in_the_code_is_struck() -> None:
    """A boundary that somebody adds must be added to the list that `make soak` walks."""
    written = set()
    for folder in ("handlers", "bot", "storage"):
        for file in (ROOT / folder).rglob("*.py"):
            words = file.read_text(encoding="utf-8").split('"')
            written |= {word for before, word in zip(words, words[1:], strict=False) if before.endswith(("boundary(", "reach("))}
    assert written == {*SERVING, *APPLYING}
