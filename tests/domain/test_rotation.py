"""Whose turn it is, counted: handoffs keep their time on the wall, and age costs nothing (reliability.md F44)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.rota import Layer, Moment, Turn, Unit
from domain.rotation import begins_at, turn_at
from domain.wall import wall_of
from tests.domain.random_rotas import ZONES, changes
from tests.domain.rotas import BERLIN, WEEKLY, fixed, rotation, utc

_ZONE = ZoneInfo(BERLIN)
_HOURLY = Turn(Unit.HOURS)
_EARLY_LATE_NIGHT = Turn(
    Unit.MOMENTS, moments=tuple(Moment(day, time(hour)) for day in range(7) for hour in (6, 14, 22))
)


def begins(layer: Layer, *turns: int, zone: str = BERLIN) -> list[str]:
    """When these turns begin, in UTC."""
    return [begins_at(layer, ZoneInfo(zone), turn).strftime("%m-%d %H:%M") for turn in turns]


def test_a_handoff_keeps_its_time_on_the_wall_through_both_changes() -> None:
    """09:00 in Berlin is 08:00 UTC in winter and 07:00 in summer."""
    spring = rotation("a", "b", starts_on=date(2026, 3, 28))
    assert begins(spring, 0, 1, 2) == ["03-28 08:00", "03-29 07:00", "03-30 07:00"]
    autumn = rotation("a", "b", starts_on=date(2026, 10, 24))
    assert begins(autumn, 0, 1, 2) == ["10-24 07:00", "10-25 08:00", "10-26 08:00"]


def test_a_handoff_in_the_missing_hour_happens_at_the_first_instant_after_it() -> None:
    """02:30 is left out on 29 March; the day before and after it is what it was."""
    layer = rotation("a", "b", handoff="02:30", starts_on=date(2026, 3, 28))
    assert begins(layer, 0, 1, 2) == ["03-28 01:30", "03-29 01:00", "03-30 00:30"]
    assert [turn_at(layer, _ZONE, utc(at)) for at in ("2026-03-29 00:59:59", "2026-03-29 01:00")] == [0, 1]


def test_a_handoff_in_the_doubled_hour_happens_once_at_the_first() -> None:
    """02:30 comes twice on 25 October; when it comes again, nobody hands over."""
    layer = rotation("a", "b", handoff="02:30", starts_on=date(2026, 10, 24))
    assert begins(layer, 0, 1, 2) == ["10-24 00:30", "10-25 00:30", "10-26 01:30"]
    instants = ("2026-10-25 00:29", "2026-10-25 00:30", "2026-10-25 01:05", "2026-10-25 01:30")
    assert [turn_at(layer, _ZONE, utc(at)) for at in instants] == [0, 1, 1, 1]


def test_of_two_handoffs_in_one_missing_hour_the_later_one_holds() -> None:
    """Turns of an hour: the one of 02:00 has no length, the one of 03:00 begins where it would have begun."""
    layer = rotation("a", "b", "c", turn=_HOURLY, handoff="00:00", starts_on=date(2026, 3, 29))
    assert begins(layer, 1, 2, 3, 4) == ["03-29 00:00", "03-29 01:00", "03-29 01:00", "03-29 02:00"]
    assert turn_at(layer, _ZONE, utc("2026-03-29 01:00")) == 3


def test_in_the_doubled_hour_a_turn_of_an_hour_lasts_two() -> None:
    """No hour is lost, and none is held twice."""
    layer = rotation("a", "b", turn=_HOURLY, handoff="00:00", starts_on=date(2026, 10, 25))
    assert begins(layer, 2, 3) == ["10-25 00:00", "10-25 02:00"]
    assert turn_at(layer, _ZONE, utc("2026-10-25 01:59")) == 2


def test_turns_of_hours_days_and_weeks() -> None:
    """The second turn begins so much later on the wall."""
    for turn, second in ((Turn(Unit.HOURS, 12), "06-01 19:00"), (Turn(Unit.DAYS, 3), "06-04 07:00")):
        assert begins(rotation("a", "b", turn=turn), 1) == [second]
    assert begins(rotation("a", "b", turn=Turn(Unit.WEEKS, 2)), 1) == ["06-15 07:00"]


def test_a_weekly_pattern_hands_over_at_its_moments() -> None:
    """Early, late and night, from the first moment of the first day on, over the end of the week."""
    layer = rotation("early", "late", "night", turn=_EARLY_LATE_NIGHT)
    assert begins(layer, 0, 1, 2, 3) == ["06-01 04:00", "06-01 12:00", "06-01 20:00", "06-02 04:00"]
    assert begins(layer, 20, 21, 22) == ["06-07 20:00", "06-08 04:00", "06-08 12:00"]


def test_weekdays_and_weekends_are_a_pattern_of_two_moments() -> None:
    """A rotation that starts on a Wednesday begins with the weekend that follows."""
    moments = (Moment(0, time(8)), Moment(4, time(17)))
    layer = rotation("week", "end", turn=Turn(Unit.MOMENTS, moments=moments), starts_on=date(2026, 6, 3))
    assert begins(layer, 0, 1, 2) == ["06-05 15:00", "06-08 06:00", "06-12 15:00"]


def test_after_the_last_moment_of_a_week_the_first_one_of_the_next_comes() -> None:
    """It starts on a Saturday, and hands over on Mondays and Fridays."""
    moments = (Moment(4, time(17)), Moment(0, time(8)))
    layer = rotation("a", "b", turn=Turn(Unit.MOMENTS, moments=moments), starts_on=date(2026, 6, 6))
    assert begins(layer, 0, 1) == ["06-08 06:00", "06-12 15:00"]


def test_before_the_first_turn_the_count_is_below_zero() -> None:
    """And it is turn 0 at the very instant of the first handoff."""
    instants = ("2026-05-31 07:00", "2026-06-01 06:59:59", "2026-06-01 07:00")
    assert [turn_at(rotation("a", "b"), _ZONE, utc(at)) for at in instants] == [-1, -1, 0]


def test_what_cannot_be_meant_does_no_harm_on_the_way_of_a_page() -> None:
    """No count is a count of one, no moments are one a week; who asks a fixed layer for its turn hears of it."""
    assert begins(rotation("a", turn=Turn(Unit.DAYS, 0)), 1) == ["06-02 07:00"]
    assert begins(rotation("a", turn=Turn(Unit.MOMENTS)), 0, 1) == ["06-01 07:00", "06-08 07:00"]
    with pytest.raises(ValueError, match="no rotation"):
        turn_at(fixed("a"), _ZONE, utc("2026-06-01 07:00"))


def test_after_ten_years_the_count_is_what_counting_gives() -> None:
    """Every handoff of ten years in Lord Howe, each found by its number and each number by its instant."""
    zone, layer = ZoneInfo("Australia/Lord_Howe"), rotation("a", "b", handoff="02:15", starts_on=date(2016, 1, 1))
    for number in range(3653):
        at = begins_at(layer, zone, number)
        day = datetime(2016, 1, 1, 2, 15) + timedelta(days=number)  # noqa: DTZ001 - shown on a wall
        assert wall_of(at, zone) in (day, day + timedelta(minutes=15))
        assert turn_at(layer, zone, at) == number
        assert turn_at(layer, zone, at - timedelta(seconds=1)) == number - 1


_turns = st.one_of(
    st.builds(Turn, st.sampled_from([Unit.HOURS, Unit.DAYS, Unit.WEEKS]), st.integers(1, 40)),
    st.builds(
        Turn, st.just(Unit.MOMENTS), st.just(1), st.lists(st.builds(Moment, st.integers(0, 6), st.times())).map(tuple)
    ),
)


@settings(max_examples=200)
@given(
    st.sampled_from(list(ZONES)), _turns, st.times(), st.integers(-200_000, 200_000), st.integers(0, 4_000), st.data()
)
def test_at_every_instant_there_is_exactly_one_turn(
    zone: str, turn: Turn, handoff: time, seconds: int, age: int, data: st.DataObject
) -> None:
    """F44: it has begun, the next one has not, and they meet, whatever the zone, the turn and the time of handoff."""
    centres = changes(zone, ZONES[zone]) or (datetime(2026, 3, 29, 1, tzinfo=UTC),)
    at = data.draw(st.sampled_from(centres)) + timedelta(seconds=seconds)
    layer = rotation("a", "b", turn=turn, starts_on=at.date() - timedelta(days=age))
    layer = Layer("x", "x", layer.people, turn, handoff, layer.starts_on)
    number = turn_at(layer, ZoneInfo(zone), at)
    assert begins_at(layer, ZoneInfo(zone), number) <= at < begins_at(layer, ZoneInfo(zone), number + 1)


def test_a_week_keeps_its_length_on_the_wall_and_not_in_hours() -> None:
    """The week of the spring change has 167 hours, the one of autumn 169."""
    for first, hours in ((date(2026, 3, 23), 167), (date(2026, 10, 19), 169), (MONDAY_IN_MAY, 168)):
        layer = rotation("a", "b", turn=WEEKLY, starts_on=first)
        assert begins_at(layer, _ZONE, 1) - begins_at(layer, _ZONE, 0) == timedelta(hours=hours)


MONDAY_IN_MAY = date(2026, 5, 4)
