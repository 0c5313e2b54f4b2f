"""Two managers swap shifts in the browser: nothing changes until the other one agrees."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

WEEK = timedelta(weeks=1)


def test_a_swap_is_asked_of_one_and_agreed_with_a_tap(desk: Desk) -> None:
    """Omar gives his next week for the first shift of Kim's: both read it, the channel too, and `/oncall` answers with
    whoever has it now."""
    desk.opens(people="omar kim mia")
    # Omar's weeks begin on Mondays at eight. The one that runs cannot be swapped; his next one begins two weeks later.
    now = desk.wall() - timedelta(hours=8)
    his = now - timedelta(days=now.weekday()) + 2 * WEEK + timedelta(days=2)
    _asks_who(desk, f"{his:%Y-%m-%d}", "Omar")
    desk.omar.opens("home")
    desk.omar.home.get_by_role("button", name="Swap", exact=True).first.click()
    form = desk.omar.form("shift_swap")
    expect(form).to_contain_text("Nothing changes until they agree.")
    form.locator("[data-action-id=shift]").get_by_label(re.compile("^Kim · ")).first.check()
    desk.omar.enters(note="My sister marries")
    desk.omar.presses("Ask them", form)
    expect(desk.omar.dialog).to_have_count(0)
    asked = re.compile("You asked Kim to swap .* for .*Nothing changes until Kim agrees")
    expect(desk.omar.home).to_contain_text(asked)

    expect(desk.kim.newest).to_contain_text("Omar asks to swap. You would take tier 2, Harbour Hotel")
    expect(desk.kim.newest).to_contain_text("My sister marries")
    expect(desk.kim.newest).to_contain_text("Until you agree nothing changes.")
    _asks_who(desk, f"{his:%Y-%m-%d}", "Omar")
    desk.kim.presses("Swap")
    expect(desk.kim.newest).to_contain_text(re.compile("You take tier 2, Harbour Hotel, .* for Omar; Omar takes "))

    expect(desk.omar.home).to_contain_text(re.compile("Kim covers .* for you; you cover .* for Kim"))
    desk.omar.reads_what_came()
    expect(desk.omar.newest).to_contain_text(re.compile("Kim covers tier 2, .* for you, you take "))
    _asks_who(desk, f"{his:%Y-%m-%d}", "Kim")
    expect(desk.mia.column).to_contain_text(re.compile("Kim covers tier 2, .* for Omar; Omar covers .* for Kim"))
    expect(desk.mia.column).not_to_contain_text("My sister marries")


def _asks_who(desk: Desk, day: str, holder: str) -> None:
    """Mia asks about noon of that day, and reads whom tier 2 has then."""
    desk.mia.types(f"/oncall {day} 12:00")
    expect(desk.mia.newest).to_contain_text(re.compile(f"Tier 2 +{holder}"))
