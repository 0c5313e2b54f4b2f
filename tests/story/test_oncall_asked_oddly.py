"""`/oncall` with other words, by its form, from App Home, and asked by admins and strangers."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from storage.database import Database
from tests.story.asking import HOTEL, QUAY, answer, apply
from tests.story.both import on_both_stores
from tests.story.reading import read, shown
from tests.world import World, world_on


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """The hotel with its turns, and a market in New York."""
    database = Database(url)
    with world_on(database, HOTEL) as opened:
        apply(opened, HOTEL, QUAY)
        yield opened
    database.close()


def test_what_was_not_understood_is_said_and_quoted(hotel: World) -> None:
    """One sentence, an example that would work there, everything that was typed; and the answer to the rest."""
    text = answer(hotel.mia, "saturday 21:30 <pool> & *bar*")
    assert text.splitlines()[:2] == [
        "I did not understand “<pool>”. Write it like this: /oncall saturday 21:30 front desk",
        "“/oncall saturday 21:30 <pool> & *bar*”".replace("*", ""),
    ]
    assert "Who would be paged · Bar, Harbour Hotel" in text
    assert "two years away" in answer(hotel.mia, "14 march 2040")
    assert "What you can ask" in answer(hotel.mia, "help")


def test_a_day_alone_says_which_time_it_took(hotel: World) -> None:
    """This time of that day, and how to ask for another."""
    text = answer(hotel.mia, "tomorrow")
    assert "No time was named: 13:00 is asked. Name one, as /oncall saturday 21:30" in text
    assert "Sunday 15 March 13:00, Berlin time" in text


def test_another_time_is_asked_in_a_form(hotel: World) -> None:
    """A day and a time of the site's clock, place and severity if they count; the answer takes the form's place."""
    answer(hotel.mia, "cellar violent 9")
    hotel.mia.presses("Another time", where="ephemeral")
    assert "At Harbour Hotel, Berlin time." in shown(hotel.mia.modal())
    hotel.mia.picks("Day", "2026-03-16")
    hotel.mia.picks("Time", "08:30")
    hotel.mia.submits()
    text = shown(hotel.mia.modal())
    assert "Who would be paged · VIOLENT · Cellar, Harbour Hotel" in text
    assert "Monday 16 March 08:30, Berlin time" in text
    assert "Tier 3, at once  Lea, always in “Weekdays”" in text


def test_a_time_out_of_reach_is_refused_at_its_field(hotel: World) -> None:
    """Nothing entered is lost: the form stays as it is, with a sentence at the day."""
    answer(hotel.mia)
    hotel.mia.presses("Another time", where="ephemeral")
    hotel.mia.picks("Day", "2040-03-16")
    errors = hotel.mia.submits().json()["errors"]
    assert errors == {"day": "That is more than two years away. Pick a day that is nearer."}


@on_both_stores
def test_admins_edit_from_there(hotel: World) -> None:
    """*Edit* and `/oncall edit` open the same desk; others are told who can."""
    assert "[Edit]" in answer(hotel.ines)
    hotel.ines.presses("Edit", where="ephemeral")
    desk = shown(hotel.ines.modal())
    hotel.ines.closes()
    assert hotel.ines.types("/oncall edit", channel="C0DESK").status == 200
    assert shown(hotel.ines.modal()) == desk
    assert "[Edit]" not in answer(hotel.mia)
    hotel.mia.types("/oncall Edit", channel="C0DESK")
    assert hotel.mia.modal() is None
    assert "Only admins can change this." in read(hotel.mia)


def test_a_stranger_without_any_site_is_answered_too(hotel: World) -> None:
    """Nothing is set up yet: that is said, and how to call for help all the same."""
    apply(hotel)
    assert answer(hotel.mia) == "No site is set up yet, so nobody is on call. To call for help: /escalate"
    assert answer(hotel.ines).endswith("To set one up: /oncall edit")


def test_app_home_says_the_same(hotel: World) -> None:
    """In one line for each tier, and the gap that comes."""
    hotel.mia.opens_home()
    home = shown(hotel.mia.home())
    assert "Tier 1  Dana until 18:00, then Petra\nTier 2  Jon until 15 Mar 00:00, then Omar" in home
    assert "Tier 3  nobody until 16 Mar 08:00, then Lea" in home
    assert "Gap: nobody holds tier 3" in home
    assert "Nobody holds tier 3 16 Mar 18:00 to 17 Mar 08:00." in home.replace("to 08:00", "to 17 Mar 08:00")
