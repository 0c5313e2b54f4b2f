"""Who holds a tier: layers, overrides, absences, and never two or none by a clock change (reliability.md F44, F46)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from domain.oncall import Because, Shift, gaps, holder, next_handoff_after, on_call, shifts
from domain.rota import ALWAYS, Absence, Booked, DaysOff, Layer, Opening, Revision, Rota
from tests.domain.rotas import (
    ADD,
    EVERY_DAY,
    REMOVE,
    STAND_IN,
    WEEKDAYS,
    WEEKEND,
    WEEKLY,
    fixed,
    held,
    line,
    override,
    rotation,
    tier,
    utc,
    who,
    window,
)


def test_without_a_rota_people_are_called_in_the_order_of_their_group() -> None:
    """As it was before there were rotas; overrides and absences count all the same."""
    away = {"ana": (Absence("x", utc("2026-06-02 00:00"), utc("2026-06-03 00:00")),)}
    cover = override(STAND_IN, "eve", "2026-06-04 00:00", "2026-06-05 00:00", instead_of="ana")
    of = tier(overrides=(cover,), members=("ana", "ben"), absences=away)
    assert line(of, "2026-06-01 12:00") == ["ana", "ben"]
    assert line(of, "2026-06-02 12:00") == ["ben"]
    assert line(of, "2026-06-04 12:00") == ["eve", "ben"]
    assert {one.because for one in on_call(of, utc("2026-06-01 12:00"))} == {Because.FIXED}


def test_a_tier_of_nobody_is_one_long_gap() -> None:
    """The last resort is somebody else's matter (F46)."""
    start, end = utc("2026-06-01 00:00"), utc("2026-07-01 00:00")
    assert on_call(tier(), start) == ()
    assert shifts(tier(), start, end) == gaps(tier(), start, end) == (Shift(start, end, None),)
    assert next_handoff_after(tier(), start) is None


def test_a_rotation_gives_whose_turn_it_is_and_then_those_who_follow() -> None:
    """So that the next one is called when the first does not answer."""
    of = tier(rotation("ana", "ben", "cleo"))
    assert line(of, "2026-06-01 07:00") == ["ana", "ben", "cleo"]
    assert line(of, "2026-06-02 07:00") == ["ben", "cleo", "ana"]
    assert line(of, "2026-06-03 07:00") == ["cleo", "ana", "ben"]
    assert line(of, "2026-06-04 06:59") == ["cleo", "ana", "ben"]
    assert on_call(of, utc("2026-06-01 07:00"))[0].source == "Turns"


def test_before_its_start_a_rotation_has_nobody() -> None:
    """What lies under it holds until then."""
    assert who(tier(rotation("ana")), "2026-06-01 06:59") is None
    assert who(tier(fixed("fay"), rotation("ana")), "2026-06-01 06:59") == "fay"


def test_somebody_twice_in_a_rotation_takes_two_turns_and_stands_once_in_the_line() -> None:
    """Part-timers are written in less often than others."""
    of = tier(rotation("ana", "ben", "ana", "cleo"))
    assert [who(of, f"2026-06-0{day} 12:00") for day in range(1, 6)] == ["ana", "ben", "ana", "cleo", "ana"]
    assert line(of, "2026-06-02 12:00") == ["ben", "ana", "cleo"]


def test_a_later_layer_holds_over_an_earlier_one_in_its_hours() -> None:
    """Nights over the week; whoever holds the week is next in the line at night."""
    nights = rotation("nora", "otto", handoff="22:00", windows=(window(EVERY_DAY, "22:00-06:00"),))
    of = tier(rotation("ana", "ben", turn=WEEKLY), nights)
    assert held(of, "2026-06-01 12:00", "2026-06-03 12:00") == {
        "01. 12:00": "ana",
        "01. 20:00": "nora",
        "02. 04:00": "ana",
        "02. 20:00": "otto",
        "03. 04:00": "ana",
    }
    assert line(of, "2026-06-01 23:00") == ["nora", "otto", "ana", "ben"]


def test_a_window_through_midnight_belongs_to_the_day_on_which_it_begins() -> None:
    """Friday night ends on Saturday morning; Saturday night is nobody's; over Sunday it goes on in the next week."""
    of = tier(fixed("nora", windows=(window(frozenset({4, 6}), "22:00-06:00"),)))
    assert held(of, "2026-06-05 12:00", "2026-06-08 12:00") == {
        "05. 12:00": None,
        "05. 20:00": "nora",
        "06. 04:00": None,
        "07. 20:00": "nora",
        "08. 04:00": None,
    }


def test_a_window_that_ends_when_it_begins_is_a_whole_day() -> None:
    """From midnight to midnight, or from nine to nine."""
    of = tier(fixed("wes", windows=(window(WEEKEND, "09:00-09:00"),)))
    assert held(of, "2026-06-05 12:00", "2026-06-09 12:00") == {
        "05. 12:00": None,
        "06. 07:00": "wes",
        "08. 07:00": None,
    }


def test_windows_that_overlap_count_once() -> None:
    """The shorter one ends nothing."""
    of = tier(fixed("wes", windows=(window(EVERY_DAY, "08:00-18:00"), window(WEEKDAYS, "09:00-12:00"))))
    assert held(of, "2026-06-01 00:00", "2026-06-02 00:00") == {
        "01. 00:00": None,
        "01. 06:00": "wes",
        "01. 16:00": None,
    }


def test_opening_hours_and_closed_days_matter_to_the_layers_that_ask_for_them() -> None:
    """The shop is open on weekdays and closed on 3 June; the layer below holds day and night."""
    opening = Opening(ALWAYS, (window(WEEKDAYS, "10:00-18:00"),), frozenset({date(2026, 6, 3)}))
    of = tier(fixed("below"), fixed("shop", opening_hours=True), openings=(opening,))
    assert held(of, "2026-06-02 00:00", "2026-06-05 00:00") == {
        "02. 00:00": "below",
        "02. 08:00": "shop",
        "02. 16:00": "below",
        "04. 08:00": "shop",
        "04. 16:00": "below",
    }


def test_a_site_without_opening_hours_is_always_open_but_for_closed_days() -> None:
    """And new opening hours hold from when they hold, not before."""
    closed = Opening(utc("2026-06-03 12:00"), (), frozenset({date(2026, 6, 2), date(2026, 6, 4)}))
    of = tier(fixed("shop", opening_hours=True), openings=(closed,))
    assert held(of, "2026-06-01 00:00", "2026-06-06 00:00") == {
        "01. 00:00": "shop",
        "03. 22:00": None,
        "04. 22:00": "shop",
    }


def test_a_calendar_gives_whoever_is_booked() -> None:
    """In the order of the calendar; where nobody is, the layer has nobody."""
    booked = (
        Booked(utc("2026-06-01 10:00"), utc("2026-06-01 14:00"), "ana"),
        Booked(utc("2026-06-01 12:00"), utc("2026-06-01 16:00"), "ben"),
    )
    of = tier(Layer("c", "Imported", booked=booked))
    assert held(of, "2026-06-01 09:00", "2026-06-01 17:00") == {
        "01. 09:00": None,
        "01. 10:00": "ana",
        "01. 14:00": "ben",
        "01. 16:00": None,
    }
    assert line(of, "2026-06-01 13:00") == ["ana", "ben"]
    assert on_call(of, utc("2026-06-01 13:00"))[0].because is Because.CALENDAR


def test_to_stand_in_for_somebody_is_to_take_their_place_wherever_it_is() -> None:
    """Not to hold what they would not have held; and nothing where they are not in the line."""
    cover = override(STAND_IN, "eve", "2026-06-01 07:00", "2026-06-03 07:00", instead_of="ben")
    of = tier(rotation("ana", "ben", "cleo"), overrides=(cover,))
    assert line(of, "2026-06-01 12:00") == ["ana", "eve", "cleo"]
    assert line(of, "2026-06-02 12:00") == ["eve", "cleo", "ana"]
    assert line(of, "2026-06-03 12:00") == ["cleo", "ana", "ben"]
    nobody = replace(cover, instead_of="stranger")
    assert line(tier(rotation("ana", "ben"), overrides=(nobody,)), "2026-06-01 12:00") == ["ana", "ben"]


def test_who_stands_in_for_somebody_behind_them_keeps_the_earlier_place() -> None:
    """To help another must not cost the tier its holder; from behind, one moves up."""
    cover = override(STAND_IN, "ana", "2026-06-01 07:00", "2026-06-03 07:00", instead_of="ben")
    of = tier(rotation("ana", "ben", "cleo"), overrides=(cover,))
    assert line(of, "2026-06-01 12:00") == ["ana", "cleo"]
    assert line(of, "2026-06-02 12:00") == ["ana", "cleo"]


def test_to_stand_in_without_a_name_is_to_hold() -> None:
    """Whoever held comes next."""
    cover = override(STAND_IN, "cleo", "2026-06-01 10:00", "2026-06-01 12:00")
    of = tier(rotation("ana", "ben", "cleo"), overrides=(cover,))
    assert line(of, "2026-06-01 11:00") == ["cleo", "ana", "ben"]
    assert held(of, "2026-06-01 08:00", "2026-06-01 14:00") == {
        "01. 08:00": "ana",
        "01. 10:00": "cleo",
        "01. 12:00": "ana",
    }
    first = holder(of, utc("2026-06-01 11:00"))
    assert first
    assert (first.because, first.source) == (Because.STAND_IN, cover.id)


def test_to_add_somebody_is_to_call_them_second_and_first_where_nobody_holds() -> None:
    """An extra pair of hands; and a cure for a gap."""
    more = override(ADD, "eve", "2026-06-01 00:00", "2026-06-02 00:00")
    of = tier(rotation("ana", "ben"), overrides=(more,))
    assert line(of, "2026-06-01 05:00") == ["eve"]
    assert line(of, "2026-06-01 12:00") == ["ana", "eve", "ben"]
    assert on_call(of, utc("2026-06-01 12:00"))[1].because is Because.ADDED
    holds = replace(more, person_id="ana")
    assert line(tier(rotation("ana", "ben"), overrides=(holds,)), "2026-06-01 12:00") == ["ana", "ben"]


def test_to_remove_somebody_is_to_have_the_next_one_hold() -> None:
    """Nothing else moves: the turn of the day after is whose it was."""
    without = override(REMOVE, "ana", "2026-06-01 00:00", "2026-06-02 00:00")
    of = tier(rotation("ana", "ben", "cleo"), overrides=(without,))
    assert line(of, "2026-06-01 12:00") == ["ben", "cleo"]
    assert line(of, "2026-06-02 12:00") == ["ben", "cleo", "ana"]


def test_of_two_overrides_the_later_one_of_the_list_has_the_last_word() -> None:
    """Whatever their spans are: the order in which people decided counts."""
    first = override(STAND_IN, "eve", "2026-06-01 10:00", "2026-06-01 20:00")
    then = override(STAND_IN, "finn", "2026-06-01 08:00", "2026-06-01 14:00")
    without = override(REMOVE, "finn", "2026-06-01 12:00", "2026-06-01 13:00")
    assert held(tier(fixed("ana"), overrides=(first, then, without)), "2026-06-01 07:00", "2026-06-01 21:00") == {
        "01. 07:00": "ana",
        "01. 08:00": "finn",
        "01. 12:00": "eve",
        "01. 13:00": "finn",
        "01. 14:00": "eve",
        "01. 20:00": "ana",
    }
    assert who(tier(fixed("ana"), overrides=(without, then)), "2026-06-01 12:30") == "finn"


def test_an_absence_takes_somebody_out_and_the_next_one_holds() -> None:
    """Who stands in can be absent, too: then the one behind holds, and not the one they stood in for."""
    away = (Absence("x", utc("2026-06-01 10:00"), utc("2026-06-01 12:00")),)
    of = tier(rotation("ana", "ben"), absences={"ana": away})
    assert held(of, "2026-06-01 08:00", "2026-06-01 14:00") == {
        "01. 08:00": "ana",
        "01. 10:00": "ben",
        "01. 12:00": "ana",
    }
    cover = override(STAND_IN, "eve", "2026-06-01 08:00", "2026-06-01 20:00", instead_of="ana")
    of = tier(rotation("ana", "ben"), overrides=(cover,), absences={"eve": away})
    assert line(of, "2026-06-01 11:00") == ["ben"]
    assert line(of, "2026-06-01 13:00") == ["eve", "ben"]


def test_a_day_off_is_a_day_of_the_site_from_when_it_holds() -> None:
    """Every Tuesday from 2 June on; Tuesday in Berlin begins on Monday at 22:00 UTC."""
    off = {"ana": (DaysOff(utc("2026-06-02 00:00"), frozenset({1})),)}
    of = tier(fixed("ana", "ben"), days_off=off)
    assert who(of, "2026-05-26 12:00") == "ana"
    assert held(of, "2026-06-08 12:00", "2026-06-10 12:00") == {
        "08. 12:00": "ana",
        "08. 22:00": "ben",
        "09. 22:00": "ana",
    }


def test_an_edit_holds_from_its_instant_and_never_moves_history() -> None:
    """What was asked of the past before the edit is answered the same after it."""
    before = tier(rotation("ana", "ben"))
    change = Revision(utc("2026-06-03 12:00"), (rotation("cleo", "dan"),))
    after = replace(before, rota=Rota((*before.rota.revisions, change)))
    start, moved = utc("2026-06-01 00:00"), change.holds_from
    assert shifts(after, start, moved) == shifts(before, start, moved)
    assert who(after, "2026-06-03 11:59:59") == "ana"
    assert who(after, "2026-06-03 12:00") == "cleo"
    assert held(after, "2026-06-02 12:00", "2026-06-05 00:00") == {
        "02. 12:00": "ben",
        "03. 07:00": "ana",
        "03. 12:00": "cleo",
        "04. 07:00": "dan",
    }


def test_until_the_first_revision_holds_the_members_are_called() -> None:
    """To plan a rota for next week leaves nobody without a manager this week."""
    of = tier(members=("mia", "ned"))
    planned = rotation("ana", "ben", starts_on=date(2026, 6, 8))
    of = replace(of, rota=Rota((Revision(utc("2026-06-08 07:00"), (planned,)),)))
    assert line(of, "2026-06-07 12:00") == ["mia", "ned"]
    assert who(of, "2026-06-08 07:00") == "ana"
