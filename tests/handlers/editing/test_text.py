"""What an edit changed is kept as text, and read back as it was."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given

from domain.edits import Kept, Refused, as_it_stands, kept, set_phone
from domain.people import Person
from domain.site import Directory
from storage.kept import KeptText
from tests.domain.edits.given import AT, busy, tried
from tests.domain.edits.random_edits import HOUSES, STORY, Edit

TEXT = KeptText()


@given(HOUSES, STORY)
def test_every_edit_survives_the_journal(house: Directory, story: list[tuple[timedelta, Edit]]) -> None:
    """To the second, on both sides; the text of the same value is the same, and has what changed and nothing else."""
    at = AT
    for wait, edit in story:
        at += wait
        edited = tried(lambda edit=edit, house=house, at=at: edit(house, at))  # type: ignore[misc]
        if isinstance(edited, Refused):
            continue
        sides = kept(house, edited.directory)
        assert sides[0] != sides[1]
        for side in sides:
            assert TEXT.of_text(TEXT.to_text(side)) == side
        subject = [TEXT.to_text(as_it_stands(each, edited.subject)) for each in (house, edited.directory)]
        assert subject[0] != subject[1]
        house = edited.directory


def test_what_did_not_change_is_not_kept() -> None:
    """A new phone number is one line, whatever else the person and the hotel have."""
    house = busy()
    was, became = kept(house, set_phone(house, AT, "kim", "030 7").directory)
    assert (was.sites, was.people) == ((), (Person("kim", "", ""),))
    assert became.people == (Person("kim", "", "", phone="030 7"),)
    assert len(TEXT.to_text(became)) < 250
    assert as_it_stands(house, "site:inn") == as_it_stands(house, "person:nobody") == Kept()
