"""The pick-lists of the note are a site's own: what is done to them never changes what an old note says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.edits import (
    ChangedSince,
    Edited,
    Refused,
    add_entry,
    as_it_stands,
    offer_entry,
    remove_person,
    rename_entry,
    retire_entry,
    set_keeping,
    undo,
)
from domain.edits.note_lists import MOST_OFFERED
from domain.learning.settings import LONGEST_KEPT, Keeping
from domain.note import SHIPPED, ListEntry, offered, words_of
from domain.planning import Change
from domain.site import Directory, Site
from tests.domain.edits.given import AT, HOTEL, HOUSE, kept


def lists(directory: Directory) -> Site:
    """The hotel after an edit."""
    site = directory.site("hotel")
    assert site is not None
    return site


def words(directory: Directory, name: str) -> list[str]:
    """What can be picked."""
    return [entry.words for entry in offered(name, lists(directory).note_lists)]


def refusal(edit: object) -> tuple[str, str]:
    """The field and the sentence."""
    with pytest.raises(Refused) as no:
        edit()  # type: ignore[operator]
    return no.value.field, no.value.sentence


def undone(before: Directory, edited: Edited, now: Directory | None = None) -> Directory:
    """The directory after the edit was taken back; `now` is how it stands by then."""
    was, became = kept(before, edited.directory)
    change = Change("c1", AT, "ines", edited.subject, edited.sentence, "", "", edited.site_id)
    return undo(now or edited.directory, AT, change, was, became).directory


def test_an_entry_that_is_added_can_be_picked() -> None:
    """At the end of its list, under an id made of its words; and the edit can be taken back."""
    edited = add_entry(HOUSE, AT, "hotel", "trigger", "  Construction   noise ")

    assert words(edited.directory, "trigger")[-1] == "Construction noise"
    assert lists(edited.directory).note_lists["trigger"][-1] == ListEntry("construction-noise", "Construction noise")
    assert edited.sentence == "Harbour Hotel, note, “Why were they upset?”: “Construction noise” was added."
    assert (edited.subject, edited.site_id) == ("note_lists:hotel", "hotel")
    assert undone(HOUSE, edited) == HOUSE


def test_a_renamed_entry_reads_with_its_new_words_in_old_notes() -> None:
    """The id stays; named back, nothing is left of it in the site."""
    edited = rename_entry(HOUSE, AT, "hotel", "trigger", "wait-or-queue", "Queue at breakfast")
    back = rename_entry(edited.directory, AT, "hotel", "trigger", "wait-or-queue", "Wait or queue")

    assert words_of("trigger", "wait-or-queue", lists(edited.directory).note_lists) == "Queue at breakfast"
    assert words(edited.directory, "trigger")[0] == "Queue at breakfast"
    assert back.directory == HOUSE
    assert undone(HOUSE, edited) == HOUSE


def test_a_retired_entry_is_not_offered_and_still_reads_right() -> None:
    """And can be brought back."""
    edited = retire_entry(HOUSE, AT, "hotel", "helped", "police")
    back = offer_entry(edited.directory, AT, "hotel", "helped", "police")

    assert "Police" not in words(edited.directory, "helped")
    assert words_of("helped", "police", lists(edited.directory).note_lists) == "Police"
    assert back.directory == HOUSE
    assert undone(HOUSE, edited) == HOUSE


def test_one_that_is_added_after_a_rename_gets_an_id_of_its_own() -> None:
    """Otherwise old notes would read as the new one."""
    renamed = rename_entry(HOUSE, AT, "hotel", "trigger", "wait-or-queue", "Breakfast")
    edited = add_entry(renamed.directory, AT, "hotel", "trigger", "Wait or queue")

    own = lists(edited.directory).note_lists
    assert words_of("trigger", "wait-or-queue", own) == "Breakfast"
    assert words_of("trigger", "wait-or-queue-2", own) == "Wait or queue"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("   ", "This is missing."),
        ("?!", "This is missing."),
        ("x" * 76, "This has 76 letters. Say it in at most 75."),
        ("price OR charge", "“price OR charge” is there already."),
        ("Robbery!", "“Robbery!” is there, but retired. Bring that one back"),
    ],
)
def test_words_that_cannot_be_are_refused_where_they_stand(typed: str, says: str) -> None:
    """When an entry is added, and when one is renamed."""
    added = refusal(lambda: add_entry(HOUSE, AT, "hotel", "trigger", typed))
    renamed = refusal(lambda: rename_entry(HOUSE, AT, "hotel", "trigger", "unknown", typed))

    assert added[0] == renamed[0] == "words"
    assert says in added[1]
    assert says in renamed[1]


def test_the_last_one_that_can_be_picked_stays() -> None:
    """A list of ours must offer something; the one of rules begins empty and may be so again."""
    directory = HOUSE
    for entry in SHIPPED["weapon"][1:]:
        directory = retire_entry(directory, AT, "hotel", "weapon", entry.id).directory
    last = SHIPPED["weapon"][0]

    field, sentence = refusal(lambda: retire_entry(directory, AT, "hotel", "weapon", last.id))
    assert (field, sentence) == ("entry", f"“{last.words}” is the last one that can be picked. Add another one first.")
    added = add_entry(HOUSE, AT, "hotel", "rule", "Parking fee").directory
    assert words(retire_entry(added, AT, "hotel", "rule", "parking-fee").directory, "rule") == []


def test_a_list_holds_no_more_than_can_be_shown() -> None:
    """A hundred; a retired one makes room."""
    own = {"rule": tuple(ListEntry(f"rule-{n}", f"Rule {n}") for n in range(MOST_OFFERED))}
    full = replace(HOUSE, sites=(replace(HOTEL, note_lists=own), *HOUSE.sites[1:]))

    assert "There are 100 entries" in refusal(lambda: add_entry(full, AT, "hotel", "rule", "One more"))[1]
    room = retire_entry(full, AT, "hotel", "rule", "rule-5").directory
    assert words(add_entry(room, AT, "hotel", "rule", "One more").directory, "rule")[-1] == "One more"


def test_one_that_came_in_the_place_of_a_retired_one_keeps_it_out() -> None:
    """No two entries read alike."""
    gone = retire_entry(HOUSE, AT, "hotel", "helped", "police").directory
    taken = rename_entry(gone, AT, "hotel", "helped", "warning", "Warning by police").directory
    own = {**lists(taken).note_lists}
    own["helped"] = tuple(replace(one, words="Police") if one.id == "warning" else one for one in own["helped"])
    clash = replace(taken, sites=(replace(HOTEL, note_lists=own), *taken.sites[1:]))

    assert "reads “Police” by now" in refusal(lambda: offer_entry(clash, AT, "hotel", "helped", "police"))[1]


@pytest.mark.parametrize(("name", "entry"), [("trigger", "not-there"), ("colours", "red")])
def test_what_is_not_there_is_said(name: str, entry: str) -> None:
    """A list, or an entry of it."""
    assert refusal(lambda: retire_entry(HOUSE, AT, "hotel", name, entry))[0] == "entry"


def test_what_changes_nothing_is_refused() -> None:
    """Saved as it was opened."""
    same = refusal(lambda: rename_entry(HOUSE, AT, "hotel", "trigger", "unknown", "Unknown"))
    assert same[1] == "That is how it is already. Nothing would change."


def test_two_admins_are_told_of_each_other() -> None:
    """The lists are a subject of their own."""
    edited = add_entry(HOUSE, AT, "hotel", "rule", "Parking fee")

    assert as_it_stands(HOUSE, edited.subject) != as_it_stands(edited.directory, edited.subject)
    assert as_it_stands(HOUSE, "learning:hotel") == as_it_stands(edited.directory, "learning:hotel")


def test_how_long_notes_are_kept() -> None:
    """Shorter is warned of, since it cannot be taken back what is gone; the owner and the language go with it."""
    edited = set_keeping(HOUSE, AT, "hotel", Keeping(upset=30), "kim", "de")
    site = lists(edited.directory)

    assert (site.learning.keeping.upset, site.learning.training_owner, site.language) == (30, "kim", "de")
    assert edited.notes == ("What is older than that is removed tonight, for good.",)
    assert "Kim looks after training; notes are in German." in edited.sentence
    assert set_keeping(HOUSE, AT, "hotel", Keeping(upset=180), None, "").notes == ()
    assert undone(HOUSE, edited) == HOUSE


@pytest.mark.parametrize(
    ("keeping", "owner", "language", "field"),
    [
        (Keeping(upset=0), None, "", "upset"),
        (Keeping(stub_after=LONGEST_KEPT + 1), None, "", "stub_after"),
        (Keeping(upset=5), "nobody", "", "training_owner"),
        (Keeping(upset=5), None, "german", "language"),
    ],
)
def test_what_cannot_be_kept_is_refused(keeping: Keeping, owner: str | None, language: str, field: str) -> None:
    """At its own field."""
    assert refusal(lambda: set_keeping(HOUSE, AT, "hotel", keeping, owner, language))[0] == field


def test_whoever_leaves_looks_after_no_training() -> None:
    """Then the admins do; and no undo names them again."""
    named = set_keeping(HOUSE, AT, "hotel", Keeping(), "kim", "").directory
    unnamed = set_keeping(named, AT, "hotel", Keeping(), None, "")
    left = remove_person(unnamed.directory, AT, "kim").directory

    assert lists(remove_person(named, AT, "kim").directory).learning.training_owner is None
    with pytest.raises(ChangedSince, match="Kim has left since"):
        undone(named, unnamed, left)
