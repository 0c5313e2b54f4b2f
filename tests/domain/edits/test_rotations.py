"""Rotations set up, changed, moved and taken away: from now on or later, and never back in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from domain.edits import move_layer, remove_layer, set_layer
from domain.policy import Group
from domain.rota import ALWAYS, Layer, Moment, Turn, Unit, Window
from domain.site import Directory
from tests.domain.edits.given import AT, DAY, HOUR, HOUSE, NIGHTS, TIER_1, WEEK, WEEKS, berlin, held, line, refused


def with_layer(layer: Layer, directory: Directory = HOUSE) -> Directory:
    """The house with one more layer in tier 1 of the hotel."""
    return set_layer(directory, AT, "hotel", TIER_1, layer).directory


def test_nights_are_set_up_from_nothing_and_last_week_stays_as_it_was() -> None:
    """A tier that was called in order is so still by day; until now nothing moves, from tonight the nights hold."""
    edited = set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS)
    assert held(edited.directory, AT - WEEK, AT) == ["dana"]
    assert held(edited.directory, AT, AT + 2 * DAY) == ["dana", "kim", "dana", "omar", "dana"]
    assert line(edited.directory, berlin("2026-03-04T22:00")) == ["kim", "omar", "dana"]
    assert edited.subject == "tier:hotel:tier_1"
    assert edited.sentence == (
        "Tier 1 of Harbour Hotel: new, Nights: Kim and Omar; 1 day each, from Mon 2 March 22:00; every day 22:00-06:00."
    )


def test_whoever_takes_turns_belongs_to_the_tier() -> None:
    """Omar was not in tier 1; now he is, behind those who were."""
    site = with_layer(NIGHTS).site("hotel")
    assert site
    assert site.groups[TIER_1] == ("dana", "kim", "omar")
    rota = site.rotas[TIER_1]
    assert [revision.holds_from for revision in rota.revisions] == [ALWAYS, AT]
    assert [layer.name for layer in rota.layers_at(AT)] == ["In order", "Nights"]


def test_a_change_from_next_week_on_leaves_this_week_alone() -> None:
    """`holds_from` is the instant of the new revision, and the sentence says it."""
    start = berlin("2026-03-09T09:00")
    edited = set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS, start)
    assert held(edited.directory, AT, start) == ["dana"]
    assert held(edited.directory, start, start + 2 * WEEK) == ["kim", "omar"]
    assert edited.sentence.endswith(", from Mon 9 March 09:00.")


def test_one_person_more_does_not_cut_the_turn_that_runs() -> None:
    """Dana holds this week. With Lea in the rotation she still does, and the order after her is as typed."""
    house = with_layer(WEEKS)
    layer = house.sites[0].rotas[TIER_1].layers_at(AT)[-1]
    more = set_layer(house, AT, "hotel", TIER_1, replace(layer, people=("lea", "kim", "dana", "omar"))).directory
    assert held(more, AT, AT + 5 * WEEK) == ["dana", "omar", "lea", "kim", "dana", "omar"]


def test_who_leaves_in_their_own_turn_is_followed_by_the_next() -> None:
    """Dana's week goes to Kim, who has her own week as well later."""
    house = with_layer(WEEKS)
    layer = house.sites[0].rotas[TIER_1].layers_at(AT)[-1]
    less = set_layer(house, AT, "hotel", TIER_1, replace(layer, people=("kim", "omar"))).directory
    assert held(less, AT, AT + 3 * WEEK) == ["kim", "omar", "kim", "omar"]


def test_a_planned_revision_gets_the_change_too() -> None:
    """In two weeks Nights begin. What is said of Weeks today holds then as well."""
    house = with_layer(WEEKS)
    planned = set_layer(house, AT, "hotel", TIER_1, NIGHTS, AT + 2 * WEEK).directory
    layer = next(one for one in planned.sites[0].rotas[TIER_1].layers_at(AT) if one.name == "Weeks")
    edited = set_layer(planned, AT + HOUR, "hotel", TIER_1, replace(layer, turn=Turn(Unit.DAYS)))
    later = edited.directory.sites[0].rotas[TIER_1].layers_at(AT + 3 * WEEK)
    assert [one.name for one in later] == ["In order", "Weeks", "Nights"]
    assert later[1].turn == Turn(Unit.DAYS)
    assert edited.notes == ()


def test_a_planned_change_of_the_same_rotation_stays_and_is_said() -> None:
    """What an admin planned for April is not overwritten by what another says of March."""
    house = with_layer(WEEKS)
    layer = house.sites[0].rotas[TIER_1].layers_at(AT)[-1]
    april = berlin("2026-04-06T09:00")
    planned = set_layer(house, AT, "hotel", TIER_1, replace(layer, people=("omar",)), april).directory
    edited = set_layer(planned, AT, "hotel", TIER_1, replace(layer, people=("kim",)))
    rota = edited.directory.sites[0].rotas[TIER_1]
    assert (rota.layers_at(AT)[-1].people, rota.layers_at(april)[-1].people) == (("kim",), ("omar",))
    assert edited.notes == ("Another change of it is planned from Mon 6 April 10:00; that one stays.",)


def test_a_layer_is_moved_under_another_and_taken_away() -> None:
    """The upper layer holds; without it the lower one does. In a planned revision too."""
    house = with_layer(NIGHTS, with_layer(WEEKS))
    tonight = berlin("2026-03-04T23:00")
    assert line(house, tonight)[0] == "kim"
    under = move_layer(house, AT, "hotel", TIER_1, "nights", up=False)
    assert line(under.directory, tonight)[0] == "dana"
    assert under.sentence == "Tier 1 of Harbour Hotel: Nights is now under Weeks."
    back = move_layer(under.directory, AT, "hotel", TIER_1, "nights", up=True).directory
    assert line(back, tonight)[0] == "kim"
    gone = remove_layer(house, AT, "hotel", TIER_1, "nights").directory
    assert line(gone, tonight) == ["dana", "kim", "omar"]
    assert refused(lambda: move_layer(house, AT, "hotel", TIER_1, "nights", up=True))[0] == "layer"
    assert refused(lambda: move_layer(house, AT, "hotel", TIER_1, "in-order", up=False))[0] == "layer"


def test_two_edits_of_one_instant_make_one_revision() -> None:
    """Nothing is kept of what never held."""
    house = with_layer(NIGHTS, with_layer(WEEKS))
    assert len(house.sites[0].rotas[TIER_1].revisions) == 2


def test_somebody_who_cannot_be_paged_is_named_before_saving() -> None:
    """F27: a leaver's account in a rotation is said, and does not keep it from being saved."""
    house = replace(HOUSE, people=tuple(replace(one, deactivated=one.id == "kim") for one in HOUSE.people))
    notes = set_layer(house, AT, "hotel", TIER_1, NIGHTS).notes
    assert notes == ("Kim cannot be paged now: the account is deactivated.",)


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        ({"name": " "}, "name", "Write the name that people read."),
        ({"name": "x" * 61}, "name", "This has 61 letters."),
        ({"name": "in ORDER"}, "name", 'There is one "In order" already.'),
        ({"people": ()}, "people", "Nobody is in it."),
        ({"people": ("kim", "nobody")}, "people", '"nobody" is not among the people.'),
        ({"people": ("U0SAM",)}, "people", '"Sam" is not among the people. Add them first.'),
        ({"people": ("kim", "kim")}, "people", "Kim stands here twice."),
        ({"turn": Turn(Unit.WEEKS, 0)}, "turn", "A turn of 0 weeks cannot be. Write 1 or more."),
        ({"turn": Turn(Unit.WEEKS, 53)}, "turn", "no more than a year"),
        ({"turn": Turn(Unit.MOMENTS)}, "moments", "Nobody's turn would ever begin."),
        ({"turn": Turn(Unit.MOMENTS, 1, (Moment(7, time(9)),))}, "moments", "There is no such weekday."),
        ({"windows": (Window(frozenset(), time(9), time(17)),)}, "windows", "These hours have no day."),
        ({"windows": (Window(frozenset({0}), time(9), time(9)),)}, "windows", "From 09:00 until 09:00 is no time"),
        ({"starts_on": date(1999, 12, 31)}, "starts_on", "It cannot start on 1999-12-31."),
        ({"starts_on": date(9999, 12, 31)}, "starts_on", "It cannot start on 9999-12-31."),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict[str, object], field: str, says: str) -> None:
    """The sentence stands where it was typed, and says what to do instead."""
    layer = replace(NIGHTS, **change)  # type: ignore[arg-type]
    found, sentence = refused(lambda: set_layer(HOUSE, AT, "hotel", TIER_1, layer))
    assert (found, says in sentence) == (field, True), sentence


def test_a_form_saved_as_it_was_opened_changes_nothing() -> None:
    """Neither a rotation nor the order in which a tier without one is called."""
    house = with_layer(WEEKS)
    layer = house.sites[0].rotas[TIER_1].layers_at(AT)[-1]
    says = ("people", "That is how it is already. Nothing would change.")
    assert refused(lambda: set_layer(house, AT + DAY, "hotel", TIER_1, layer)) == says
    in_order = Layer("in-order", "In order", ("dana", "kim"))
    assert refused(lambda: set_layer(HOUSE, AT, "hotel", TIER_1, in_order)) == says


def test_the_whole_day_is_a_window() -> None:
    """From 00:00 until 00:00: Saturday and Sunday."""
    weekend = Window(frozenset({5, 6}), time(0), time(0))
    house = with_layer(Layer("", "Weekends", ("omar",), windows=(weekend,)))
    saturday = berlin("2026-03-07T00:00")
    assert held(house, saturday - DAY, saturday + 3 * DAY) == ["dana", "omar", "dana"]


def test_an_edit_of_what_is_not_there_any_more_is_refused() -> None:
    """Somebody else took it away meanwhile."""
    house = remove_layer(with_layer(NIGHTS), AT, "hotel", TIER_1, "nights").directory
    assert refused(lambda: set_layer(HOUSE, AT, "inn", TIER_1, NIGHTS))[0] == "site"
    assert refused(lambda: set_layer(HOUSE, AT, "hotel", Group.SECURITY, NIGHTS))[0] == "tier"
    gone = set_layer(with_layer(NIGHTS), AT, "hotel", TIER_1, WEEKS).directory
    gone = remove_layer(gone, AT + DAY, "hotel", TIER_1, "nights").directory
    assert refused(lambda: set_layer(gone, AT + DAY, "hotel", TIER_1, replace(NIGHTS, id="nights")))[0] == "layer"
    assert refused(lambda: remove_layer(house, AT, "hotel", TIER_1, "nights"))[0] == "layer"


def test_nothing_holds_from_yesterday() -> None:
    """What was true stays. A form that was open for a few minutes still means now."""
    field, sentence = refused(lambda: set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS, AT - DAY))
    assert (field, "what was true then stays" in sentence) == ("holds_from", True)
    late = set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS, AT - HOUR / 4).directory
    assert late.sites[0].rotas[TIER_1].revisions[-1].holds_from == AT
    assert refused(lambda: set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS, AT + 300 * WEEK))[0] == "holds_from"
