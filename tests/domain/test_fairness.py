"""How evenly hours lie on people, and the order that evens them out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from domain.fairness import Share, fairness, suggested_order
from domain.oncall import shifts
from domain.rota import Revision, Rota
from tests.domain.rotas import EVERY_DAY, STAND_IN, WEEKEND, fixed, override, rotation, tier, utc, window

_NO_HOLIDAYS = frozenset[date]()


def test_hours_are_counted_as_they_pass_and_sorted_by_what_the_wall_shows() -> None:
    """From Friday 5 June 18:00 to Saturday 06:00 in Berlin: twelve hours, eight of them night, six of the weekend."""
    start, end = utc("2026-06-05 16:00"), utc("2026-06-06 04:00")
    assert fairness(tier(fixed("ana", "ben")), ("ana", "ben"), start, end, _NO_HOLIDAYS) == (
        Share("ana", 12, 8, 6),
        Share("ben"),
    )


def test_a_holiday_is_a_day_of_the_site() -> None:
    """25 December in Berlin: from 23:00 UTC of the day before."""
    start, end = utc("2026-12-24 12:00"), utc("2026-12-26 12:00")
    (share,) = fairness(tier(fixed("ana")), ("ana",), start, end, frozenset({date(2026, 12, 25)}))
    assert (share.hours, share.holiday_hours, share.weekend_hours) == (48, 24, 13)


def test_the_nights_of_the_clock_changes_have_seven_and_nine_hours() -> None:
    """What is counted is time that passes."""
    for day, hours in (("2026-03-28", 7), ("2026-10-24", 9), ("2026-06-06", 8)):
        start = utc(f"{day} 12:00")
        (share,) = fairness(tier(fixed("ana")), ("ana",), start, start + timedelta(days=1), _NO_HOLIDAYS)
        assert share.night_hours == hours


def test_all_hours_are_somebodys() -> None:
    """The shares of everybody add up to the hours that somebody held, and a gap is nobody's."""
    nights = rotation("ana", "ben", "cleo", windows=(window(EVERY_DAY, "20:00-08:00"),))
    of, start, end = tier(nights), utc("2026-06-01 20:00"), utc("2026-12-01 20:00")
    shares = fairness(of, ("ana", "ben", "cleo"), start, end, _NO_HOLIDAYS)
    held = sum((one.end - one.start for one in shifts(of, start, end) if one.person_id), timedelta())
    assert sum(share.hours for share in shares) == held / timedelta(hours=1)


def test_who_has_the_least_load_comes_first() -> None:
    """Ben has had the weekends, Cleo stood in for two days, Ana had nothing."""
    cover = override(STAND_IN, "cleo", "2026-06-02 00:00", "2026-06-04 00:00")
    of = tier(fixed("dan"), fixed("ben", windows=(window(WEEKEND, "00:00-00:00"),)), overrides=(cover,))
    start, end = utc("2026-06-01 00:00"), utc("2026-06-15 00:00")
    order = suggested_order(of, ("ben", "cleo", "ana"), start, end, _NO_HOLIDAYS)
    assert order == ("ana", "cleo", "ben")


def test_a_night_and_a_holiday_weigh_more_than_an_hour_at_noon() -> None:
    """Eight hours each: Ana by day, Ben by night, Cleo on the day of the holiday."""
    at = {"ana": "2026-06-02 08:00", "ben": "2026-06-02 20:00", "cleo": "2026-06-04 08:00"}
    covers = tuple(
        override(STAND_IN, one, start, str(utc(start) + timedelta(hours=8))[:16]) for one, start in at.items()
    )
    span = utc("2026-06-01 00:00"), utc("2026-06-08 00:00")
    assert suggested_order(tier(overrides=covers), ("cleo", "ben", "ana"), *span, frozenset({date(2026, 6, 4)})) == (
        "ana",
        "ben",
        "cleo",
    )


def test_between_equals_the_order_stays() -> None:
    """Nobody is moved without a reason, and somebody who is written in twice comes once."""
    people = ("ben", "ana", "ben", "cleo")
    span = utc("2026-06-01 00:00"), utc("2026-06-08 00:00")
    assert suggested_order(tier(), people, *span, _NO_HOLIDAYS) == ("ben", "ana", "cleo")


def test_the_suggested_order_evens_out_what_follows() -> None:
    """Ana has had the first day; in the suggested order she comes last, and after four days all have held one."""
    first, moved, end = utc("2026-06-01 07:00"), utc("2026-06-02 07:00"), utc("2026-06-05 07:00")
    before = tier(rotation("ana", "ben", "cleo", "dan"))
    order = suggested_order(before, ("ana", "ben", "cleo", "dan"), first, moved, _NO_HOLIDAYS)
    assert order == ("ben", "cleo", "dan", "ana")
    change = Revision(moved, (rotation(*order, starts_on=date(2026, 6, 2)),))
    after = replace(before, rota=Rota((*before.rota.revisions, change)))
    assert {share.hours for share in fairness(after, order, first, end, _NO_HOLIDAYS)} == {24}
