"""Sites, places and their lists: what the site file says, said in chat, with the same rules."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from domain.edits import (
    Edited,
    add_place,
    add_site,
    remove_place,
    remove_site,
    set_backup,
    set_days_off,
    set_last_resort,
    set_layer,
    set_opening,
    set_place,
    set_site,
    set_texts,
)
from domain.site import BackupContact, Place
from tests.domain.edits.given import (
    AT,
    HOUR,
    HOUSE,
    TIER_1,
    WEEK,
    WEEKS,
    refused,
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
