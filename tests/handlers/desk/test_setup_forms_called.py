"""Who is called at a site is set up in chat: tiers and groups in their order, the last resort, the backup list."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.edits import set_layer
from domain.policy import Group
from domain.rota import Rota
from domain.site import BackupContact
from tests.domain.edits.given import AT, HOTEL, HOUSE, TIER_1, WEEKS, line
from tests.handlers.desk.setup_forms import KINDS, desk, hotel, refused, saved, sent, words_of


def test_a_tier_is_called_in_the_order_of_the_picks() -> None:
    """From now on; the form opens with the order that is, and sent as it was it changes nothing."""
    edited = saved(HOUSE, "tier_people", "hotel", "tier_1", people=["omar", "kim", "dana"])
    assert line(edited.directory, AT) == ["omar", "kim", "dana"]
    again = sent(KINDS["tier_people"].form(desk(edited.directory, "hotel", "tier_1"), None))
    assert again.picks["people"] == ("omar", "kim", "dana")
    assert refused(edited.directory, "tier_people", "hotel", "tier_1") == (
        "people", "That is how it is already. Nothing would change.",
    )  # fmt: skip
    assert KINDS["tier_people"].draws(desk(HOUSE, "hotel", "tier_1")) == (("hotel", Group.TIER_1),)


@pytest.mark.parametrize("group", ["tier_2", "tier_3", "security", "helpers", "safety"])
def test_every_group_has_its_people(group: str) -> None:
    """All but the backup list, which has numbers too; only tiers have shifts to draw."""
    edited = saved(HOUSE, "tier_people", "hotel", group, people=["lea", "ines"])
    assert hotel(edited).groups[Group(group)] == ("lea", "ines")
    kind = KINDS["tier_people"]
    assert bool(kind.draws(desk(HOUSE, "hotel", group))) == group.startswith("tier")
    assert kind.subject(desk(HOUSE, "hotel", group)) == f"tier:hotel:{group}"


def test_the_staff_of_a_site_are_picked_too() -> None:
    """Those who call for help and are not called."""
    edited = saved(HOUSE, "tier_people", "hotel", "staff", people=["kim", "mia"])
    assert (hotel(edited).staff, edited.subject) == (("kim", "mia"), "staff:hotel")
    assert KINDS["tier_people"].subject(desk(HOUSE, "hotel", "staff")) == "staff:hotel"


def test_tier_1_and_the_last_resort_are_never_empty() -> None:
    """The sentence stands at the people."""
    assert refused(HOUSE, "tier_people", "hotel", "tier_1", people=[]) == (
        "people", "Nobody is in tier 1. Name at least one person who comes first.",
    )  # fmt: skip
    assert refused(HOUSE, "last_resort", "hotel", last_resort=[])[0] == "last_resort"


def test_a_tier_with_a_rotation_says_that_it_decides() -> None:
    """Nobody takes this list for the turns."""
    words = "Rotations say whose turn it is here."
    house = set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS).directory
    assert words in words_of(KINDS["tier_people"].form(desk(house, "hotel", "tier_1"), None))
    assert words not in words_of(KINDS["tier_people"].form(desk(HOUSE, "hotel", "tier_1"), None))
    assert HOTEL.rotas.get(TIER_1, Rota()) == Rota()


def test_the_last_resort_is_called_in_the_order_of_the_picks() -> None:
    """Somebody of another site can be one."""
    edited = saved(HOUSE, "last_resort", "shop", last_resort=["ines", "omar"])
    assert edited.directory.sites[1].last_resort == ("ines", "omar")
    assert edited.subject == KINDS["last_resort"].subject(desk(HOUSE, "shop"))


def test_the_backup_list_has_people_who_are_paged_and_numbers_to_phone() -> None:
    """Whoever is on it keeps their place; new people come behind, then new numbers."""
    edited = saved(HOUSE, "backup", "hotel", people=["lea", "dana"], name_1="Guard", number_1="110")
    assert hotel(edited).backup == (
        BackupContact("Night Shield", "030 100"),
        BackupContact("Lea", "", "lea"),
        BackupContact("Dana", "+49 30 1", "dana"),
        BackupContact("Guard", "110"),
    )
    assert edited.subject == KINDS["backup"].subject(desk(HOUSE, "hotel"))
    more = sent(KINDS["backup"].form(desk(edited.directory, "hotel"), None))
    assert (more.text("name_1"), more.text("name_2"), more.text("name_3")) == ("Guard", "", "")


def test_a_row_of_the_backup_list_is_changed_in_its_place_and_taken_away_by_emptying_it() -> None:
    """And a person by taking them out."""
    changed = saved(HOUSE, "backup", "hotel", number_0="030 101")
    assert hotel(changed).backup == (BackupContact("Night Shield", "030 101"), HOTEL.backup[1])
    assert hotel(saved(HOUSE, "backup", "hotel", name_0="", number_0="")).backup == HOTEL.backup[1:]
    assert hotel(saved(HOUSE, "backup", "hotel", people=[])).backup == HOTEL.backup[:1]


@pytest.mark.parametrize(
    ("typed", "field", "says"),
    [
        ({"name_1": "Guard"}, "number_1", "This is missing. Write a number"),
        ({"number_2": "110"}, "name_2", "This is missing. Write who it is"),
        ({"number_0": "ask Lea"}, "number_0", '"ask Lea" is no number to dial.'),
        ({}, "people", "That is how it is already."),
    ],
)
def test_what_a_row_cannot_be_is_said_at_that_row(typed: dict[str, str], field: str, says: str) -> None:
    """The other rows keep what was typed."""
    found, sentence = refused(HOUSE, "backup", "hotel", **typed)
    assert (found, says in sentence) == (field, True), sentence


def test_somebody_whom_no_page_reaches_is_marked_and_noted() -> None:
    """F27: a deactivated account can be picked, and is said to be out of reach before and after."""
    gone = tuple(replace(one, deactivated=True) if one.id == "omar" else one for one in HOUSE.people)
    house = replace(HOUSE, people=gone)
    assert "Omar (cannot be paged)" in words_of(KINDS["tier_people"].form(desk(house, "hotel", "tier_1"), None))
    edited = saved(house, "tier_people", "hotel", "tier_1", people=["dana", "kim", "omar"])
    assert edited.notes == ("Omar cannot be paged now: the account is deactivated.",)
