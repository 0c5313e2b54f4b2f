"""Stand-ins for a span, absences, days off and opening hours: over everything else, and never back in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.edits import add_absence, add_override, end_absence, end_override, set_days_off, set_layer, set_opening
from domain.policy import Group
from domain.rota import Absence, Layer, Opening, Override, OverrideKind, Window
from domain.site import Directory
from tests.domain.edits.given import (
    AT,
    DAY,
    HOUR,
    HOUSE,
    NIGHT,
    TIER_1,
    TIER_2,
    WEEK,
    berlin,
    held,
    line,
    refused,
    stand_in,
)

SATURDAY = berlin("2026-03-07T09:00")


def with_override(override: Override, directory: Directory = HOUSE) -> Directory:
    """The house with an override in tier 1 of the hotel."""
    return add_override(directory, AT, "hotel", TIER_1, override).directory


def test_somebody_stands_in_for_a_day() -> None:
    """For that span only, and the sentence says for whom, when and why."""
    edited = add_override(
        HOUSE, AT, "hotel", TIER_1, stand_in("omar", SATURDAY, SATURDAY + DAY, instead_of="dana", note=" a  wedding ")
    )
    assert held(edited.directory, AT, AT + WEEK) == ["dana", "omar", "dana"]
    assert edited.sentence == (
        "Tier 1 of Harbour Hotel: Omar stands in for Dana, Sat 7 March 09:00 - Sun 8 March 09:00 (a wedding)."
    )
    assert edited.subject == "overrides:hotel:tier_1"


def test_one_that_began_this_morning_begins_now() -> None:
    """Who held it until now did hold it."""
    house = with_override(stand_in("omar", AT - DAY, AT + DAY))
    assert held(house, AT - 2 * DAY, AT + 2 * DAY) == ["dana", "omar", "dana"]
    assert house.sites[0].rotas[TIER_1].overrides[0].start == AT


def test_overrides_overlap_the_later_over_the_earlier() -> None:
    """Somebody stands in for whoever stands in."""
    house = with_override(stand_in("omar", SATURDAY, SATURDAY + DAY))
    house = with_override(stand_in("mia", SATURDAY + 2 * HOUR, SATURDAY + 4 * HOUR, "o2"), house)
    assert held(house, SATURDAY, SATURDAY + DAY) == ["omar", "mia", "omar"]


def test_an_override_that_runs_ends_now_and_one_to_come_is_dropped() -> None:
    """One that is over stays, and cannot be ended again."""
    house = with_override(stand_in("omar", AT, AT + DAY))
    ended = end_override(house, AT + HOUR, "hotel", TIER_1, "o1")
    assert held(ended.directory, AT, AT + DAY) == ["omar", "dana"]
    assert ended.sentence.startswith("Tier 1 of Harbour Hotel: ends now: Omar stands in")
    to_come = with_override(stand_in("omar", SATURDAY, SATURDAY + DAY))
    assert end_override(to_come, AT, "hotel", TIER_1, "o1").directory.sites[0].rotas[TIER_1].overrides == ()
    field, sentence = refused(lambda: end_override(ended.directory, AT + DAY, "hotel", TIER_1, "o1"))
    assert (field, "over already" in sentence) == ("override", True)
    assert refused(lambda: end_override(house, AT, "hotel", TIER_2, "o1"))[0] == "override"


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"person_id": "sam"}, "person", '"sam" is not among the people.'),
        ({"person_id": "kurt"}, "person", "Kurt is not at Harbour Hotel."),
        ({"instead_of": "kurt"}, "instead_of", "Kurt is not at Harbour Hotel."),
        ({"instead_of": "omar"}, "instead_of", "Omar cannot stand in for Omar."),
        ({"instead_of": "dana", "kind": OverrideKind.ADD}, "instead_of", "Leave this empty."),
        ({"end": SATURDAY}, "end", "This ends before it begins."),
        ({"start": AT - 2 * DAY, "end": AT}, "end", "That is over already"),
        ({"start": AT + 300 * WEEK, "end": AT + 301 * WEEK}, "start", "That is years ahead."),
        ({"end": AT + 300 * WEEK}, "end", "That is years ahead."),
        ({"note": "x" * 201}, "note", "This has 201 letters."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict[str, object], field: str, says: str) -> None:
    """A span without length, in the past, or years ahead; people who are not of the site."""
    kurt = replace(HOUSE.people[0], id="kurt", name="Kurt", user_id="U0KURT")
    house = replace(HOUSE, people=(*HOUSE.people, kurt))
    override = replace(stand_in("omar", SATURDAY, SATURDAY + DAY), **change)  # type: ignore[arg-type]
    found, sentence = refused(lambda: add_override(house, AT, "hotel", TIER_1, override))
    assert (found, says in sentence) == (field, True), sentence


def test_only_tiers_have_overrides() -> None:
    """Security and helpers are called all together."""
    override = stand_in("omar", SATURDAY, SATURDAY + DAY)
    assert refused(lambda: add_override(HOUSE, AT, "hotel", Group.SECURITY, override))[0] == "tier"
    assert refused(lambda: add_override(with_override(override), AT, "hotel", TIER_1, override))[0] == "override"


def test_somebody_away_is_passed_over_at_every_site_until_they_are_back() -> None:
    """The next one holds. An absence that runs ends now, one to come is dropped, one that is over stays."""
    away = Absence("a1", AT - DAY, AT + 2 * DAY)
    house = add_absence(HOUSE, AT, "dana", away).directory
    assert held(house, AT - WEEK, AT + WEEK) == ["dana", "kim", "dana"]
    back = end_absence(house, AT + DAY, "dana", "a1").directory
    assert held(back, AT - WEEK, AT + WEEK) == ["dana", "kim", "dana"]
    assert held(back, AT + DAY, AT + 2 * DAY) == ["dana"]
    assert refused(lambda: end_absence(back, AT + DAY, "dana", "a1"))[0] == "absence"
    assert refused(lambda: end_absence(back, AT + DAY, "dana", "a2"))[0] == "absence"
    later = add_absence(HOUSE, AT, "dana", replace(away, start=AT + DAY)).directory
    assert end_absence(later, AT, "dana", "a1").directory == HOUSE


def test_an_absence_that_cannot_be_is_refused_at_its_field() -> None:
    """Wholly in the past, without length, of nobody."""
    assert refused(lambda: add_absence(HOUSE, AT, "dana", Absence("a1", AT - DAY, AT - HOUR)))[0] == "end"
    assert refused(lambda: add_absence(HOUSE, AT, "dana", Absence("a1", AT, AT)))[0] == "end"
    assert refused(lambda: add_absence(HOUSE, AT, "U0SAM", Absence("a1", AT, AT + DAY)))[0] == "person"


def test_a_stand_in_who_is_away_is_said_before_saving() -> None:
    """They would be passed over."""
    house = add_absence(HOUSE, AT, "omar", Absence("a1", SATURDAY, SATURDAY + HOUR)).directory
    notes = add_override(house, AT, "hotel", TIER_1, stand_in("omar", SATURDAY - HOUR, SATURDAY + DAY)).notes
    assert notes == ("Omar is away for a part of that, and is passed over then.",)


def test_weekdays_off_hold_from_now_on() -> None:
    """Dana held last Saturday, and does not hold the next."""
    edited = set_days_off(HOUSE, AT, "dana", {5, 6})
    assert edited.sentence == "Dana is off on Sat, Sun."
    assert held(edited.directory, AT - WEEK, AT) == ["dana"]
    assert held(edited.directory, AT, AT + WEEK) == ["dana", "kim", "dana"]
    none = set_days_off(edited.directory, AT + DAY, "dana", ())
    assert held(none.directory, AT, AT + WEEK) == ["dana"]
    assert none.sentence == "Dana is off on no weekday."
    assert refused(lambda: set_days_off(HOUSE, AT, "dana", ()))[0] == "weekdays"
    assert refused(lambda: set_days_off(HOUSE, AT, "dana", range(7)))[0] == "weekdays"
    assert refused(lambda: set_days_off(HOUSE, AT, "dana", {7}))[0] == "weekdays"


def test_opening_hours_hold_from_now_on_and_closed_days_of_the_past_stay() -> None:
    """Omar is on call while the hotel is open; it was closed on Monday and is on Friday."""
    monday, friday = date(2026, 3, 2), date(2026, 3, 6)
    hours = Window(frozenset(range(5)), NIGHT.end, NIGHT.start)
    house = replace(HOUSE, sites=(replace(HOUSE.sites[0], openings=(Opening(AT - WEEK, (), frozenset({monday})),)),))
    day_shift = Layer("", "Day shift", ("omar",), opening_hours=True)
    house = set_layer(house, AT - 3 * DAY, "hotel", TIER_1, day_shift).directory
    edited = set_opening(house, AT, "hotel", [hours], [friday])
    assert edited.sentence == "Harbour Hotel: open Mon-Fri 06:00-22:00, closed on 2026-03-06."
    opening = edited.directory.sites[0].openings[-1]
    assert opening == Opening(AT, (hours,), frozenset({monday, friday}))
    before, after = (held(each, AT - 3 * DAY, AT) for each in (house, edited.directory))
    assert before == after == ["omar", "dana", "omar"]
    assert line(edited.directory, berlin("2026-03-06T12:00"))[0] == "dana"
    assert line(edited.directory, berlin("2026-03-05T12:00"))[0] == "omar"


def test_hours_that_are_planned_for_later_stay_with_the_new_closed_days() -> None:
    """Summer hours from June on were planned; a closed day in July is one of them too."""
    june = AT + timedelta(days=90)
    house = set_opening(HOUSE, AT, "hotel", [NIGHT], [], june).directory
    holiday = date(2026, 7, 1)
    openings = set_opening(house, AT, "hotel", [], [holiday]).directory.sites[0].openings
    closed = frozenset({holiday})
    assert openings == (Opening(AT, (), closed), Opening(june, (NIGHT,), closed))


def test_opening_hours_that_cannot_be_are_refused_at_their_field() -> None:
    """No day, no length, no change, nothing in the past."""
    assert refused(lambda: set_opening(HOUSE, AT, "hotel", [replace(NIGHT, days=frozenset())], []))[0] == "windows"
    assert refused(lambda: set_opening(HOUSE, AT, "hotel", [replace(NIGHT, end=NIGHT.start)], []))[0] == "windows"
    assert refused(lambda: set_opening(HOUSE, AT, "hotel", [], []))[0] == "windows"
    assert refused(lambda: set_opening(HOUSE, AT, "hotel", [NIGHT], [], AT - WEEK))[0] == "holds_from"
