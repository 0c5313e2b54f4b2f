"""Shifts change hands in the browser: one asks for cover and another takes it; one hands over and another accepts."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


def test_cover_is_asked_for_and_taken_by_another(desk: Desk) -> None:
    """Omar needs cover for the shift that runs: until Kim takes it he is on call, and then both read that Kim is."""
    desk.opens(people="omar kim")
    desk.omar.opens("home")
    desk.omar.home.get_by_role("button", name="I need cover", exact=True).first.click()
    form = desk.omar.form("shift_cover")
    desk.omar.enters(note="Dentist")
    desk.omar.presses("Ask them", form)
    expect(desk.omar.dialog).to_have_count(0)
    expect(desk.omar.home).to_contain_text(re.compile("You asked for cover.*You are on call until somebody takes it"))

    expect(desk.kim.newest).to_contain_text("Omar needs cover: tier 2, Harbour Hotel")
    expect(desk.kim.newest).to_contain_text("Dentist")
    expect(desk.kim.newest).to_contain_text("Until then Omar is on call.")
    desk.kim.presses("I'll take it")
    expect(desk.kim.newest).to_contain_text("You are on call: tier 2, Harbour Hotel")
    expect(desk.omar.home).to_contain_text(re.compile("Kim covers .* for you"))
    expect(desk.omar.home).to_contain_text(re.compile("Tier 2 +Kim"))


def test_a_hand_over_is_accepted_by_name(desk: Desk) -> None:
    """Omar hands over to Kim with a word; he stays on call until Kim has accepted, and reads when that was."""
    desk.opens(people="omar kim")
    desk.omar.opens("home")
    desk.omar.home.get_by_role("button", name="Hand over", exact=True).first.click()
    form = desk.omar.form("shift_hand_over")
    expect(form).to_contain_text("You stay on call until they accept.")
    desk.omar.ticks("to", "Kim")
    desk.omar.enters(words="Room 12 called twice")
    desk.omar.presses("Ask them", form)
    expect(desk.omar.dialog).to_have_count(0)
    expect(desk.omar.home).to_contain_text("On call until Kim accepts")

    expect(desk.kim.newest).to_contain_text("Omar hands tier 2, Harbour Hotel over to you.")
    expect(desk.kim.newest).to_contain_text("Room 12 called twice")
    desk.kim.presses("I accept")
    expect(desk.kim.newest).to_contain_text("You accepted tier 2, Harbour Hotel from Omar")
    expect(desk.omar.home).to_contain_text(re.compile("Tier 2 +Kim"))
    desk.omar.reads_what_came()
    expect(desk.omar.newest).to_contain_text(
        re.compile(r"Kim accepted tier 2, Harbour Hotel at \d\d:\d\d\. You are free\.")
    )
