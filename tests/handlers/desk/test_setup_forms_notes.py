"""The forms and pages about notes: the lists to pick from, how long notes are kept, training and language."""

from __future__ import annotations

import pytest

from domain.edits import Refused
from domain.note import BY_ID, SHIPPED, offered
from handlers.desk.menu import menu
from tests.handlers.desk.setup_forms import FULL_HOUSE, KINDS, desk, hotel, refused, saved, sent, view_of, words_of


def test_an_entry_is_added_renamed_retired_and_brought_back() -> None:
    """One form each, saved at once."""
    added = saved(FULL_HOUSE, "note_entry_new", "hotel", "rule", words="Parking fee")
    about = ("hotel", "rule", "parking-fee")
    renamed = saved(added.directory, "note_entry_words", *about, words="Car park charge")
    retired = saved(renamed.directory, "note_entry_retire", *about)
    back = saved(retired.directory, "note_entry_back", *about)

    assert [entry.words for entry in offered("rule", hotel(renamed).note_lists)] == ["Car park charge"]
    assert offered("rule", hotel(retired).note_lists) == ()
    assert hotel(back) == hotel(renamed)
    assert back.notes == ()


def test_a_form_says_what_becomes_of_old_notes() -> None:
    """Renaming and retiring are no way to change what was said."""
    about = ("hotel", "trigger", "wait-or-queue")

    assert "Old notes that picked it" in words_of(KINDS["note_entry_words"].form(desk(FULL_HOUSE, *about), None))
    assert "still read right" in words_of(KINDS["note_entry_retire"].form(desk(FULL_HOUSE, *about), None))


def test_what_is_wrong_stands_at_its_field() -> None:
    """And what was typed is still there."""
    assert refused(FULL_HOUSE, "note_entry_new", "hotel", "rule", words="?!")[0] == "words"
    said = refused(FULL_HOUSE, "note_entry_words", "hotel", "trigger", "unknown", words="Wait or queue")
    assert said == ("words", "“Wait or queue” is there already. Write something else.")


def test_how_long_notes_are_kept_is_saved() -> None:
    """Days by level; what is left as it is stays."""
    edited = saved(FULL_HOUSE, "keeping", "hotel", upset="30", training_owner=["kim"], language=["de"])
    site = hotel(edited)

    assert (site.learning.keeping.upset, site.learning.keeping.abusive) == (30, 365)
    assert (site.learning.training_owner, site.language) == ("kim", "de")
    assert edited.notes
    again = saved(edited.directory, "keeping", "hotel", training_owner=["admins"], language=["english"])
    assert (hotel(again).learning.training_owner, hotel(again).language) == (None, "")


def test_saving_what_is_already_so_says_so() -> None:
    """Nothing would change; and days are a number."""
    with pytest.raises(Refused, match="That is how it is already"):
        saved(FULL_HOUSE, "keeping", "hotel")
    assert refused(FULL_HOUSE, "keeping", "hotel", upset="0")[0] == "upset"


def test_the_pages_lead_to_every_list_and_entry() -> None:
    """From the site to Notes & learning, to all lists, to one; each page fits."""
    site, learning = menu(desk(FULL_HOUSE, "hotel"), "site"), menu(desk(FULL_HOUSE, "hotel"), "learning")
    lists = menu(desk(FULL_HOUSE, "hotel"), "note_lists")

    assert "Notes & learning" in words_of(site).replace("&amp;", "&")
    assert "desk.menu.note_lists" in words_of(learning)
    assert "desk.form.keeping" in words_of(learning)
    for name in SHIPPED:
        assert f"hotel|{name}" in words_of(lists)
        page = menu(desk(FULL_HOUSE, "hotel", name), "note_list")
        assert BY_ID[name].label in words_of(page)
        assert f"'hotel|{name}'" in words_of(page)


def test_a_retired_entry_is_marked_and_leads_back() -> None:
    """Robbery is retired here."""
    page = words_of(menu(desk(FULL_HOUSE, "hotel", "trigger"), "note_list"))

    assert "retired" in page
    assert "desk.form.note_entry_back" in page
    view_of(KINDS["note_entry_back"].form(desk(FULL_HOUSE, "hotel", "trigger", "robbery"), None))


def test_a_list_that_is_not_there_leads_to_the_first_page() -> None:
    """Somebody made the button up (reliability.md F75)."""
    assert "All sites" in words_of(menu(desk(FULL_HOUSE, "hotel", "colours"), "note_list"))
    assert sent(KINDS["keeping"].form(desk(FULL_HOUSE, "hotel"), None)).pick("language") == "english"
