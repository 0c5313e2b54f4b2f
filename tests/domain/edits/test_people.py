"""People, their roles and tiers: what the site file says, said in chat, with the same rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.edits import (
    add_absence,
    add_override,
    add_person,
    has_left,
    present,
    remove_person,
    set_backup,
    set_last_resort,
    set_layer,
    set_members,
    set_name,
    set_phone,
    set_roles,
    set_staff,
)
from domain.people import Role
from domain.policy import Group
from domain.rota import Absence
from domain.site import BackupContact, Directory
from tests.domain.edits.given import (
    AT,
    DAY,
    HOUR,
    HOUSE,
    NIGHTS,
    TIER_1,
    TIER_2,
    WEEK,
    WEEKS,
    held,
    line,
    refused,
    stand_in,
    timetable,
)


def test_a_person_is_added_under_a_key_of_their_own() -> None:
    """Two of one name are two; whoever was only known by their account is that person now."""
    edited = add_person(HOUSE, AT, " Zoë  Müller ", "U0SAM", [Role.MANAGER], "030 5", "hotel")
    sam = edited.directory.people[-1]
    assert (sam.id, sam.name, sam.user_id, sam.phone) == ("zoe-muller", "Zoë Müller", "U0SAM", "030 5")
    assert edited.sentence == "New: Zoë Müller, manager."
    assert edited.directory.person("U0SAM") is None
    assert edited.directory.sites[0].staff == ("mia", "ines", "zoe-muller")
    assert add_person(HOUSE, AT, "Kim", "U0KIM2").directory.people[-1].id == "kim-2"
    assert add_person(HOUSE, AT, "李雷", "U0LI").directory.people[-1].id == "person"


@pytest.mark.parametrize(
    ("name", "account", "phone", "field", "says"),
    [
        ("", "U0NEW", "", "name", "This is missing."),
        ("New", "", "", "account", "This is missing."),
        ("New", "@new", "", "account", '"@new" is no Slack member id.'),
        ("New", "U0KIM", "", "account", "U0KIM is Kim's already."),
        ("New", "U0NEW", "none", "phone", '"none" is no number to dial.'),
    ],
)
def test_a_person_who_cannot_be_is_refused_at_the_field(
    name: str, account: str, phone: str, field: str, says: str
) -> None:
    """Nobody gets two accounts' pages, and nobody is there whom no page can reach."""
    found, sentence = refused(lambda: add_person(HOUSE, AT, name, account, phone=phone))
    assert (found, says in sentence) == (field, True), sentence


def test_names_roles_numbers_and_staff() -> None:
    """Each changes that alone, and says so."""
    assert set_name(HOUSE, AT, "kim", "Kim L.").sentence == 'Kim is now called "Kim L.".'
    assert set_roles(HOUSE, AT, "kim", [Role.ADMIN, Role.MANAGER]).sentence == "Kim is manager and admin now."
    assert set_roles(HOUSE, AT, "dana", []).sentence == "Dana has no role now."
    assert set_phone(HOUSE, AT, "dana", "").sentence == "Dana: no number any more."
    assert set_staff(HOUSE, AT, "hotel", ["kim"]).directory.sites[0].staff == ("kim",)
    assert refused(lambda: set_roles(HOUSE, AT, "dana", [Role.MANAGER]))[0] == "roles"
    assert refused(lambda: set_phone(HOUSE, AT, "dana", "none"))[0] == "phone"
    assert refused(lambda: set_staff(HOUSE, AT, "hotel", ["kim", "x"]))[0] == "people"
    assert refused(lambda: set_name(HOUSE, AT, "nobody", "x"))[0] == "person"


def test_another_order_of_a_tier_holds_from_now_on() -> None:
    """Dana came first until now, Kim does from now on."""
    edited = set_members(HOUSE, AT, "hotel", TIER_1, ["kim", "lea", "dana"])
    assert held(edited.directory, AT - WEEK, AT + WEEK) == ["dana", "kim"]
    assert line(edited.directory, AT) == ["kim", "lea", "dana"]
    assert edited.sentence == "Tier 1 of Harbour Hotel: now Kim, Lea and Dana."
    assert refused(lambda: set_members(HOUSE, AT, "hotel", TIER_1, []))[0] == "people"
    assert refused(lambda: set_members(HOUSE, AT, "hotel", TIER_1, ["dana", "kim"]))[0] == "people"
    assert refused(lambda: set_members(HOUSE, AT, "hotel", Group.BACKUP, ["dana"]))[0] == "tier"


def test_a_group_that_is_no_tier_is_just_its_people() -> None:
    """Security has no turns and needs no revisions."""
    site = set_members(HOUSE, AT, "hotel", Group.SECURITY, ["kim"]).directory.sites[0]
    assert (site.groups[Group.SECURITY], site.rotas) == (("kim",), {})
    assert Group.SECURITY not in set_members(HOUSE, AT, "hotel", Group.SECURITY, []).directory.sites[0].groups


def test_who_leaves_a_tier_leaves_its_rotations_and_turns_go_on() -> None:
    """Dana's week goes on though the rotation is one shorter; a layer of one who left is gone."""
    house = set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS).directory
    house = set_layer(house, AT, "hotel", TIER_1, replace(NIGHTS, people=("kim",))).directory
    edited = set_members(house, AT + DAY, "hotel", TIER_1, ["omar", "dana"])
    layers = edited.directory.sites[0].rotas[TIER_1].layers_at(AT + DAY)
    assert [(layer.name, layer.people) for layer in layers] == [
        ("In order", ("omar", "dana")),
        ("Weeks", ("dana", "omar")),
    ]


def leaving() -> Directory:
    """Kim takes turns in tier 1, was away, stands in for somebody, and is on every list of the shop."""
    weeks = replace(WEEKS, starts_on=date(2026, 2, 16))
    house = set_layer(HOUSE, AT - 2 * WEEK, "hotel", TIER_1, weeks).directory
    house = add_absence(house, AT - 2 * WEEK, "kim", Absence("a1", AT - WEEK, AT - WEEK + DAY)).directory
    house = add_override(house, AT - DAY, "hotel", TIER_2, stand_in("kim", AT - DAY, AT + DAY)).directory
    house = set_staff(house, AT, "shop", ["kim"]).directory
    house = set_last_resort(house, AT, "shop", ["kim", "omar"]).directory
    return set_backup(house, AT, "shop", [BackupContact("", "", "kim"), BackupContact("Guard", "110")]).directory


def test_somebody_who_is_removed_is_nowhere_from_now_on_and_history_stays() -> None:
    """Lists, layers, overrides; the name and who was away stay for past shifts, the account is free."""
    house = leaving()
    assert held(house, AT - WEEK - HOUR, AT - WEEK + 2 * DAY) == ["kim", "omar", "kim"]
    edited = remove_person(house, AT, "kim")
    after = edited.directory
    for tier in (TIER_1, TIER_2):
        assert timetable(after, AT - 3 * WEEK, AT, tier=tier) == timetable(house, AT - 3 * WEEK, AT, tier=tier)
        assert "kim" not in held(after, AT, AT + 9 * WEEK, tier=tier)
    shop = after.sites[1]
    assert (shop.staff, shop.last_resort, shop.backup) == ((), ("omar",), (BackupContact("Guard", "110"),))
    kim = after.person("kim")
    assert kim
    assert (has_left(kim), kim.name, kim.reachable, after.by_user("U0KIM")) == (True, "Kim", False, None)
    assert kim not in present(after)
    assert edited.notes == (
        "Kim stood in tier 1 of Harbour Hotel, the staff of Corner Shop, the last resort of Corner Shop and the "
        "backup list of Corner Shop.",
    )


def test_somebody_whom_no_rota_ever_named_is_gone_altogether() -> None:
    """Mia is staff and security."""
    after = remove_person(HOUSE, AT, "mia").directory
    assert after.person("mia") is None
    assert Group.SECURITY not in after.sites[0].groups


def test_the_last_one_of_tier_1_or_of_the_last_resort_cannot_be_removed() -> None:
    """The sentence names where they stand."""
    field, sentence = refused(lambda: remove_person(HOUSE, AT, "lea"))
    assert (field, sentence) == (
        "person",
        "Lea is the only one in tier 1 of Corner Shop. Name somebody else there first.",
    )
    house = set_last_resort(HOUSE, AT, "hotel", ["lea"]).directory
    _, sentence = refused(lambda: remove_person(house, AT, "lea"))
    assert "the only one in the last resort of Harbour Hotel and tier 1 of Corner Shop." in sentence
    assert refused(lambda: remove_person(HOUSE, AT, "U0SAM"))[0] == "person"
