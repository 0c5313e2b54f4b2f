"""The hotel set up in the browser, without any file: what is wrong is said at its field, and nothing has to be typed
again; what is right is on the page it was opened from as soon as it is saved."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import PEOPLE, Desk

pytestmark = pytest.mark.browser


def test_a_site_begins_with_whom_it_calls(hotel: Desk) -> None:
    """A time zone that is none and a number that nobody can dial are refused one after the other; then the site is
    there, with its first tier."""
    hotel.opens(people="ines")
    ines = hotel.ines
    ines.opens("home")
    ines.presses("Set up", ines.home)
    ines.presses("Add a site", ines.form("desk_menu"))
    form = ines.opened()
    ines.enters(name="Lakeside Inn", zone="Europe/Berln", phone="reception", emergency_number="112")
    ines.ticks("tier_1", "Petra")
    ines.ticks("last_resort", "Lea")
    ines.presses("Save", form)
    ines.is_refused("zone", 'There is no time zone "Europe/Berln". Did you mean Europe/Berlin?')
    ines.enters(zone="Europe/Berlin")
    ines.presses("Save", form)
    ines.is_refused("phone", '"reception" is no number to dial.')
    expect(form.get_by_label("Name")).to_have_value("Lakeside Inn")
    expect(ines.field("tier_1")).to_contain_text("Petra")
    ines.enters(phone="+49 30 5550200")
    ines.looks_before_saving(re.compile(r"•\s+Petra: [^,]*\."), "Save")

    ines.presses("Set up", ines.home)
    ines.form("desk_menu").get_by_role("button", name="Open", exact=True).last.click()
    ines.presses("Who is called", ines.form("desk_menu"))
    expect(ines.form("desk_menu")).to_contain_text(re.compile("Who is called · Lakeside Inn.*Tier 1 +Petra"))


def test_a_place_has_a_name_of_its_own(hotel: Desk) -> None:
    """There is a bar already: the second one needs another name, and keeps what is known of it."""
    hotel.opens(people="ines")
    form = hotel.ines.sets_up("Places", "Add a place")
    hotel.ines.enters(name="Bar", safe_place="the linen room", door="lift to the fifth floor")
    hotel.ines.ticks("traits", "One person works here alone")
    hotel.ines.presses("Save", form)
    hotel.ines.is_refused("name", 'There is a place "Bar" already.')
    expect(form.get_by_label("Door")).to_have_value("lift to the fifth floor")
    hotel.ines.enters(name="Roof bar")
    hotel.ines.saves()
    places = hotel.ines.turns_to("Places")
    expect(places).to_contain_text(
        re.compile("Roof bar +One person works here alone · safe place: the linen room · door: lift to the fifth floor")
    )


def test_somebody_new_has_an_account_of_their_own(hotel: Desk) -> None:
    """Kim's account is Kim's; Noor's is nobody's yet, and she is called where Rob was before he was taken out."""
    hotel.opens(people="ines")
    ines = hotel.ines
    form = ines.sets_up("People", "Add a person")
    account = form.locator("[data-action-id=account]")
    account.select_option(PEOPLE["kim"])
    ines.enters(name="Noor", phone="+49 30 5550177")
    ines.ticks("roles", "Manager: may take over, stand down, resolve")
    ines.ticks("where", "Security: called when somebody may get hurt")
    ines.presses("Save", form)
    ines.is_refused("account", "That account is Kim's already. Give each person their own.")
    expect(form.get_by_label("Name")).to_have_value("Noor")
    expect(form.get_by_label("Manager: may take over, stand down, resolve")).to_be_checked()
    account.select_option("U0NOOR")
    ines.saves()
    ines.turns_to("People")
    ines.picks_at("Rob", "Remove")
    ines.looks_before_saving("Mind: Rob stood in security of Harbour Hotel", "Remove")
    people = ines.turns_to("People")
    expect(people).to_contain_text(re.compile(r"Noor +manager · security · \+49 30 5550177"))
    expect(people).not_to_contain_text("Rob")


def test_who_is_called_keeps_the_order_in_which_they_were_picked(hotel: Desk) -> None:
    """Tier 1 cannot be empty; with Lea behind Dana it is shown before it is saved, and stands so on the page."""
    hotel.opens(people="ines")
    ines = hotel.ines
    ines.turns_to("Who is called")
    form = ines.picks_at("Tier 1", "Change")
    ines.ticks("people", "Lea")
    for name in ("Dana", "Lea"):
        form.get_by_role("checkbox", name=name, exact=True).uncheck()
    ines.presses("Next", form)
    ines.is_refused("people", "Nobody is in tier 1. Name at least one person who comes first.")
    ines.ticks("people", "Dana", "Lea")
    ines.looks_before_saving("Tier 1 of Harbour Hotel: now Dana and Lea.")
    expect(ines.turns_to("Who is called")).to_contain_text(re.compile("Tier 1 +Dana, Lea"))


def test_a_backup_number_is_one_that_can_be_dialled(hotel: Desk) -> None:
    """The row that is wrong says so; the other one stays, and both are on the page once they are right."""
    hotel.opens(people="ines")
    ines = hotel.ines
    ines.turns_to("Who is called")
    form = ines.picks_at("Backup list", "Change")
    ines.enters(name_1="Porter of the night", number_1="downstairs")
    ines.presses("Save", form)
    ines.is_refused("number_1", '"downstairs" is no number to dial.')
    expect(form.locator("[data-action-id=name_1]")).to_have_value("Porter of the night")
    ines.enters(number_1="+49 30 5550142")
    ines.saves()
    page = ines.turns_to("Who is called")
    expect(page).to_contain_text("Night Shield security +49 30 5550100, Porter of the night +49 30 5550142")


def test_opening_hours_and_closed_days_stand_on_one_page(hotel: Desk) -> None:
    """Hours without an end and a closure that ends before it begins are refused at the field; both are then shown."""
    hotel.opens(people="ines")
    ines, day = hotel.ines, hotel.wall().date() + timedelta(days=40)
    form = ines.sets_up("Opening hours", "Change")
    ines.enters(window_1_end="")
    ines.presses("Next", form)
    ines.is_refused("window_1_end", "This is missing. Say until when.")
    expect(form.locator("[data-action-id=window_2_start]")).to_have_value("07:00")
    ines.enters(window_1_end="22:15")
    ines.saves("Next")

    form = ines.sets_up("Opening hours", "Add closed days")
    ines.enters(closed=f"{day}", until=f"{day - timedelta(days=1)}")
    ines.presses("Next", form)
    ines.is_refused("until", "This is before the first day. Choose a later day.")
    expect(form.locator("[data-action-id=closed]")).to_have_value(f"{day}")
    ines.enters(until=f"{day + timedelta(days=1)}")
    ines.saves("Next")
    page = ines.turns_to("Opening hours")
    expect(page).to_contain_text("Open Mon-Fri 06:30-22:15 and Sat, Sun 07:00-23:00")
    expect(page).to_contain_text(f"Closed on {day:%a} {day.day} {day:%B} {day.year}")


def test_an_absence_is_whole_days_unless_it_says_times(hotel: Desk) -> None:
    """Mia's holiday cannot end before it begins; saved, the page says its first and its last day."""
    hotel.opens(people="ines")
    ines, day = hotel.ines, hotel.wall().date() + timedelta(days=10)
    last = day + timedelta(days=4)
    form = ines.sets_up("Absences", "Somebody is away")
    ines.ticks("person", "Mia")
    ines.enters(start=f"{last}", end=f"{day}")
    ines.presses("Next", form)
    ines.is_refused("end", re.compile("before it begins|is before", re.IGNORECASE))
    expect(ines.field("person").get_by_label("Mia", exact=True)).to_be_checked()
    ines.enters(start=f"{day}", end=f"{last}")
    ines.saves("Next")
    page = ines.turns_to("Absences")
    shown = f"{day:%a} {day.day} {day:%B} {day.year} to {last:%a} {last.day} {last:%B} {last.year}"
    expect(page).to_contain_text(f"Mia is away {shown}")


def test_card_texts_are_shown_as_they_would_read(hotel: Desk) -> None:
    """Sent as they were, they are refused; a new safe place is on the card in the form already, and on the page."""
    hotel.opens(people="ines")
    form = hotel.ines.sets_up("Card texts", "Change")
    hotel.ines.presses("Save", form)
    hotel.ines.is_refused("safe_place", "That is how it is already. Nothing would change.")
    hotel.ines.enters(safe_place="the wine cellar")
    hotel.ines.ticks("card", "For those who come")
    expect(form).to_contain_text("Quay Street 12, 10999 Berlin · Door")
    hotel.ines.ticks("card", "Card: THREATENING")
    expect(form).to_contain_text("Go to the wine cellar. Call 112 any time.")
    hotel.ines.saves()
    expect(hotel.ines.turns_to("Card texts")).to_contain_text("Go to the wine cellar.")


def test_what_the_channel_shows_is_ticked(hotel: Desk) -> None:
    """A group's name is no group's id; what was ticked stays ticked, and is so the next time."""
    hotel.opens(people="ines")
    form = hotel.ines.sets_up("In the channel")
    topic = form.get_by_label("Who is on call in the channel's topic")
    topic.check()
    hotel.ines.enters(user_group="night team")
    hotel.ines.presses("Save", form)
    hotel.ines.is_refused("user_group", "That is no id of a user group. It begins with S, as in S024BE7LH.")
    expect(topic).to_be_checked()
    hotel.ines.enters(user_group="")
    hotel.ines.saves()
    hotel.ines.sets_up("In the channel")
    expect(topic).to_be_checked()
    hotel.ines.presses("Back", form)
    expect(hotel.ines.form("desk")).to_have_count(0)
