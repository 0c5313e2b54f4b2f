"""What counts of one case is read from its timeline alone, edge by edge (docs/metrics.md)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain import timeline as t
from domain.severity import Severity
from tests.domain.learning.timelines import (
    NOON,
    OPTIONS,
    REFUND,
    answered,
    facts,
    later,
    paged,
    raised,
    resolved,
    with_them,
)


def test_the_two_times_begin_at_the_first_page_and_at_the_tap() -> None:
    """To acknowledge: first page to first answer. To a human: tap to *I'm with them*."""
    found = facts(raised(), paged(2), paged(60, "omar"), answered(75, "tier_2"), with_them(200))
    assert (found.acknowledged_after, found.with_staff_after, found.answered_as) == (73, 200, "tier_2")


def test_who_says_i_am_with_them_at_once_has_answered() -> None:
    """There is no *I have it* before it: both times end there, and as whom they came is not known."""
    found = facts(raised(), paged(1), with_them(31))
    assert (found.acknowledged_after, found.with_staff_after) == (30, 31)
    assert (found.answered, found.answered_as) == (True, "")


def test_whom_nobody_answers_has_no_times() -> None:
    """No answer at all: unanswered is said, times are not made up."""
    found = facts(raised(), paged(0), t.WentUnanswered(later(1200)))
    assert (found.acknowledged_after, found.with_staff_after) == (None, None)
    assert (found.answered, found.unanswered) == (False, True)


def test_an_answer_before_any_page_has_no_time_to_acknowledge() -> None:
    """Somebody saw it in the channel before a page went out; a page to nobody is none."""
    found = facts(raised(), t.PagesMade(NOON, round=1, people=()), answered(3, "other"), paged(9))
    assert found.acknowledged_after is None
    assert found.answered


def test_a_case_that_was_unanswered_once_stays_so() -> None:
    """It was answered in the end, and taken back to paging by nobody's fault: the fold forgets, the figure does not."""
    found = facts(raised(), paged(0), t.WentUnanswered(later(1200)), answered(1300), with_them(1400))
    assert (found.unanswered, found.answered) == (True, True)


def test_reopened_keeps_the_first_times_and_owes_the_note_of_its_last_end() -> None:
    """What was reopened is one case: its first answer counts, and the note is due by its last end."""
    again = later(3600)
    found = facts(
        raised(), paged(0), answered(10), with_them(60), resolved(300), t.Reopened(again, "dana"),
        paged(0, since=again), answered(500, since=again), resolved(900, since=again),
    )  # fmt: skip
    assert (found.acknowledged_after, found.with_staff_after) == (10, 60)
    assert found.note_due_at == later(900, again) + timedelta(hours=8)
    assert found.withdrawn == ""


def test_withdrawn_and_then_reopened_is_not_withdrawn() -> None:
    """Only how it ended last counts."""
    ended = t.Withdrawn(later(60), "mia", how="withdrawn")
    assert facts(raised(), paged(0), ended).withdrawn == "withdrawn"
    assert facts(raised(), paged(0), ended, t.Reopened(later(90), "mia")).withdrawn == ""


def test_it_climbs_from_upset_and_stays_climbed_when_it_is_lowered() -> None:
    """The highest level counts, and the level of the tap is known beside it."""
    worse = t.SeverityRaised(later(60), "mia", severity=Severity.THREATENING)
    lower = t.SeverityLowered(later(90), "dana", severity=Severity.UPSET)
    found = facts(raised(), paged(0), worse, lower)
    assert (found.first, found.highest, found.climbed, found.safety) == (
        Severity.UPSET,
        Severity.THREATENING,
        True,
        True,
    )
    assert not facts(raised(Severity.ABUSIVE), worse).climbed


def test_a_stale_answer_is_seen() -> None:
    """Answered, then nothing."""
    gone = t.AnswerWentStale(later(600), people=("dana",))
    assert facts(raised(), paged(0), answered(5), gone).stale


@pytest.mark.parametrize(
    ("at", "zone", "band"),
    [
        (datetime(2026, 1, 10, 22, 59, 59, tzinfo=UTC), "Europe/Berlin", 21),
        (datetime(2026, 1, 10, 23, 0, tzinfo=UTC), "Europe/Berlin", 0),
        (datetime(2026, 1, 11, 2, 0, tzinfo=UTC), "Europe/Berlin", 3),
        # The night of the clock change: two o'clock becomes three, so that the band from three begins an hour early.
        (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), "Europe/Berlin", 0),
        (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), "Europe/Berlin", 3),
        # In October two o'clock comes twice, and both are before three.
        (datetime(2026, 10, 25, 0, 30, tzinfo=UTC), "Europe/Berlin", 0),
        (datetime(2026, 10, 25, 1, 30, tzinfo=UTC), "Europe/Berlin", 0),
        (datetime(2026, 1, 10, 23, 0, tzinfo=UTC), "America/Los_Angeles", 15),
    ],
)
def test_hours_are_those_of_the_sites_wall(at: datetime, zone: str, band: int) -> None:
    """Midnight, and both clock changes."""
    assert facts(raised(at=at), zone=zone).band == band


def test_picks_count_once_the_note_is_finished() -> None:
    """A note that is still being written says nothing yet."""
    found = facts(raised(), resolved(60), trigger=(REFUND,), helped=(OPTIONS,), rule=("no-receipt",))
    assert (found.triggers, found.helped, found.rules) == ((REFUND,), (OPTIONS,), ("no-receipt",))
    assert facts(raised(), resolved(60)).triggers == ()


def test_a_case_about_a_colleague_gives_neither_place_nor_picks() -> None:
    """It is counted, and points at nobody (domain.md c.6)."""
    found = facts(raised(Severity.THREATENING, about_colleague=True), resolved(60), trigger=(REFUND,))
    assert (found.place_id, found.triggers, found.highest) == (None, (), Severity.THREATENING)
