"""What an edit would leave behind, and whom it would change: said before anything is saved."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.edits import (
    Moved,
    add_absence,
    add_override,
    add_site,
    in_words,
    leaves_nobody,
    new_gaps,
    remove_layer,
    remove_site,
    set_days_off,
    set_layer,
    set_members,
    set_roles,
    set_times,
    who_it_changes,
)
from domain.edits.words import span
from domain.policy import STANDARD, Group
from domain.rota import Absence, Layer, OverrideKind
from domain.severity import Severity
from domain.site import Directory
from tests.domain.edits.given import (
    AT,
    DAY,
    HOTEL,
    HOUR,
    HOUSE,
    NIGHT,
    NIGHTS,
    TIER_1,
    TIER_2,
    WEEK,
    berlin,
    refused,
    stand_in,
)

SATURDAY = berlin("2026-03-14T22:00")
ALONE = replace(HOUSE, sites=(HOTEL,))
NO_TIMES = {"tier_2": None}


def only_nights(directory: Directory = HOUSE) -> Directory:
    """Tier 2 of the hotel is held by night, and by nobody by day."""
    nights = replace(NIGHTS, people=("omar",), turn=None)
    house = set_layer(directory, AT, "hotel", TIER_2, nights).directory
    return remove_layer(house, AT, "hotel", TIER_2, "in-order").directory


def test_an_edit_that_leaves_a_tier_empty_is_refused_with_a_sentence() -> None:
    """Tier 2 of the hotel is Omar. Without him, and as long as the policy calls tier 2, it may not be emptied."""
    emptied = set_members(HOUSE, AT, "hotel", TIER_2, []).directory
    assert leaves_nobody(HOUSE, emptied, AT) == (
        "Nobody would hold tier 2 of Harbour Hotel for two weeks from Wed 4 March 13:00. Name somebody who does."
    )
    uncalled = HOUSE
    for severity in Severity:
        uncalled = set_times(uncalled, AT, "hotel", severity, NO_TIMES).directory
    assert leaves_nobody(uncalled, set_members(uncalled, AT, "hotel", TIER_2, []).directory, AT) is None


def test_a_tier_that_would_be_empty_from_next_month_on_is_refused_now() -> None:
    """A planned edit is no way round the check."""
    april = AT + 4 * WEEK
    started = set_members(HOUSE, AT, "hotel", TIER_2, ["omar", "lea"]).directory
    planned = remove_layer(started, AT, "hotel", TIER_2, "in-order", april).directory
    sentence = leaves_nobody(started, planned, AT)
    assert sentence
    assert "for two weeks from Wed 1 April 14:00" in sentence


def test_a_long_holiday_of_the_only_one_is_refused_months_before_and_so_is_what_makes_them_the_only_one() -> None:
    """Omar is away in June. With Lea beside him that is fine, and then Lea cannot go before somebody else is there."""
    june = AT + 13 * WEEK
    holiday = Absence("a1", june, june + 3 * WEEK)
    sentence = leaves_nobody(HOUSE, add_absence(HOUSE, AT, "omar", holiday).directory, AT)
    assert sentence
    assert "for two weeks from Wed 3 June 14:00" in sentence
    two = set_members(HOUSE, AT, "hotel", TIER_2, ["omar", "lea"]).directory
    away = add_absence(two, AT, "omar", holiday).directory
    assert leaves_nobody(two, away, AT) is None
    assert leaves_nobody(away, set_members(away, AT, "hotel", TIER_2, ["omar"]).directory, AT) == sentence


def test_a_tier_that_begins_later_has_no_gap_before() -> None:
    """Tier 3 was nobody's so far: from June on its nights are held, and its days are the gaps."""
    june = berlin("2026-06-03T22:00")
    house = set_layer(HOUSE, AT, "hotel", Group.TIER_3, replace(NIGHTS, turn=None), june).directory
    assert new_gaps(HOUSE, house, AT)[0].startswith("Nobody holds tier 3 of Harbour Hotel Thu 4 June 06:00-22:00;")


def test_two_weeks_away_leave_nobody_and_a_few_days_leave_a_gap() -> None:
    """Omar is all that tier 2 has: a long holiday needs somebody else first, a short one is said."""
    long = add_absence(HOUSE, AT, "omar", Absence("a1", AT, AT + 3 * WEEK)).directory
    assert leaves_nobody(HOUSE, long, AT)
    short = add_absence(HOUSE, AT, "omar", Absence("a1", SATURDAY, SATURDAY + 8 * HOUR)).directory
    assert leaves_nobody(HOUSE, short, AT) is None
    assert new_gaps(HOUSE, short, AT) == (
        "Nobody holds tier 2 of Harbour Hotel Sat 14 March 22:00 to Sun 06:00; the last resort is paged at once.",
    )


def test_the_gap_says_who_is_paged_instead_and_only_the_first_three_are_named() -> None:
    """Tier 1 has a gap each Sunday; tier 2 is paged. A gap that was there before is not new."""
    house = set_members(HOUSE, AT, "hotel", TIER_1, ["dana"]).directory
    off = set_days_off(house, AT, "dana", {6}).directory
    gaps = new_gaps(house, off, AT)
    assert gaps[0] == (
        "Nobody holds tier 1 of Harbour Hotel Sun 8 March 00:00 - Mon 9 March 00:00; tier 2 is paged at once."
    )
    assert gaps[1] == "Also Sun 15 March 00:00 - Mon 16 March 00:00; tier 2 is paged at once."
    assert (len(gaps), gaps[-1]) == (4, "And 6 more.")
    assert new_gaps(off, off, AT) == ()
    more = add_absence(off, AT, "dana", Absence("a1", berlin("2026-03-08T12:00"), berlin("2026-03-09T12:00"))).directory
    assert [gap[:62] for gap in new_gaps(off, more, AT)] == [
        "Nobody holds tier 1 of Harbour Hotel Mon 9 March 00:00-12:00; "
    ]


def test_only_a_tier_that_somebody_belongs_to_has_gaps() -> None:
    """Tier 3 of the hotel was never used, and the gaps of tier 2 by day come with the edit that makes them."""
    gaps = new_gaps(HOUSE, only_nights(), AT)
    assert gaps[0] == (
        "Nobody holds tier 2 of Harbour Hotel Wed 4 March 13:00-22:00; the last resort is paged at once."
    )
    new = add_site(
        HOUSE, AT, {"name": "Inn", "zone": "UTC", "phone": "55", "emergency_number": "112"}, ["kim"], ["lea"]
    )
    assert new_gaps(HOUSE, new.directory, AT) == ()


def test_without_the_last_admin_nobody_could_edit() -> None:
    """Ines makes somebody else an admin first."""
    sentence = leaves_nobody(HOUSE, set_roles(HOUSE, AT, "ines", []).directory, AT)
    assert sentence == "Nobody would be an admin any more. Make somebody else one first."


def test_what_was_empty_before_stands_in_the_way_of_no_edit() -> None:
    """No admin, no last resort, a tier whose only one is away for weeks: other edits go on."""
    bare = replace(HOUSE, sites=(replace(HOTEL, last_resort=(), groups={}),), people=HOUSE.people[:5])
    assert leaves_nobody(bare, set_members(bare, AT, "hotel", TIER_1, ["kim"]).directory, AT) is None
    empty = add_absence(HOUSE, AT, "omar", Absence("a1", AT, AT + 4 * WEEK)).directory
    assert leaves_nobody(empty, set_days_off(empty, AT, "omar", {5}).directory, AT) is None


@pytest.mark.parametrize("field", ["groups", "last_resort"])
def test_a_site_without_tier_1_or_last_resort_is_refused(field: str) -> None:
    """However it came about."""
    empty = replace(HOTEL, **{field: {} if field == "groups" else ()})  # type: ignore[arg-type]
    sentence = leaves_nobody(HOUSE, replace(HOUSE, sites=(empty,)), AT)
    assert sentence
    assert "of Harbour Hotel" in sentence


@pytest.mark.parametrize(
    ("begin", "end", "says"),
    [
        ("2026-03-14T14:00", "2026-03-14T22:00", "Sat 14 March 14:00-22:00"),
        ("2026-03-14T14:00", "2026-03-15T08:00", "Sat 14 March 14:00 to Sun 08:00"),
        ("2026-03-14T14:00", "2026-03-15T00:00", "Sat 14 March 14:00-00:00"),
        ("2026-03-14T14:00", "2026-03-15T14:00", "Sat 14 March 14:00 - Sun 15 March 14:00"),
    ],
)
def test_a_span_that_ends_on_another_day_names_it(begin: str, end: str, says: str) -> None:
    """But one until midnight, which is the end of its own day."""
    assert span(berlin(begin), berlin(end), "Europe/Berlin") == says


def test_each_changed_shift_is_named_once() -> None:
    """Kim and Omar have the nights now, Dana no longer."""
    house = set_layer(ALONE, AT, "hotel", TIER_1, NIGHTS).directory
    moved = who_it_changes(ALONE, house, AT, weeks=1)
    night = berlin("2026-03-04T22:00")
    assert moved[:2] == (
        Moved("hotel", TIER_1, night, night + 8 * HOUR, "kim", "dana"),
        Moved("hotel", TIER_1, night + DAY, night + DAY + 8 * HOUR, "omar", "dana"),
    )
    assert len(moved) == 7
    assert {one.gained_by("kim") for one in moved} == {True, None}
    assert {one.gained_by("dana") for one in moved} == {False}


def test_what_moves_in_part_is_named_in_part() -> None:
    """Two days of somebody's week; and the hour that nobody has, either way."""
    house = add_override(HOUSE, AT, "hotel", TIER_1, stand_in("omar", AT + DAY, AT + 3 * DAY)).directory
    assert who_it_changes(HOUSE, house, AT) == (Moved("hotel", TIER_1, AT + DAY, AT + 3 * DAY, "omar", "dana"),)
    away = replace(stand_in("omar", AT, AT + HOUR), kind=OverrideKind.REMOVE)
    gap = add_override(HOUSE, AT, "hotel", TIER_2, away).directory
    assert who_it_changes(HOUSE, gap, AT) == (Moved("hotel", TIER_2, AT, AT + HOUR, None, "omar"),)
    assert who_it_changes(gap, HOUSE, AT) == (Moved("hotel", TIER_2, AT, AT + HOUR, "omar", None),)


def test_a_site_that_goes_takes_its_shifts_with_it() -> None:
    """Lea held tier 1 of the shop for all of the next weeks."""
    after = remove_site(HOUSE, AT, "shop").directory
    assert who_it_changes(HOUSE, after, AT) == (Moved("shop", TIER_1, AT, AT + 4 * WEEK, None, "lea"),)


def test_an_edit_of_something_else_moves_nobody() -> None:
    """Nor does a layer under which nothing shows."""
    assert who_it_changes(HOUSE, set_roles(HOUSE, AT, "dana", []).directory, AT) == ()
    same = set_layer(HOUSE, AT, "hotel", TIER_1, Layer("", "Dana", ("dana",), windows=(NIGHT,))).directory
    assert who_it_changes(HOUSE, same, AT) == ()


def test_the_times_of_a_severity_as_sentences() -> None:
    """What happens at minute 0, 1, 3, 10 while nobody answers."""
    assert in_words(STANDARD, Severity.ABUSIVE) == (
        "0:00  Tier 1 is paged.",
        "1:00  Whoever was paged is paged again, and then every minute.",
        "2:00  The raiser reads that nobody has answered yet.",
        "3:00  Tier 2 is paged too.",
        "5:00  The raiser is asked whether they are safe, and then every 5 minutes.",
        "7:00  Tier 3 is paged too.",
        "10:00  The backup list is paged too.",
        "10:00  Unanswered: everybody is paged at once, and paging goes on.",
        "Paging stops when somebody has it.",
        "Whoever has it and is not there 5 minutes later is paged again, and so is the next tier.",
        "A safe check without an answer for 1 minute is missed: whoever has it is told, and the next tier is paged.",
    )
    violent = in_words(STANDARD, Severity.VIOLENT, {Group.TIER_1: "the night porter"})
    assert violent[0] == "0:00  The night porter, tier 2, tier 3, security and the helpers are paged."
    assert violent[1] == "0:20  Whoever was paged is paged again, and then every 20 seconds."
    assert violent[2] == "0:20  The raiser reads that nobody has answered yet, and then every 30 seconds."
    assert "Paging stops when 2 people have it." in violent
    assert violent[-1].endswith("whoever has it and the backup list are told, and nobody else is paged.")
    assert "afe check" not in " ".join(in_words(STANDARD, Severity.UPSET))
    assert "5:00  The raiser is asked" not in " ".join(in_words(STANDARD, Severity.UPSET))
    assert "0:00  The helpers are paged." not in in_words(STANDARD, Severity.UPSET, lone=True)


def test_times_are_changed_and_the_sentence_says_which() -> None:
    """One severity; the others stay as shipped."""
    times = {"tier_2": timedelta(minutes=2), "backup": None, "repage_every": timedelta(seconds=90)}
    edited = set_times(HOUSE, AT, "hotel", Severity.ABUSIVE, times)
    assert edited.sentence == (
        "Harbour Hotel, ABUSIVE: tier 2 is now 2 minutes, the backup list is now never and "
        "repage every is now 1 minute 30 seconds."
    )
    policy = edited.directory.sites[0].policy
    assert (policy.upset, policy.violent) == (STANDARD.upset, STANDARD.violent)
    assert [(join.group.value, join.after.total_seconds()) for join in policy.abusive.joins] == [
        ("tier_1", 0),
        ("tier_2", 120),
        ("tier_3", 420),
    ]
    assert edited.subject == "policy:hotel:abusive"


@pytest.mark.parametrize(
    ("times", "field", "says"),
    [
        ({"repage_every": timedelta(seconds=4)}, "repage_every", '"4 seconds" cannot work here. Write 5 s or more'),
        ({"tier_2": timedelta(days=366)}, "tier_2", '"366 days" cannot work here.'),
        ({"tier_2": timedelta(seconds=-1)}, "tier_2", "cannot work here."),
        ({"unanswered_after": None}, "unanswered_after", '"never" is no length of time.'),
        ({"tier_1": timedelta(minutes=1)}, "tier_1", "Nobody would be called at once."),
        ({"tier_1": None}, "tier_1", "Nobody would be called at once."),
        ({"check_every": None}, "check_every", "belong together"),
        ({"tier_4": timedelta()}, "tier_4", "There is no such time."),
        ({"repage_every": timedelta(minutes=1)}, "repage_every", "That is how it is already."),
        ({}, "repage_every", "That is how it is already."),
    ],
)
def test_a_time_that_cannot_work_is_refused_at_its_field(
    times: dict[str, timedelta | None], field: str, says: str
) -> None:
    """The bounds are those of the site file."""
    found, sentence = refused(lambda: set_times(HOUSE, AT, "hotel", Severity.ABUSIVE, times))
    assert (found, says in sentence) == (field, True), sentence
