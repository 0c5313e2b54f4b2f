"""An answer keeps as whom it was given: the tier that really comes is a figure (domain.md f, "Tier skip")."""

from __future__ import annotations

import pytest

from domain import timeline as t
from domain.escalation import decide, fold
from domain.escalation.answered_as import answered_as
from domain.escalation.inputs import Acknowledge
from domain.people import Roster, Standing
from domain.policy import STANDARD, Group
from domain.severity import Severity
from storage.values import entry_body, entry_of
from tests.domain.learning.timelines import NOON, later, paged, raised

ROSTER = Roster(
    {
        Group.TIER_1: ("dana", "omar"),
        Group.TIER_2: ("omar", "lea"),
        Group.TIER_3: ("lea",),
        Group.SECURITY: ("rob",),
        Group.BACKUP: ("shield",),
    },
    {name: Standing(name, active=True, of_site=True) for name in ("dana", "omar", "jon")},
    reachable=frozenset({"dana", "omar", "lea", "rob", "shield"}),
    last_resort=("eva", "lea"),
    lately={Group.TIER_1: ("petra",)},
    belong={Group.TIER_2: ("kim",)},
)


@pytest.mark.parametrize(
    ("person", "tier"),
    [
        ("dana", "tier_1"),
        ("omar", "tier_2"),  # holds tier 2, and only stands behind Dana in tier 1
        ("lea", "tier_3"),
        ("petra", "tier_1"),
        ("kim", "tier_2"),
        ("rob", "security"),
        ("shield", "backup"),
        ("eva", "last_resort"),
        ("jon", "other"),
    ],
)
def test_whoever_answers_does_so_as_what_they_hold(person: str, tier: str) -> None:
    """Who holds a tier now; else who is listed, held it until a moment ago, or takes turns; else who is beside them."""
    assert answered_as(ROSTER, person) == tier


def test_an_answer_keeps_its_tier() -> None:
    """ "I have it" by the second tier."""
    e = fold((raised(Severity.ABUSIVE), paged(0, "dana", "omar")))
    (first, *_) = decide(e, Acknowledge("omar"), later(9), ROSTER).entries
    assert first == t.Acknowledged(later(9), "omar", tier="tier_2")
    assert e.policy == STANDARD


def test_answers_from_before_it_was_kept_are_read() -> None:
    """By this version without a tier; what this one writes, the one before reads, since it ignores what it does not
    know (storage/values.py)."""
    assert entry_of("Acknowledged", NOON, "dana", "{}") == t.Acknowledged(NOON, "dana")
    written = entry_body(t.Acknowledged(NOON, "dana", tier="tier_2"))
    assert entry_of("Acknowledged", NOON, "dana", written) == t.Acknowledged(NOON, "dana", tier="tier_2")
    assert entry_of("PassedOn", NOON, "dana", written) == t.PassedOn(NOON, "dana")
