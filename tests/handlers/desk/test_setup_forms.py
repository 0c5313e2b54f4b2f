"""Sites, places and people are set up in chat: what an admin fills in is what then is, and rubbish is said there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from domain.edits import present, set_layer
from domain.people import Role
from domain.policy import Group
from domain.site import Place
from tests.domain.edits.given import AT, HOTEL, HOUSE, TIER_1, WEEK, WEEKS, undone
from tests.handlers.desk.setup_forms import (
    KINDS,
    desk,
    fields_of,
    hotel,
    refusal,
    refused,
    saved,
    sent,
    words_of,
)

INN: dict[str, Any] = {
    "name": "Quay Inn", "zone": "Asia/Kathmandu", "phone": "977 1 5550", "emergency_number": "100",
    "address": "Lakeside 6", "door": "left", "channel_id": "C0INN", "settings": ["lone", "cover_needs_approval"],
    "tier_1": ["kim", "dana"], "last_resort": ["lea"],
}  # fmt: skip


def test_a_new_site_has_somebody_to_call_from_its_first_moment() -> None:
    """Everything that was filled in is there, in the order of the picks; the zone begins as one's own site's."""
    at_desk = desk(HOUSE)
    assert sent(KINDS["site_new"].form(at_desk, None)).text("zone") == "Europe/Berlin"
    edited = saved(HOUSE, "site_new", **INN)
    site = edited.directory.sites[-1]
    assert (site.name, site.zone, site.address, site.channel_id) == (
        "Quay Inn", "Asia/Kathmandu", "Lakeside 6", "C0INN",
    )  # fmt: skip
    assert (site.groups[Group.TIER_1], site.last_resort) == (("kim", "dana"), ("lea",))
    assert (site.lone, site.cover_needs_approval) == (True, True)
    assert edited.sentence == "New site: Quay Inn. Quay Inn: a manager agrees before a shift is covered."


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "This is missing."),
        ("name", "Corner Shop", 'There is a site "Corner Shop" already.'),
        ("zone", "Europe/Brlin", "Did you mean Europe/Berlin?"),
        ("phone", "call us", '"call us" is no number to dial.'),
        ("emergency_number", "police", '"police" is no number to dial.'),
        ("channel_id", "#desk", "is no Slack channel id"),
        ("channel_id", "C0HOTEL", "That channel is Harbour Hotel's already."),
        ("tier_1", [], "Nobody is in tier 1."),
        ("last_resort", [], "Nobody is the last resort."),
    ],
)
def test_what_a_new_site_cannot_be_is_said_at_its_field(field: str, typed: Any, says: str) -> None:
    """The other fields keep what was typed, and no id is read out."""
    found, sentence = refused(HOUSE, "site_new", **(INN | {field: typed}))
    assert (found, says in sentence, "C0HOTEL" in sentence) == (field, True, False), sentence


@pytest.mark.parametrize("field", ["name", "address", "door"])
def test_words_that_are_too_long_are_refused_where_a_client_let_them_pass(field: str) -> None:
    """Slack's clients stop at the limit that the form gives; a forged form does not (reliability.md F75)."""
    what = sent(KINDS["site_new"].form(desk(HOUSE), None), **(INN | {field: "x" * 201}))
    assert refusal(HOUSE, "site_new", what)[0] == field


def test_facts_of_a_site_change_and_only_they() -> None:
    """The form opens with what is; what was not touched stays as it is."""
    edited = saved(HOUSE, "site_change", "hotel", phone="030 200", settings=["lone"])
    assert hotel(edited) == replace(HOTEL, phone="030 200", lone=True)
    assert edited.sentence == "Harbour Hotel: phone is now 030 200 (was 030 199); lone is now yes (was no)."
    assert edited.subject == "site:hotel"


def test_whether_a_manager_agrees_before_a_shift_is_covered() -> None:
    """On, alone or with other facts, off again, and taken back."""
    on = saved(HOUSE, "site_change", "hotel", settings=["cover_needs_approval"])
    assert hotel(on) == replace(HOTEL, cover_needs_approval=True)
    assert on.sentence == "Harbour Hotel: a manager agrees before a shift is covered."
    assert hotel(undone(HOUSE, on, AT)) == HOTEL
    both = saved(HOUSE, "site_change", "hotel", name="Hotel", settings=["cover_needs_approval"])
    assert hotel(both) == replace(HOTEL, name="Hotel", cover_needs_approval=True)
    off = saved(on.directory, "site_change", "hotel", settings=[])
    assert (hotel(off), off.sentence) == (HOTEL, "Harbour Hotel: cover needs nobody's approval any more.")


def test_a_site_gives_its_channel_up() -> None:
    """A list of channels cannot be emptied, so there is a tick for it where there is a channel."""
    assert hotel(saved(HOUSE, "site_change", "hotel", settings=["no_channel"])).channel_id == ""
    assert "No channel any more" not in words_of(KINDS["site_change"].form(desk(HOUSE, "shop"), None))


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "Corner Shop", 'There is a site "Corner Shop" already.'),
        ("name", "", "This is missing."),
        ("zone", "Berlin", "Did you mean"),
        ("zone", "", "This is missing."),
        ("phone", "", "This is missing."),
        ("emergency_number", "x", "is no number to dial"),
        ("name", "Harbour Hotel", "That is how it is already."),
    ],
)
def test_what_a_site_cannot_become_is_said_at_its_field(field: str, typed: str, says: str) -> None:
    """A form that was saved as it was opened says so as well."""
    found, sentence = refused(HOUSE, "site_change", "hotel", **{field: typed})
    assert (found, says in sentence) == (field, True), sentence


def test_a_site_is_removed_after_one_question() -> None:
    """The form says what that means and asks for nothing."""
    form = KINDS["site_remove"].form(desk(HOUSE, "shop"), None)
    assert "Corner Shop is no longer a site" in words_of(form)
    assert fields_of(form) == ()
    assert saved(HOUSE, "site_remove", "shop").directory.sites == (HOTEL,)


def test_a_place_is_added_changed_and_removed() -> None:
    """Each trait of a place is a tick, and the form of one that is there opens with its own."""
    kiosk = {"name": "Kiosk", "traits": ["silent", "lone"], "safe_place": "the gate", "door": "ramp"}
    added = saved(HOUSE, "place_new", "hotel", **kiosk)
    place = Place("kiosk", "Kiosk", silent=True, lone=True, safe_place="the gate", door="ramp")
    assert hotel(added).places[-1] == place
    opened = sent(KINDS["place_change"].form(desk(added.directory, "hotel", "kiosk"), None))
    assert (opened.picks, opened.texts) == (
        {"traits": ("silent", "lone")},
        {"name": "Kiosk", "safe_place": "the gate", "door": "ramp"},
    )
    changed = saved(added.directory, "place_change", "hotel", "kiosk", traits=["phone_contact"])
    assert hotel(changed).places[-1] == replace(place, silent=False, lone=False, phone_contact=True)
    assert hotel(saved(added.directory, "place_remove", "hotel", "kiosk")).places == HOTEL.places


@pytest.mark.parametrize(("kind", "about"), [("place_new", ("hotel",)), ("place_change", ("hotel", "bar"))])
def test_what_a_place_cannot_be_is_said_at_its_field(kind: str, about: tuple[str, ...]) -> None:
    """Two places of a site never have one name, and each has one."""
    assert refused(HOUSE, kind, *about, name="Front desk")[0] == "name"
    assert refused(HOUSE, kind, *about, name="") == ("name", "This is missing. Write the name that people read.")


def test_a_new_person_is_staff_or_is_called() -> None:
    """With their account, roles and number; behind the others of their tier or group."""
    new = {"account": ["U0NEW"], "name": "Nils", "phone": "030 7", "roles": ["manager"]}
    staff = saved(HOUSE, "person_new", "hotel", **new)
    nils = staff.directory.person("nils")
    assert nils
    assert (nils.user_id, nils.phone, nils.roles) == ("U0NEW", "030 7", frozenset({Role.MANAGER}))
    assert hotel(staff).staff == (*HOTEL.staff, "nils")
    first = saved(HOUSE, "person_new", "hotel", **new, where=["tier_1"])
    assert hotel(first).groups[Group.TIER_1] == ("dana", "kim", "nils")
    assert (hotel(first).staff, first.subject) == (HOTEL.staff, "person:nils")
    assert first.sentence == "New: Nils, manager. Tier 1 of Harbour Hotel: now Dana, Kim and Nils."
    helps = saved(HOUSE, "person_new", "hotel", **new, where=["helpers"])
    assert hotel(helps).groups[Group.HELPERS] == ("nils",)


@pytest.mark.parametrize(
    ("field", "typed", "says"),
    [
        ("name", "", "This is missing."),
        ("account", [], "This is missing."),
        ("account", ["U0KIM"], "That account is Kim's already. Give each person their own."),
        ("phone", "none", '"none" is no number to dial.'),
    ],
)
def test_what_a_new_person_cannot_be_is_said_at_its_field(field: str, typed: Any, says: str) -> None:
    """Nobody gets two people's pages, and no id is read out."""
    new = {"account": ["U0NEW"], "name": "Nils"} | {field: typed}
    found, sentence = refused(HOUSE, "person_new", "hotel", **new)
    assert (found, says in sentence, "U0" in sentence) == (field, True, False), sentence


def test_name_roles_and_number_of_a_person_change_together() -> None:
    """One form, one change, one undo; what was not touched is not in the sentence."""
    edited = saved(HOUSE, "person_change", "hotel", "dana", name="Dana W.", roles=["admin"], phone="")
    dana = edited.directory.person("dana")
    assert dana
    assert (dana.name, dana.roles, dana.phone) == ("Dana W.", frozenset({Role.ADMIN}), "")
    assert edited.sentence == ('Dana is now called "Dana W.". Dana W. is admin now. Dana W.: no number any more.')
    assert undone(HOUSE, edited, AT).directory.people == HOUSE.people
    only = saved(HOUSE, "person_change", "hotel", "dana", phone="030 8")
    assert only.sentence == "Dana: the number is now 030 8."


@pytest.mark.parametrize(
    ("who", "field", "typed", "says"),
    [
        ("dana", "name", "", "This is missing."),
        ("dana", "phone", "x", "is no number to dial"),
        ("dana", "name", "Dana", "That is how it is already."),
        ("ines", "roles", ["manager"], "Nobody would be an admin any more."),
    ],
)
def test_what_a_person_cannot_become_is_said_at_its_field(who: str, field: str, typed: Any, says: str) -> None:
    """The last admin stays one."""
    found, sentence = refused(HOUSE, "person_change", "hotel", who, **{field: typed})
    assert (found, says in sentence) == (field, True), sentence


def test_somebody_is_removed_after_one_question_and_their_tiers_are_drawn() -> None:
    """The form names them; the preview shows the tiers that they leave."""
    at_desk = desk(HOUSE, "hotel", "kim")
    assert "Kim leaves all lists" in words_of(KINDS["person_remove"].form(at_desk, None))
    assert KINDS["person_remove"].draws(at_desk) == (("hotel", Group.TIER_1),)
    edited = saved(HOUSE, "person_remove", "hotel", "kim")
    assert "kim" not in {one.id for one in present(edited.directory)}
    assert hotel(edited).groups[Group.TIER_1] == ("dana",)


def test_two_people_of_one_name_can_be_told_apart() -> None:
    """By where they belong; an id is never shown."""
    house = saved(HOUSE, "person_new", "shop", account=["U0KIM2"], name="Kim").directory
    shown = words_of(KINDS["last_resort"].form(desk(house, "hotel"), None))
    assert ("Kim · Harbour Hotel" in shown, "Kim · Corner Shop" in shown) == (True, True)


def test_what_is_gone_is_said_instead_of_a_form() -> None:
    """F75: a button of a page that is out of date opens a sentence."""
    about = {"place_change": ("hotel", "roof"), "person_change": ("hotel", "nobody"), "site_change": ("inn",),
             "tier_people": ("hotel", "tier_9"), "times": ("hotel", "calm"), "texts": ("inn",)}  # fmt: skip
    for name, ids in about.items():
        with pytest.raises(Exception, match=r"not there any more|not among the people"):
            KINDS[name].form(desk(HOUSE, *ids), None)


def test_another_zone_is_refused_where_shifts_of_the_past_would_move() -> None:
    """The sentence stands at the zone."""
    since_february = replace(WEEKS, starts_on=date(2026, 2, 9))
    house = set_layer(HOUSE, AT - 4 * WEEK, "hotel", TIER_1, since_february).directory
    assert refused(house, "site_change", "hotel", zone="Europe/Lisbon")[0] == "zone"
