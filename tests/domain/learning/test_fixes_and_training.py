"""Quick fixes and training that would have helped: small rules (domain.md d.6)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from domain.edits.refused import Refused
from domain.learning.fixes import check_fix, may_finish, reminded_at
from domain.learning.proposal import Fix
from domain.learning.training import needed
from tests.domain.learning.noted import noted
from tests.domain.learning.test_proposals import HOUSE
from tests.domain.learning.timelines import BERLIN, NOON

TODAY = date(2026, 3, 14)


@pytest.mark.parametrize(
    ("what", "due", "field"),
    [
        (" ", TODAY, "what"),
        ("Lamp", None, "due"),
        ("Lamp", TODAY - timedelta(days=1), "due"),
        ("Lamp", TODAY + timedelta(days=91), "due"),
    ],
)
def test_a_quick_fix_says_what_and_by_when_within_ninety_days(what: str, due: date | None, field: str) -> None:
    """What is missing is said at its field."""
    with pytest.raises(Refused) as refused:
        check_fix(what, due, TODAY)
    assert refused.value.field == field


def test_its_owner_whoever_agreed_on_it_and_the_managers_say_that_it_is_done() -> None:
    """Nobody else."""
    fix = Fix("f1", "harbour", "e1", "Lamp", "mia", TODAY, "lea", NOON)
    people = [one.id for one in HOUSE.people]
    assert {one for one in [*people, "nobody"] if may_finish(HOUSE, one, fix)} == {"mia", "lea", "dana", "ines"}


@pytest.mark.parametrize(
    ("due", "at"),
    [
        (TODAY + timedelta(days=1), datetime(2026, 3, 15, 8, tzinfo=UTC)),
        (TODAY, NOON + timedelta(hours=4)),
    ],
)
def test_the_reminder_comes_in_the_morning_of_its_day(due: date, at: datetime) -> None:
    """Nine on the site's wall; agreed on for today it comes four hours later."""
    assert reminded_at(Fix("f1", "harbour", "e1", "Lamp", None, due, "lea", NOON), BERLIN) == at


def test_training_is_needed_where_five_notes_name_it() -> None:
    """Each note once for each topic; one about a colleague not at all."""
    notes = [noted(n, training=("calming", "calming", "phone")) for n in range(4)]
    assert needed(notes) == {}
    assert needed([*notes, noted(5, training=("calming",), about_colleague=True)]) == {}
    assert needed([*notes, noted(5, training=("calming",))]) == {"calming": 5}
