"""Struck at its named boundaries, a bot loses nothing; `make soak` strikes all of them."""

from __future__ import annotations

import re

import pytest

from tests.crash.bots import ROOT
from tests.crash.boundaries import APPLYING, SERVING, strike
from tests.crash.stage import Stage
from tests.crash.together import story

# One of each kind of transaction and of each way; the sends have stories of their own in test_sending.py.
ON_SQLITE = (
    ("intake.after_commit", "raise"),
    ("act.after_commit", "stop"),
    ("send.before_look_up", "kill"),
    ("tick.before_look", "raise"),
    ("tick.after_look", "kill"),
)
ON_POSTGRES = (
    ("act.before_commit", "stall:6"),
    ("send.after_claim_commit", "kill"),
    ("send.before_claim_commit", "stop"),
    ("send.before_record", "stop"),
)


@pytest.mark.parametrize(("boundary", "way"), ON_SQLITE)
@story("sqlite")
def test_struck_at_a_boundary_on_sqlite_a_bot_loses_nothing(stage: Stage, boundary: str, way: str) -> None:
    """Nothing lost, stuck, doubled beyond its unknowns, claimed after the answer, or told wrongly; the fold is true."""
    strike(stage, boundary, way)


@pytest.mark.parametrize(("boundary", "way"), ON_POSTGRES)
@story("postgres")
def test_struck_at_a_boundary_on_postgres_a_bot_loses_nothing(stage: Stage, boundary: str, way: str) -> None:
    """The same, where a transaction of a process that stands still is ended by the server."""
    strike(stage, boundary, way)


def test_every_boundary_in_the_code_is_struck() -> None:
    """A boundary that somebody adds must be added to the list that `make soak` walks."""
    written = set()
    for folder in ("handlers", "bot", "storage"):
        for file in (ROOT / folder).rglob("*.py"):
            written |= set(re.findall(r'(?:boundary|reach)\("([a-z_.]+)"\)', file.read_text(encoding="utf-8")))
    assert written == {*SERVING, *APPLYING}
