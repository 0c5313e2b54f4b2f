"""The page at the width of a phone: one person at a time, and nothing to push sideways."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import CHANNEL, PEOPLE, Desk

pytestmark = pytest.mark.browser

_TOO_WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => `${one.tagName} ${one.className}`)"""
_SCROLLS = "() => document.documentElement.scrollWidth > innerWidth"


def test_a_phone_shows_one_person_and_nothing_scrolls_sideways(desk: Desk) -> None:
    """From the first tap to the page and App Home, at 390 pixels, one column is shown, and nothing is cut off
    or has to be pushed sideways."""
    desk.opens(width=390, height=844)
    _fits(desk, "mia")
    desk.mia.types("/escalate")
    expect(desk.mia.form("raise")).to_be_visible()
    _fits(desk, "mia")
    desk.mia.form("raise").locator("[data-action-id='raise.violent']").click()
    expect(desk.mia.form("card")).to_contain_text("LEAVE NOW.")
    _fits(desk, "mia")

    desk.page.locator(f"[data-switch={PEOPLE['dana']}]").click()
    expect(desk.dana.newest).to_contain_text("VIOLENT")
    _fits(desk, "dana")
    desk.dana.presses("I have it")
    expect(desk.dana.newest.get_by_role("button", name="10 min", exact=True)).to_be_visible()
    _fits(desk, "dana")
    desk.dana.opens(CHANNEL)
    expect(desk.dana.column).to_contain_text("Don't go alone.")
    _fits(desk, "dana")
    desk.dana.opens("home")
    expect(desk.dana.column.locator("[data-home]")).to_contain_text("Waiting for you")
    _fits(desk, "dana")


def _fits(desk: Desk, in_front: str) -> None:
    shown = [name for name, user_id in PEOPLE.items() if desk.page.locator(f"[data-person={user_id}]").is_visible()]
    assert shown == [in_front]
    assert desk.page.evaluate(_TOO_WIDE) == []
    assert not desk.page.evaluate(_SCROLLS)
