"""What a clock shows and when, in zones of whole, half and quarter hours, through each change (reliability.md F44)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.wall import instant_of, latest_shown, wall_of
from tests.domain.random_rotas import ZONES, changes
from tests.domain.rotas import utc

_QUARTER = timedelta(minutes=15)
_SECOND = timedelta(seconds=1)
zones = pytest.mark.parametrize("zone", ZONES)


@st.composite
def _near_a_change(draw: st.DrawFn) -> tuple[ZoneInfo, datetime]:
    name = draw(st.sampled_from(list(ZONES)))
    centres = changes(name, ZONES[name]) or (utc("2026-03-29 01:00"),)
    seconds = draw(st.integers(-100_000, 100_000))
    return ZoneInfo(name), draw(st.sampled_from(centres)) + timedelta(seconds=seconds)


def shown(text: str) -> datetime:
    """What a clock shows, as in "2026-03-29 02:30"."""
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Berlin", "2026-03-29 01:59", "2026-03-29 00:59"),
        ("Europe/Berlin", "2026-03-29 02:00", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-03-29 02:59", "2026-03-29 01:00"),
        ("Europe/Berlin", "2026-03-29 03:00", "2026-03-29 01:00"),
        ("Australia/Lord_Howe", "2026-10-04 02:10", "2026-10-03 15:30"),
        ("Pacific/Chatham", "2026-09-27 03:00", "2026-09-26 14:00"),
        ("Africa/Cairo", "2026-04-24 00:00", "2026-04-23 22:00"),
        ("Pacific/Apia", "2011-12-30 12:00", "2011-12-30 10:00"),
    ],
)
def test_a_time_that_is_left_out_comes_at_the_first_instant_after_the_gap(zone: str, wall: str, instant: str) -> None:
    """Of an hour, of half an hour, at midnight, or of a whole day."""
    assert instant_of(shown(wall), ZoneInfo(zone)) == utc(instant)


@pytest.mark.parametrize(
    ("zone", "wall", "instant"),
    [
        ("Europe/Berlin", "2026-10-25 02:00", "2026-10-25 00:00"),
        ("Europe/Berlin", "2026-10-25 02:59", "2026-10-25 00:59"),
        ("Europe/Berlin", "2026-10-25 03:00", "2026-10-25 02:00"),
        ("Australia/Lord_Howe", "2026-04-05 01:45", "2026-04-04 14:45"),
        ("America/St_Johns", "2026-11-01 01:30", "2026-11-01 04:00"),
        ("Africa/Cairo", "2026-10-29 23:30", "2026-10-29 20:30"),
    ],
)
def test_a_time_that_comes_twice_counts_once_the_first_time(zone: str, wall: str, instant: str) -> None:
    """A handoff in the doubled hour happens once, at the first of the two."""
    assert instant_of(shown(wall), ZoneInfo(zone)) == utc(instant)


@settings(max_examples=150)
@given(_near_a_change())
def test_a_time_comes_at_the_first_instant_at_which_the_clock_shows_it_or_more(near: tuple[ZoneInfo, datetime]) -> None:
    """At the instant it is there, and at no instant of the thirty hours before."""
    zone, at = near
    wall = wall_of(at, zone)
    comes = instant_of(wall, zone)
    assert comes <= at
    assert wall_of(comes, zone) >= wall
    before = [comes - _SECOND, *(comes - n * _QUARTER for n in range(1, 120))]
    assert all(wall_of(one, zone) < wall for one in before)


@settings(max_examples=150)
@given(_near_a_change(), st.integers(-200_000, 200_000))
def test_a_time_has_come_exactly_if_it_is_no_later_than_the_latest_shown(
    near: tuple[ZoneInfo, datetime], seconds: int
) -> None:
    """So turns are counted with a sum, also in the hour after the clock was turned back."""
    zone, at = near
    wall = wall_of(at, zone) + timedelta(seconds=seconds)
    assert (instant_of(wall, zone) <= at) == (wall <= latest_shown(at, zone))


@zones
def test_the_latest_shown_never_goes_back(zone: str) -> None:
    """Nothing that has come can come again: watched for three days around each change of the year."""
    for change in changes(zone, ZONES[zone]):
        seen = [latest_shown(change + n * _QUARTER, ZoneInfo(zone)) for n in range(-144, 145)]
        assert seen == sorted(seen)


@zones
def test_at_noon_the_wall_and_the_instant_say_the_same(zone: str) -> None:
    """There and back on each day of a year: no clock is changed at noon."""
    for day in range(365):
        noon = datetime(2026, 1, 1, 12, 7, 5, 9) + timedelta(days=day)  # noqa: DTZ001 - shown on a wall
        at = instant_of(noon, ZoneInfo(zone))
        assert at.tzinfo is UTC
        assert noon == wall_of(at, ZoneInfo(zone)) == latest_shown(at, ZoneInfo(zone))
