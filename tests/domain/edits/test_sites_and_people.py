"""Sites, places, people, roles and lists: what the site file says, said in chat, with the same rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.edits import (
    Edited,
    add_absence,
    add_override,
    add_person,
    add_place,
    add_site,
    has_left,
    present,
    remove_person,
    remove_place,
    remove_site,
    set_backup,
    set_days_off,
    set_last_resort,
    set_layer,
    set_members,
    set_name,
    set_opening,
    set_phone,
    set_place,
    set_roles,
    set_site,
    set_staff,
    set_texts,
)
from domain.people import Role
from domain.policy import Group
from domain.rota import Absence
from domain.site import BackupContact, Directory, Place
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

INN = {"name": "Quay Inn", "zone": "Asia/Kathmandu", "phone": "977 1 5550", "emergency_number": "100"}


def added_site(**more: str) -> Edited:
    """The house with an inn."""
    return add_site(HOUSE, AT, INN | more, ["kim"], ["lea"])


def test_a_site_is_added_whole() -> None:
    """With who comes first and the last resort: there is no moment at which nobody would be called."""
    edited = added_site(address="Lakeside 6")
    site = edited.directory.sites[-1]
    assert (site.id, site.name, site.address, site.zone) == ("quay-inn", "Quay Inn", "Lakeside 6", "Asia/Kathmandu")
    assert (site.groups, site.last_resort, site.exit_phrase) == ({TIER_1: ("kim",)}, ("lea",), "Excuse me.")
    assert (edited.subject, edited.sentence) == ("site:quay-inn", "New site: Quay Inn.")


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "This is missing. Write the name that people read."),
        ("name", "corner SHOP", 'There is a site "Corner Shop" already.'),
        ("zone", "", "This is missing. Write the place's time zone, as Europe/Berlin."),
        ("zone", "Europe/Brlin", 'There is no time zone "Europe/Brlin". Did you mean Europe/Berlin?'),
        ("zone", "../etc/passwd", 'There is no time zone "../etc/passwd".'),
        ("phone", "", "This is missing. Write the number that staff dial when nothing else works."),
        ("phone", "x" * 41, "This has 41 letters."),
        ("emergency_number", "police", '"police" is no number to dial.'),
        ("address", "x" * 201, "This has 201 letters."),
        ("channel_id", "#desk", '"#desk" is no Slack channel id.'),
        ("channel_id", "C0HOTEL", "C0HOTEL is Harbour Hotel's already."),
    ],
)
def test_a_fact_of_a_site_that_cannot_be_is_refused_at_its_field(field: str, typed: str, says: str) -> None:
    """The same for a new site and for one that is there. Zones: F45."""
    found, sentence = refused(lambda: added_site(**{field: typed}))
    assert (found, says in sentence) == (field, True), sentence
    if typed != "C0HOTEL":
        found, sentence = refused(lambda: set_site(HOUSE, AT, "hotel", {field: typed}))
        assert (found, says in sentence) == (field, True), sentence


def test_a_site_without_anybody_is_refused() -> None:
    """At the list that is empty."""
    assert refused(lambda: add_site(HOUSE, AT, INN, [], ["lea"]))[0] == "tier_1"
    assert refused(lambda: add_site(HOUSE, AT, INN, ["kim"], []))[0] == "last_resort"
    assert refused(lambda: add_site(HOUSE, AT, INN, ["kim", "kim"], ["lea"]))[0] == "tier_1"


def test_facts_and_texts_change_and_the_sentence_says_from_what() -> None:
    """Only what was named changes."""
    edited = set_site(HOUSE, AT, "hotel", {"phone": "030 200", "door": "left"}, lone=True)
    assert edited.sentence == (
        "Harbour Hotel: phone is now 030 200 (was 030 199); door is now left (was nothing); lone is now yes (was no)."
    )
    assert edited.directory.sites[0] == replace(HOUSE.sites[0], phone="030 200", door="left", lone=True)
    texts = set_texts(HOUSE, AT, "hotel", {"safe_place": "the office", "exit_phrase": ""})
    assert texts.sentence == "Harbour Hotel: safe place is now the office (was nothing)."
    assert texts.directory.sites[0].exit_phrase == "Excuse me."
    assert refused(lambda: set_texts(HOUSE, AT, "hotel", {}))[0] == "safe_place"
    assert refused(lambda: set_site(HOUSE, AT, "hotel", {"phone": "030 199"}))[0] == "name"


def test_a_zone_can_change_until_shifts_were_held_by_it() -> None:
    """Nobody's past shift moves: after some weeks of a rotation the zone stays, before that it may change."""
    assert set_site(HOUSE, AT, "hotel", {"zone": "Europe/Lisbon"}).directory.sites[0].zone == "Europe/Lisbon"
    house = set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS).directory
    assert set_site(house, AT + HOUR, "hotel", {"zone": "Europe/Lisbon"})
    field, sentence = refused(lambda: set_site(house, AT + 2 * WEEK, "hotel", {"zone": "Europe/Lisbon"}))
    assert (field, "were held in Europe/Berlin" in sentence) == ("zone", True)
    assert refused(lambda: set_site(house, AT + 70 * WEEK, "hotel", {"zone": "Europe/Lisbon"}))[0] == "zone"


def test_the_only_site_cannot_be_removed() -> None:
    """Any other can."""
    edited = remove_site(HOUSE, AT, "shop")
    assert edited.sentence == "Corner Shop is no longer a site."
    assert [site.id for site in edited.directory.sites] == ["hotel"]
    assert refused(lambda: remove_site(edited.directory, AT, "hotel"))[0] == "site"


def test_the_last_resort_and_the_backup_list() -> None:
    """A person who can be paged, or a name and a number; what is missing is taken from the person."""
    assert set_last_resort(HOUSE, AT, "hotel", ["dana"]).directory.sites[0].last_resort == ("dana",)
    assert refused(lambda: set_last_resort(HOUSE, AT, "hotel", []))[0] == "last_resort"
    edited = set_backup(HOUSE, AT, "hotel", [BackupContact("", "", "dana"), BackupContact("Guard", "110")])
    assert edited.sentence == "Harbour Hotel: the backup list is now Dana +49 30 1 and Guard 110."
    assert edited.directory.sites[0].backup[0] == BackupContact("Dana", "+49 30 1", "dana")
    assert refused(lambda: set_backup(HOUSE, AT, "hotel", [BackupContact("", "110")]))[0] == "name"
    assert refused(lambda: set_backup(HOUSE, AT, "hotel", [BackupContact("Guard", "")]))[0] == "number"
    assert refused(lambda: set_backup(HOUSE, AT, "hotel", [BackupContact("", "", "nobody")]))[0] == "person"
    assert refused(lambda: set_backup(HOUSE, AT, "hotel", HOUSE.sites[0].backup))[0] == "name"


def test_places_are_added_changed_and_removed() -> None:
    """A place keeps its id under another name."""
    added = add_place(HOUSE, AT, "hotel", Place("", "Lobby bar", silent=True)).directory
    assert added.sites[0].places[-1] == Place("lobby-bar", "Lobby bar", silent=True)
    changed = set_place(added, AT, "hotel", Place("lobby-bar", "Kiosk", door=" on the  left"))
    assert changed.sentence == "Harbour Hotel: Lobby bar is now Kiosk."
    assert changed.directory.sites[0].places[-1] == Place("lobby-bar", "Kiosk", door="on the left")
    assert len(remove_place(added, AT, "hotel", "bar").directory.sites[0].places) == 2
    assert refused(lambda: add_place(HOUSE, AT, "hotel", Place("", "Bar")))[0] == "name"
    assert refused(lambda: add_place(HOUSE, AT, "hotel", Place("", "BAR"))) == (
        "name", 'There is a place "Bar" already. Give each its own name.'
    )  # fmt: skip


def test_a_name_that_came_from_a_file_may_stay_though_another_differs_in_case_only() -> None:
    """What else of it is edited is not refused for that; a new name is."""
    hotel = HOUSE.sites[0]
    both = replace(HOUSE, sites=(replace(hotel, places=(Place("a", "Bar"), Place("b", "BAR"))), HOUSE.sites[1]))
    assert set_place(both, AT, "hotel", Place("b", "BAR", door="left"))
    assert refused(lambda: set_place(both, AT, "hotel", Place("b", "bAR")))[0] == "name"
    twins = replace(HOUSE, sites=(hotel, replace(HOUSE.sites[1], name=hotel.name.upper())))
    assert set_site(twins, AT, "shop", {"phone": "030 2"})
    assert refused(lambda: set_site(twins, AT, "shop", {"name": hotel.name}))[0] == "name"


@pytest.mark.parametrize(
    "sentence",
    [
        lambda at: set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS, at).sentence,
        lambda at: set_opening(HOUSE, AT, "hotel", (), {date(2028, 1, 1)}, at).sentence,
        lambda at: set_days_off(HOUSE, AT, "kim", {5}, at).sentence,
    ],
)
def test_what_is_planned_for_another_year_says_so(sentence: Callable[[datetime], str]) -> None:
    """In fifty weeks it is next year; in two weeks no year is needed."""
    assert ", from Wed 17 February 2027 " in sentence(AT + 50 * WEEK)
    assert ", from Wed 18 March " in sentence(AT + 2 * WEEK)
    assert refused(lambda: set_place(HOUSE, AT, "hotel", Place("bar", "Front desk")))[0] == "name"
    assert refused(lambda: set_place(HOUSE, AT, "hotel", Place("bar", "Bar")))[0] == "name"
    assert refused(lambda: set_place(HOUSE, AT, "hotel", Place("bar", "Bar", safe_place="x" * 201)))[0] == "safe_place"
    assert refused(lambda: remove_place(HOUSE, AT, "hotel", "roof"))[0] == "place"


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
