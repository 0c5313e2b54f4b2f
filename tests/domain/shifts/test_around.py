"""What is due before and at the start of a shift, and for whom nothing is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from domain.people import Person
from domain.policy import Group
from domain.rota import ALWAYS, Absence, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit
from domain.shifts.around import Around, reminder_is_due, tap_is_due, whole
from domain.shifts.held import Held, could_take, held_by, paged_in, those_who_could
from domain.shifts.outlook import Outlook
from domain.site import Directory, Site

HOUR = timedelta(hours=1)
AT = datetime(2026, 3, 14, 21, tzinfo=UTC)
NIGHT = Held(AT + HOUR, AT + 9 * HOUR, "hotel", Group.TIER_1, "kim")
PEOPLE = tuple(Person(one, one.title(), f"U{one}") for one in ("dana", "kim", "omar", "lea"))
# Dana until ten in the evening UTC, then Kim, then Omar, a day each.
DAYS = Layer("days", "Days", ("dana", "kim", "omar"), Turn(Unit.DAYS), time(22), date(2026, 3, 13))
SITE = Site(
    "hotel", "Hotel", "UTC", "1", "112",
    groups={Group.TIER_1: ("dana", "kim", "omar"), Group.TIER_2: ("lea",)},
    rotas={Group.TIER_1: Rota((Revision(ALWAYS, (DAYS,)),))},
)  # fmt: skip
DIRECTORY = Directory(1, (SITE,), PEOPLE)


def around(directory: Directory, at: datetime, outlook: Outlook | None = None) -> dict[Group, Around]:
    """What is around an instant, by tier."""
    found = (outlook or Outlook()).around(directory, at)
    return {held.tier: near for _, near in found for held in (*near.coming, *filter(None, [near.running]))}


def with_people(**changes: object) -> Directory:
    """The directory with one person changed: `kim=dict(deactivated=True)`."""
    people = tuple(replace(one, **changes[one.id]) if one.id in changes else one for one in PEOPLE)  # type: ignore[arg-type]
    return Directory(1, (SITE,), people)


@pytest.mark.parametrize(
    ("hours", "before", "due"),
    [(12, 12, True), (12, 13, False), (12, 2, True), (12, 1, False), (3, 4, False), (3, 3, True), (1, 1, False),
     (0, 5, False), (24, 24, True)],
)  # fmt: skip
def test_the_reminder_of_ones_choice(hours: int, before: int, due: bool) -> None:
    """From the chosen hours before on, until the tap of the last hour says the same."""
    assert reminder_is_due(NIGHT, hours, NIGHT.start - before * HOUR) is due


def test_a_short_shift_has_its_reminder_and_no_tap() -> None:
    """Under an hour: nothing is asked, so the reminder stays until it begins."""
    short = replace(NIGHT, end=NIGHT.start + HOUR / 2)
    assert reminder_is_due(short, 1, short.start - HOUR / 2)
    assert not tap_is_due(short, short.start - HOUR / 2)


def test_the_tap_of_the_last_hour() -> None:
    """From an hour before until the start."""
    assert [tap_is_due(NIGHT, NIGHT.start + step) for step in (-HOUR * 1.01, -HOUR, -HOUR / 60, 0 * HOUR)] == [
        False, True, True, False,
    ]  # fmt: skip


def test_the_shift_that_runs_and_those_to_come() -> None:
    """Ten minutes after the handoff: Kim's runs, Omar's comes."""
    near = around(DIRECTORY, AT + HOUR + HOUR / 6)[Group.TIER_1]
    assert near.running
    assert (near.running.person_id, near.running.start) == ("kim", AT + HOUR)
    assert [one.person_id for one in near.coming] == ["omar"]
    assert whole(DIRECTORY, SITE, near.coming[0]).end == AT + 49 * HOUR


def test_a_shift_that_began_long_ago_is_asked_nothing() -> None:
    """Where the start is not seen any more, there is none."""
    assert around(DIRECTORY, AT + 12 * HOUR)[Group.TIER_1].running is None


def test_a_list_without_turns_has_no_shifts_that_begin() -> None:
    """Lea is tier 2, always."""
    assert Group.TIER_2 not in around(DIRECTORY, AT)


def test_who_cannot_be_reached_is_left_out() -> None:
    """Kim's account is gone: Omar is paged in her shift, and goes on in his own, which is no new one."""
    near = around(with_people(kim={"deactivated": True}), AT)[Group.TIER_1]
    assert [(one.person_id, one.start) for one in near.coming] == [("omar", AT + HOUR)]


def test_whoever_goes_on_has_one_shift() -> None:
    """Dana stands in for Kim: no shift begins at ten."""
    stand_in = Override("o", OverrideKind.STAND_IN, AT + HOUR, AT + 25 * HOUR, "dana", instead_of="kim")
    site = replace(SITE, rotas={Group.TIER_1: replace(SITE.rotas[Group.TIER_1], overrides=(stand_in,))})
    found = paged_in(Directory(1, (site,), PEOPLE), site, Group.TIER_1, AT, AT + 10 * HOUR)
    assert [one.person_id for one in found] == ["dana"]


def test_those_who_could() -> None:
    """Not who asks, who is away in any part of it, whose account is gone, or who holds another tier then."""
    span = (Group.TIER_1, "kim", AT + HOUR, AT + 9 * HOUR)
    assert those_who_could(DIRECTORY, SITE, *span) == ("dana", "omar")
    away = with_people(dana={"absences": (Absence("a", AT + 8 * HOUR, AT + 30 * HOUR),)})
    assert those_who_could(away, SITE, *span) == ("omar",)
    assert those_who_could(with_people(omar={"guest": True}), SITE, *span) == ("dana",)
    assert not could_take(DIRECTORY, SITE, Group.TIER_1, "lea", AT, AT + HOUR)


def test_my_shifts_over_all_tiers() -> None:
    """Omar: a day of tier 1 in every three; Lea: tier 2 with no end planned."""
    found = held_by(DIRECTORY, "omar", AT, AT + 96 * HOUR)
    assert [(one.start, one.endless) for one in found] == [(AT + 25 * HOUR, False)]
    assert [one.endless for one in held_by(DIRECTORY, "lea", AT, AT + HOUR)] == [True]


def test_what_is_remembered_is_what_would_be_found() -> None:
    """Every few minutes, through the hours in which it looks again: the same as an outlook without memory says."""
    remembers = Outlook()
    for minute in range(0, 60 * 30, 7):
        at = AT + minute * HOUR / 60
        kept, fresh = around(DIRECTORY, at, remembers)[Group.TIER_1], around(DIRECTORY, at)[Group.TIER_1]
        if fresh.running:
            assert kept.running
            assert kept.running.key == fresh.running.key
        assert [one.start for one in kept.coming][:1] == [one.start for one in fresh.coming][:1]


def test_a_changed_directory_is_looked_at_anew() -> None:
    """Kim's account goes in the middle of the hour: the next round sees it."""
    remembers = Outlook()
    assert around(DIRECTORY, AT, remembers)[Group.TIER_1].coming[0].person_id == "kim"
    changed = with_people(kim={"deactivated": True})
    assert around(changed, AT + HOUR / 60, remembers)[Group.TIER_1].coming[0].person_id == "omar"
