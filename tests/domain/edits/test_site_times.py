"""The times that hold for all severities, and what is enough in one: edited within the bounds of the site file."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta

import pytest

from bot.site_file import read, write
from domain.edits import Edited, as_it_stands, set_site_times, set_times
from domain.edits.site_times import SITE_TIMES, site_in_words
from domain.policy import STANDARD, EscalationPolicy, MissedCheck
from domain.severity import Severity
from tests.domain.edits.given import AT, HOUSE, refused

TIMES = {name: timedelta(seconds=45 + number) for number, name in enumerate(SITE_TIMES)}


def policy(edited: Edited) -> EscalationPolicy:
    """The hotel's policy after an edit."""
    return edited.directory.sites[0].policy


def test_the_times_are_those_of_the_policy_that_belong_to_no_severity() -> None:
    """None is left to the site file alone."""
    assert {*SITE_TIMES, *(one.word.casefold() for one in Severity)} == {one.name for one in fields(EscalationPolicy)}


def test_every_one_is_changed_and_the_site_file_carries_it() -> None:
    """Export, apply: no difference."""
    edited = set_site_times(HOUSE, AT, "hotel", TIMES)
    assert {name: getattr(policy(edited), name) for name in SITE_TIMES} == TIMES
    assert policy(edited).column(Severity.VIOLENT) == STANDARD.violent
    applied = read(write(edited.directory)).directory
    assert applied is not None
    assert applied.sites[0].policy == policy(edited)


def test_the_sentence_says_which() -> None:
    """As it will stand among the changes."""
    edited = set_site_times(HOUSE, AT, "hotel", {"loop_every": timedelta(minutes=10), "far_eta": timedelta(minutes=8)})
    said = "the pace after that is now 10 minutes and far away from is now 8 minutes."
    assert edited.sentence == f"Harbour Hotel, all severities: {said}"
    assert edited.subject == "site_times:hotel"


def test_the_subject_is_these_times_and_nothing_else() -> None:
    """So that of two admins who change them at once the second one is shown what the first one did."""
    before = as_it_stands(HOUSE, "site_times:hotel")
    assert as_it_stands(set_site_times(HOUSE, AT, "hotel", TIMES).directory, "site_times:hotel") != before
    other = set_times(HOUSE, AT, "hotel", Severity.UPSET, {}, 2).directory
    assert as_it_stands(other, "site_times:hotel") == before


def test_what_they_come_to_is_a_sentence_for_each_thing_that_happens() -> None:
    """As shipped."""
    assert site_in_words(STANDARD) == (
        "Unanswered: everybody is paged at the usual pace for 15 minutes, and then every 5 minutes.",
        "Where somebody may get hurt: for whoever is over 10 minutes away, others are still paged.",
        "Whoever said when they come is given 1 minute more before they count as not there.",
        "A tap on UPSET or ABUSIVE can be undone for 10 seconds.",
        "Calls within 10 minutes: those from one place are linked, and one person's are the same event.",
        "What has ended can be reopened for 30 days.",
        "Whoever works alone is asked every 2 minutes whether they are safe.",
    )


@pytest.mark.parametrize(
    ("times", "field", "says"),
    [
        ({"undo_within": timedelta(seconds=4)}, "undo_within", '"4 seconds" cannot work here. Write 5 s or more'),
        ({"loop_every": timedelta()}, "loop_every", '"at once" cannot work here.'),
        ({"reopen_within": timedelta(days=366)}, "reopen_within", "no more than a year."),
        ({"eta_grace": None}, "eta_grace", '"never" is no length of time.'),
        ({"repage_every": timedelta(minutes=1)}, "repage_every", "There is no such time."),
        ({"far_eta": timedelta(minutes=10)}, "far_eta", "That is how it is already."),
        ({}, "loop_at_interval_for", "That is how it is already."),
    ],
)
def test_a_time_that_cannot_work_is_refused_at_its_field(
    times: dict[str, timedelta | None], field: str, says: str
) -> None:
    """The bounds are those of the site file."""
    found, sentence = refused(lambda: set_site_times(HOUSE, AT, "hotel", times))
    assert (found, says in sentence) == (field, True), sentence


def test_how_many_must_answer_and_what_a_missed_check_does_are_changed_and_said() -> None:
    """One severity; its times stay as they are, and the site file carries both."""
    edited = set_times(HOUSE, AT, "hotel", Severity.VIOLENT, {}, 1, MissedCheck.NEXT_TIER)
    assert edited.sentence == (
        "Harbour Hotel, VIOLENT: answers needed is now 1 and a missed safe check now means: the next tier is paged."
    )
    column = policy(edited).violent
    assert (column.answers_needed, column.missed_check) == (1, MissedCheck.NEXT_TIER)
    assert column.joins == STANDARD.violent.joins
    applied = read(write(edited.directory)).directory
    assert applied is not None
    assert applied.sites[0].policy == policy(edited)


@pytest.mark.parametrize("needed", [0, 6, -1])
def test_nobody_or_a_crowd_cannot_be_asked_for(needed: int) -> None:
    """One to five, as in the site file."""
    field, sentence = refused(lambda: set_times(HOUSE, AT, "hotel", Severity.VIOLENT, {}, needed))
    assert (field, sentence) == ("answers_needed", f'"{needed}" people cannot be asked for. Choose 1 to 5.')
