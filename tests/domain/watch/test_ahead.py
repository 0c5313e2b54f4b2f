"""What is wrong ahead, and when it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from domain.people import Person
from domain.policy import Group
from domain.rota import Absence
from domain.site import Directory, Site
from domain.watch.ahead import Trouble, mark_of, told_now, troubles, why_unreachable

# Noon in Berlin.
AT = datetime(2026, 3, 14, 11, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PEOPLE = tuple(Person(one.lower(), one, f"U0{one.upper()}") for one in ("Dana", "Omar", "Lea"))
HOTEL = Site(
    "hotel",
    "Harbour Hotel",
    "Europe/Berlin",
    "030",
    "112",
    groups={Group.TIER_1: ("dana", "omar"), Group.TIER_2: ("lea",)},
)


def with_people(**changes: Person) -> Directory:
    """The hotel with other facts about somebody."""
    return Directory(1, (HOTEL,), tuple(changes.get(one.id, one) for one in PEOPLE))


def away(person: Person, start: datetime, end: datetime) -> Person:
    """Somebody who is absent."""
    return replace(person, absences=(Absence("a", start, end),))


def test_nothing_is_wrong_where_everybody_is_there() -> None:
    """Tier 3 has nobody at all: that is said elsewhere, once."""
    assert troubles(with_people(), HOTEL, AT) == ()


def test_a_gap_has_its_whole_length() -> None:
    """Also one that ends behind the 14 days; one that begins behind them is left out."""
    gone = away(PEOPLE[2], AT + 13 * DAY, AT + 15 * DAY)
    (gap,) = troubles(with_people(lea=gone), HOTEL, AT)
    assert gap == Trouble(AT + 13 * DAY, AT + 15 * DAY, Group.TIER_2)
    assert troubles(with_people(lea=gone), HOTEL, AT - 2 * DAY) == ()


def test_an_unreachable_holder_is_named_with_who_is_paged_instead() -> None:
    """Dana is first of tier 1 with no account that a page reaches: Omar is paged."""
    (one,) = troubles(with_people(dana=replace(PEOPLE[0], deactivated=True)), HOTEL, AT)
    assert (one.tier, one.person_id, one.instead) == (Group.TIER_1, "dana", "omar")
    assert one.running
    assert one.endless
    assert one.lasting


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"deactivated": True}, "the account is deactivated"),
        ({"guest": True}, "the account is a guest's"),
        ({"user_id": ""}, "there is no account"),
    ],
)
def test_why_is_said_in_words(changed: dict[str, object], words: str) -> None:
    """Somebody can act on each of them."""
    assert why_unreachable(replace(PEOPLE[0], **changed)) == words  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ahead", "distance"),
    [(0 * HOUR, 1), (30 * HOUR, 1), (3 * DAY, 7), (7 * DAY, 7), (8 * DAY, 14), (14 * DAY, 14), (16 * DAY, None)],
)
def test_the_distance_is_the_nearest_that_was_reached(ahead: timedelta, distance: int | None) -> None:
    """Of a gap that is three days away when it appears only the message of the last seven days is told."""
    gap = Trouble(AT + ahead, AT + ahead + HOUR, Group.TIER_1)
    assert told_now(gap, HOTEL.zone, AT) == distance


def test_at_night_only_what_is_near_is_told() -> None:
    """At three in the morning: what begins at noon, not what begins tomorrow night."""
    night = AT - 9 * HOUR
    assert told_now(Trouble(night + 9 * HOUR, night + 10 * HOUR, Group.TIER_1), HOTEL.zone, night) == 1
    assert told_now(Trouble(night + 20 * HOUR, night + 21 * HOUR, Group.TIER_1), HOTEL.zone, night) is None


def test_a_gap_that_was_told_of_is_the_same_when_it_begins() -> None:
    """Admins heard of it a day ahead; that it has begun is no further message."""
    gone = with_people(lea=away(PEOPLE[2], AT, AT + 3 * DAY))
    marks = set()
    for at in (AT - 12 * HOUR, AT, AT + DAY, AT + 2 * DAY):
        (gap,) = troubles(gone, HOTEL, at)
        marks.add(mark_of(HOTEL, gap, 1, at))
    assert len(marks) == 1


def test_what_lasts_is_told_once_a_week() -> None:
    """A trouble that runs has no start that stays the same: its mark is the week's."""
    marks = {
        mark_of(HOTEL, Trouble(at, at + DAY, Group.TIER_1, running=True, lasting=True), 1, at)
        for at in (AT + n * HOUR for n in range(24))
    }
    assert len(marks) == 1
    later = AT + 7 * DAY
    assert mark_of(HOTEL, Trouble(later, later + DAY, Group.TIER_1, running=True, lasting=True), 1, later) not in marks
