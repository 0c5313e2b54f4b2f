"""What an admin reads before saving: whose shifts change hands, and where nobody would be on call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from domain.edits import (
    Edited,
    add_absence,
    add_site,
    remove_layer,
    set_layer,
    set_members,
)
from domain.edits.words import moment
from domain.policy import Group
from domain.rota import Absence, Booked, Layer, Turn, Unit, Window
from domain.site import Directory
from handlers.editing import (
    OpensGaps,
    commit,
    propose,
)
from tests.handlers.editing.given import (
    AT,
    DAY,
    NIGHTS,
    WEEK,
    Office,
    door,
    seen,
)


def test_a_change_for_later_shows_the_weeks_in_which_it_holds(here: Office) -> None:
    """Nights that begin in ten weeks: the preview shows the four weeks from the first of them, and says so."""

    def later(directory: Directory, at: datetime) -> Edited:
        return set_layer(directory, at, "hotel", Group.TIER_1, NIGHTS, at + 10 * WEEK)

    proposal = propose(here.ports, "ines", later, AT)
    assert proposal.since == proposal.moved[0].start
    assert proposal.moved[-1].end <= proposal.since + 4 * WEEK
    shown = seen(proposal)
    at = shown.index("What changes in tier 1 in the four weeks from Wed 13 May 22:00")
    assert shown[at + 1] == "•  Kim, 22:00-06:00, instead of Dana: Wed 13 May to Tue 9 June."
    assert "Nobody's shifts" not in str(shown)


@pytest.mark.parametrize("weeks", [3, 6, 13, 60])
def test_a_change_for_later_names_the_gaps_of_the_weeks_in_which_it_holds(here: Office, weeks: int) -> None:
    """From some week on only the nights of tier 2 are held: each day is a gap, which is seen, and saved knowingly."""
    start = AT + weeks * WEEK

    def later(directory: Directory, at: datetime) -> Edited:
        days = Layer("", "Nights", ("omar",), windows=NIGHTS.windows)
        with_nights = set_layer(directory, at, "hotel", Group.TIER_2, days, start).directory
        return remove_layer(with_nights, at, "hotel", Group.TIER_2, "in-order", start)

    proposal = propose(here.ports, "ines", later, AT)
    first = moment(start, "Europe/Berlin", AT)
    assert proposal.gaps[0] == (
        f"Nobody holds tier 2 of Harbour Hotel {first}-22:00; the last resort is paged at once."
    )
    assert len(proposal.gaps) == 4, "three are named, and how many more"
    assert f"•  {proposal.gaps[0]}" in seen(proposal)
    with pytest.raises(OpensGaps) as shown:
        commit(here.ports, "ines", later, AT)
    assert shown.value.gaps == proposal.gaps
    assert commit(here.ports, "ines", later, AT, with_gaps=True)


def test_what_moves_no_shift_says_so(here: Office) -> None:
    """The hotel's door is nobody's shift, now or in two years."""
    proposal = propose(here.ports, "ines", door("Red door"), AT)
    assert (proposal.moved, proposal.since) == ((), AT)


def test_two_tiers_are_named_once_each_above_their_shifts_with_the_year_where_it_is_another_one(here: Office) -> None:
    """Sites are named where there are several; a day of next year that is more than six months ahead has its year."""

    def new_site(directory: Directory, at: datetime) -> Edited:
        facts = {"name": "Inn", "zone": "UTC", "phone": "55", "emergency_number": "112"}
        return add_site(directory, at, facts, ["mia"], ["lea"])

    def dana_away(directory: Directory, at: datetime) -> Edited:
        return add_absence(directory, at, "dana", Absence("a1", at + 60 * WEEK, at + 61 * WEEK))

    commit(here.ports, "ines", new_site, AT)
    commit(here.ports, "ines", lambda d, at: set_members(d, at, "hotel", Group.TIER_2, ["dana", "omar"]), AT)
    proposal = propose(here.ports, "ines", dana_away, AT)
    shown = seen(proposal)
    begin = shown.index("What changes in the four weeks from Wed 28 April 2027 14:00")
    when = "Wed 28 April 2027 14:00 - Wed 5 May 2027 14:00"
    assert shown[begin + 1 :] == [
        "Tier 1 of Harbour Hotel",
        f"•  Kim: {when}, instead of Dana.",
        "Tier 2 of Harbour Hotel",
        f"•  Omar: {when}, instead of Dana.",
    ]


def test_shifts_that_change_in_the_same_way_are_one_line(here: Office) -> None:
    """Kim and Lea in turn on the nights of working days, a week each on those of the weekend: two nights
    in a row are read one by one."""

    def later(directory: Directory, at: datetime) -> Edited:
        working = replace(NIGHTS, people=("kim", "lea"), windows=(Window(frozenset(range(5)), time(22), time(6)),))
        house = set_layer(directory, at, "hotel", Group.TIER_1, working).directory
        weekend = Window(frozenset({5, 6}), time(20), time(9))
        weeks = Layer("", "Weekends", ("lea", "kim"), Turn(Unit.WEEKS), time(12), date(2026, 3, 2), (weekend,))
        return set_layer(house, at, "hotel", Group.TIER_1, weeks)

    shown = seen(propose(here.ports, "ines", later, AT))
    begin = shown.index("What changes in tier 1 in the next four weeks")
    assert shown[begin + 1 : begin + 5] == [
        "•  Kim and Lea in turn, 22:00-06:00, instead of Dana: Mon-Fri, Wed 4 to Tue 31 March.",
        "•  Lea: Sat 7 March 20:00 to Sun 09:00, instead of Dana.",
        "•  Lea: Sun 8 March 20:00 to Mon 09:00, instead of Dana.",
        "•  Kim: Sat 14 March 20:00 to Sun 09:00, instead of Dana.",
    ]
    assert len(shown[begin + 1 :]) == 9


def test_at_a_new_site_nobody_reads_whom_it_is_instead_of(here: Office) -> None:
    """Nobody was on call there."""

    def inn(directory: Directory, at: datetime) -> Edited:
        facts = {"name": "Inn", "zone": "UTC", "phone": "55", "emergency_number": "112"}
        return add_site(directory, at, facts, ["mia"], ["lea"])

    assert seen(propose(here.ports, "ines", inn, AT))[-1] == "•  Mia: Wed 4 March 12:00 - Wed 1 April 12:00."


def test_another_order_behind_the_first_says_that_who_is_called_next_changes(here: Office) -> None:
    """Dana stays the first; Lea comes behind her instead of Kim, and none of them gets or loses a shift."""
    proposal = propose(
        here.ports, "ines", lambda d, at: set_members(d, at, "hotel", Group.TIER_1, ["dana", "lea", "kim"]), AT
    )
    assert seen(proposal)[-1] == (
        "Nobody's shifts of the next two years change hands. "
        "Who is called next, where the first does not answer, does change."
    )
    assert seen(propose(here.ports, "ines", door("Red door"), AT))[-1] == (
        "Nobody's shifts of the next two years change hands."
    )


def test_the_heading_names_one_tier_only_where_no_shift_of_another_is_left_out(here: Office) -> None:
    """Tier 1 fills all twelve lines, as no two of its shifts are alike, and one more shift is tier 2's: the heading is
    of both."""
    booked = tuple(Booked(AT + n * DAY, AT + n * DAY + timedelta(minutes=60 + n), "kim") for n in range(28))

    def both(directory: Directory, at: datetime) -> Edited:
        calendar = Layer("", "Nights", booked=booked, source="rota.ics")
        house = set_layer(directory, at, "hotel", Group.TIER_1, calendar).directory
        joined = set_members(house, at, "hotel", Group.TIER_2, ["omar", "lea"]).directory
        return add_absence(joined, at, "omar", Absence("a1", at + 3 * WEEK, at + 3 * WEEK + DAY))

    shown = seen(propose(here.ports, "ines", both, AT))
    begin = shown.index("What changes in the next four weeks")
    assert shown[begin + 1] == "Tier 1"
    assert len(shown[begin + 2 : -1]) == 12
    assert "Tier 2" not in shown
    assert shown[-1] == "and 17 more in that time."
