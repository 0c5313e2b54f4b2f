"""Any edit can be taken back: from now on it is as before, and what was true meanwhile stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from domain.edits import (
    ChangedSince,
    Edited,
    Refused,
    add_absence,
    add_override,
    add_person,
    add_place,
    add_site,
    end_absence,
    end_override,
    has_left,
    move_layer,
    remove_layer,
    remove_person,
    remove_site,
    set_days_off,
    set_last_resort,
    set_layer,
    set_members,
    set_opening,
    set_phone,
    set_site,
    set_site_times,
    set_staff,
    set_times,
)
from domain.policy import Group, MissedCheck
from domain.rota import Absence
from domain.severity import Severity
from domain.site import Place
from tests.domain.edits.given import (
    AT,
    DAY,
    HOUR,
    NIGHT,
    NIGHTS,
    TIER_1,
    TIER_2,
    WEEK,
    busy,
    held,
    stand_in,
    timetable,
    undone,
)

LATER = AT + 5 * HOUR
INN = {"name": "Inn", "zone": "UTC", "phone": "55", "emergency_number": "112"}


HERE = busy()
EDITS: dict[str, Callable[[], Edited]] = {
    "a new layer": lambda: set_layer(HERE, AT, "hotel", TIER_1, replace(NIGHTS, name="More", people=("lea",))),
    "a first layer": lambda: set_layer(HERE, AT, "hotel", TIER_2, NIGHTS),
    "a planned layer": lambda: set_layer(HERE, AT, "hotel", TIER_1, replace(NIGHTS, name="More"), AT + WEEK),
    "a layer less": lambda: remove_layer(HERE, AT, "hotel", TIER_1, "nights"),
    "another order of layers": lambda: move_layer(HERE, AT, "hotel", TIER_1, "nights", up=False),
    "other members": lambda: set_members(HERE, AT, "hotel", TIER_1, ["lea", "omar"]),
    "first other members": lambda: set_members(HERE, AT, "hotel", TIER_2, ["lea", "omar"]),
    "an override": lambda: add_override(HERE, AT, "hotel", TIER_1, stand_in("dana", AT, AT + WEEK, "o3")),
    "one to come": lambda: add_override(HERE, AT, "hotel", TIER_1, stand_in("dana", AT + DAY, AT + WEEK, "o3")),
    "one that runs less": lambda: end_override(HERE, AT, "hotel", TIER_1, "o1"),
    "one to come less": lambda: end_override(HERE, AT, "hotel", TIER_1, "o2"),
    "an absence": lambda: add_absence(HERE, AT, "omar", Absence("a2", AT, AT + WEEK)),
    "an absence less": lambda: end_absence(HERE, AT, "kim", "a1"),
    "days off": lambda: set_days_off(HERE, AT, "dana", {4, 5}),
    "opening hours": lambda: set_opening(HERE, AT, "hotel", [NIGHT], [date(2026, 3, 6)]),
    "a phone": lambda: set_phone(HERE, AT, "kim", "030 7"),
    "facts": lambda: set_site(HERE, AT, "hotel", {"name": "Quay Hotel", "door": "left"}),
    "times": lambda: set_times(HERE, AT, "hotel", Severity.UPSET, {"tier_2": timedelta(minutes=1)}),
    "who is enough": lambda: set_times(HERE, AT, "hotel", Severity.UPSET, {}, 3, MissedCheck.NEXT_TIER),
    "times of all severities": lambda: set_site_times(HERE, AT, "hotel", {"far_eta": timedelta(minutes=5)}),
    "a place": lambda: add_place(HERE, AT, "hotel", Place("", "Roof")),
    "a person": lambda: add_person(HERE, AT, "New", "U0NEW", site_id="hotel"),
    "a person less": lambda: remove_person(HERE, AT, "kim"),
    "a site": lambda: add_site(HERE, AT, INN, ["kim"], ["lea"]),
    "a site less": lambda: remove_site(HERE, AT, "hotel"),
}


@pytest.mark.parametrize("name", EDITS)
@pytest.mark.parametrize("instant", [AT, LATER])
def test_an_edit_that_is_taken_back_leaves_the_future_as_it_was(name: str, instant: datetime) -> None:
    """At once or hours later; and what it made true in those hours stays."""
    edited = EDITS[name]()
    back = undone(HERE, edited, instant).directory
    for site in ("hotel", "shop"):
        for tier in (TIER_1, TIER_2):
            expected = timetable(HERE, instant, instant + 9 * WEEK, site, tier)
            assert timetable(back, instant, instant + 9 * WEEK, site, tier) == expected
            if edited.directory.site(site):
                meanwhile = timetable(edited.directory, AT - 4 * WEEK, instant, site, tier)
                assert timetable(back, AT - 4 * WEEK, instant, site, tier) == meanwhile
    plain = [replace(site, rotas={}, openings=()) for site in back.sites]
    assert plain == [replace(site, rotas={}, openings=()) for site in HERE.sites]
    timeless = {replace(one, absences=(), days_off=()) for one in back.people}
    assert timeless == {replace(one, absences=(), days_off=()) for one in HERE.people}


def test_the_sentence_says_what_was_undone_and_it_can_be_done_again() -> None:
    """An undo is an edit."""
    edited = EDITS["a new layer"]()
    back = undone(HERE, edited, LATER)
    assert back.sentence == f"Undone: {edited.sentence}"
    assert back.subject == edited.subject
    again = undone(edited.directory, back, LATER + HOUR).directory
    assert held(again, LATER + HOUR, LATER + WEEK) == held(edited.directory, LATER + HOUR, LATER + WEEK)


def test_what_was_changed_again_since_is_not_taken_back() -> None:
    """The second admin's edit of the same rotation would be lost."""
    edited = EDITS["a new layer"]()
    since = remove_layer(edited.directory, AT + HOUR, "hotel", TIER_1, "weeks").directory
    with pytest.raises(ChangedSince):
        undone(HERE, edited, LATER, since)
    facts = EDITS["facts"]()
    with pytest.raises(ChangedSince):
        undone(HERE, facts, LATER, set_site(facts.directory, AT, "hotel", {"door": "right"}).directory)
    override = EDITS["an override"]()
    with pytest.raises(ChangedSince):
        undone(HERE, override, LATER, end_override(override.directory, AT + HOUR, "hotel", TIER_1, "o3").directory)


def test_what_others_changed_beside_it_stays() -> None:
    """Another field, another override, another person's absence."""
    facts = EDITS["facts"]()
    since = set_site(facts.directory, AT, "hotel", {"phone": "030 300"}).directory
    site = undone(HERE, facts, LATER, since).directory.sites[0]
    assert (site.name, site.phone) == ("Harbour Hotel", "030 300")
    override = EDITS["an override"]()
    since = add_override(override.directory, AT, "hotel", TIER_1, stand_in("lea", LATER, LATER + DAY, "o4")).directory
    left = undone(HERE, override, AT, since).directory.sites[0].rotas[TIER_1].overrides
    assert [one.id for one in left] == ["o1", "o2", "o4"]


def test_a_person_who_was_added_and_has_shifts_by_now_is_not_taken_away_by_an_undo() -> None:
    """They are removed as anybody else, so that nothing is left behind."""
    edited = EDITS["a person"]()
    since = set_members(edited.directory, AT, "hotel", TIER_2, ["omar", "new"]).directory
    with pytest.raises(Refused) as no:
        undone(HERE, edited, LATER, since)
    assert (no.value.field, "Remove them instead." in no.value.sentence) == ("change", True)
    to_come = replace(stand_in("lea", LATER + DAY, LATER + 2 * DAY, "o9"), instead_of="new")
    instead = add_override(edited.directory, AT, "hotel", TIER_2, to_come).directory
    with pytest.raises(Refused):
        undone(HERE, edited, LATER, instead)
    renamed = set_phone(edited.directory, AT, "new", "030 8").directory
    with pytest.raises(ChangedSince):
        undone(HERE, edited, LATER, renamed)


def test_a_person_who_was_added_and_has_only_past_shifts_stays_known_by_name() -> None:
    """New held tier 2 for some hours and does no longer: nobody relies on them, and those hours stay theirs."""
    edited = EDITS["a person"]()
    since = set_members(edited.directory, AT, "hotel", TIER_2, ["new", "omar"]).directory
    since = set_members(since, AT + HOUR, "hotel", TIER_2, ["omar"]).directory
    back = undone(HERE, edited, LATER, since).directory
    new = back.person("new")
    assert new
    assert (has_left(new), new.name, back.by_user("U0NEW")) == (True, "New", None)
    assert held(back, AT - HOUR, LATER + HOUR, tier=TIER_2) == ["omar", "new", "omar"]
    unused = undone(HERE, edited, LATER).directory
    assert unused.person("new") is None


def test_what_names_somebody_who_left_since_is_not_put_back() -> None:
    """Lea was the last resort, then Omar alone; then Lea left the house."""
    house = set_members(HERE, AT, "shop", TIER_1, ["dana"]).directory
    edited = set_last_resort(house, AT, "hotel", ["omar"])
    since = remove_person(edited.directory, AT + HOUR, "lea").directory
    with pytest.raises(ChangedSince) as no:
        undone(house, edited, LATER, since)
    assert "a colleague has left since" in no.value.sentence or "Lea has left since" in no.value.sentence


def test_what_would_collide_with_what_came_since_is_refused() -> None:
    """Another site has the name by now, another person the account."""
    facts = EDITS["facts"]()
    since = set_site(facts.directory, AT, "shop", {"name": "Harbour Hotel"}).directory
    with pytest.raises(Refused) as no:
        undone(HERE, facts, LATER, since)
    assert no.value.field == "name"
    gone = EDITS["a person less"]()
    since = add_person(gone.directory, AT, "Kim the second", "U0KIM").directory
    with pytest.raises(Refused) as no:
        undone(HERE, gone, LATER, since)
    assert no.value.field == "account"


def test_a_site_that_is_there_again_or_was_worked_on_is_left_alone() -> None:
    """Taken away meanwhile, or given people of its own."""
    added = EDITS["a site"]()
    with pytest.raises(ChangedSince):
        undone(HERE, added, LATER, remove_site(added.directory, AT, "inn").directory)
    with pytest.raises(ChangedSince):
        undone(HERE, added, LATER, set_staff(added.directory, AT, "inn", ["mia"]).directory)
    with pytest.raises(ChangedSince):
        undone(HERE, EDITS["a site less"](), LATER, HERE)
    security = set_members(HERE, AT, "shop", Group.SECURITY, ["mia"])
    with pytest.raises(ChangedSince):
        undone(HERE, security, LATER, remove_site(security.directory, AT, "shop").directory)
