"""Shifts, gaps and the next handoff: whole spans of who holds, through both clock changes of the year (F44)."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.oncall import Shift, gaps, next_handoff_after, on_call, shifts
from domain.rota import Absence, Moment, Turn, Unit
from domain.wall import wall_of
from tests.domain.random_rotas import ZONES, changes
from tests.domain.rotas import (
    BERLIN,
    EVERY_DAY,
    WEEKDAYS,
    fixed,
    rotation,
    tier,
    utc,
    who,
    window,
)

_WINTER = date(2026, 1, 1)


def test_shifts_cover_a_span_wholly_and_merge_while_a_person_goes_on() -> None:
    """A rotation of one is one shift, however many turns; the ends are those that were asked for."""
    start, end = utc("2026-06-01 10:30"), utc("2026-07-01 11:15")
    assert [(one.start, one.end) for one in shifts(tier(rotation("ana")), start, end)] == [(start, end)]
    assert shifts(tier(rotation("ana")), end, end) == ()
    both = shifts(tier(rotation("ana", "ben")), start, end)
    assert [one.start for one in both[1:]] == [one.end for one in both[:-1]]
    assert (both[0].start, both[-1].end, len(both)) == (start, end, 31)


def test_gaps_are_the_shifts_of_nobody() -> None:
    """Between the windows of the only layer."""
    of = tier(fixed("ana", windows=(window(WEEKDAYS, "08:00-18:00"),)))
    found = gaps(of, utc("2026-06-04 12:00"), utc("2026-06-08 12:00"))
    assert [(one.start, one.end) for one in found] == [
        (utc("2026-06-04 16:00"), utc("2026-06-05 06:00")),
        (utc("2026-06-05 16:00"), utc("2026-06-08 06:00")),
    ]


@pytest.mark.parametrize(
    ("people", "at", "then"),
    [
        (("ana", "ben"), "2026-06-01 07:00", "2026-06-02 07:00"),
        (("ana", "ben"), "2026-06-02 06:59:59", "2026-06-02 07:00"),
        (("ana",), "2026-05-01 00:00", "2026-06-01 07:00"),
        (("ana",), "2026-06-01 07:00", None),
    ],
)
def test_the_next_handoff_is_when_the_holder_changes(people: tuple[str, ...], at: str, then: str | None) -> None:
    """Strictly later than the instant asked about; none where one person holds for years."""
    assert next_handoff_after(tier(rotation(*people)), utc(at)) == (utc(then) if then else None)


def test_a_handoff_is_looked_for_two_years_ahead() -> None:
    """An absence in 23 months is found, one in three years is not."""
    for start, found in (("2028-05-01 00:00", True), ("2029-06-01 00:00", False)):
        away = (Absence("x", utc(start), utc(start) + timedelta(days=1)),)
        of = tier(fixed("ana", "ben"), absences={"ana": away})
        assert next_handoff_after(of, utc("2026-06-01 07:00")) == (utc(start) if found else None)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [0, 1, 2, 3, 9, 23])
def test_through_both_changes_of_the_year_there_is_one_holder_and_no_hour_is_lost(zone: str, hour: int) -> None:
    """F44, in zones of whole, half and quarter hours: each quarter of an hour of three days around each change."""
    handoff = time(hour, 30)
    for change in changes(zone, ZONES[zone]):
        start, end = change - timedelta(hours=36), change + timedelta(hours=36)
        of = tier(rotation("a", "b", "c", handoff=handoff.isoformat(), starts_on=_WINTER.replace(2011)), zone=zone)
        found = shifts(of, start, end)
        assert sum((one.end - one.start for one in found), timedelta()) == end - start
        for one in found[1:]:
            assert shows_or_passed(one.start, handoff, zone)
        at = start
        while at < end:
            assert [one.person_id for one in found if one.start <= at < one.end] == [on_call(of, at)[0].person_id]
            at += timedelta(minutes=15)


def shows_or_passed(at: datetime, handoff: time, zone: str) -> bool:
    """Whether the clock shows the time of the handoff, or has just jumped over it."""
    shown, before = wall_of(at, ZoneInfo(zone)), wall_of(at - timedelta(seconds=1), ZoneInfo(zone))
    due = datetime.combine(shown.date(), handoff)
    return shown == due or before < due < shown or before < due - timedelta(days=1) < shown


def test_over_the_missing_and_the_doubled_hour_a_window_is_as_long_as_the_night_is() -> None:
    """22:00 to 06:00 is seven hours in one night of spring and nine in one of autumn."""
    of = tier(fixed("nora", windows=(window(EVERY_DAY, "22:00-06:00"),)), zone=BERLIN)
    for start, end, hours in (
        ("2026-03-28 12:00", "2026-03-29 12:00", 7),
        ("2026-10-24 12:00", "2026-10-25 12:00", 9),
        ("2026-06-01 12:00", "2026-06-02 12:00", 8),
    ):
        night = [one for one in shifts(of, utc(start), utc(end)) if one.person_id]
        assert [one.end - one.start for one in night] == [timedelta(hours=hours)]


def test_threads_that_ask_at_once_hear_the_same() -> None:
    """What a tier was made into is kept with it, and made by whoever comes first."""
    moments = tuple(Moment(day, time(8)) for day in range(7))
    of = tier(rotation("ana", "ben", "cleo", turn=Turn(Unit.MOMENTS, moments=moments)), members=("mia",))
    begin, heard = threading.Barrier(8), list[tuple[Shift, ...]]()

    def ask() -> None:
        begin.wait(10)
        heard.append(shifts(of, utc("2026-06-01 00:00"), utc("2026-07-01 00:00")))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(10)
    assert len(heard) == 8
    assert len(set(heard)) == 1


def test_to_have_been_asked_changes_nothing_about_a_tier() -> None:
    """It equals one that never was, and a copy with another rota answers for itself."""
    asked, fresh = tier(rotation("ana")), tier(rotation("ana"))
    assert who(asked, "2026-06-01 12:00") == "ana"
    assert asked == fresh
    assert who(replace(asked, rota=tier(rotation("ben")).rota), "2026-06-01 12:00") == "ben"
