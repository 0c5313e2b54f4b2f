"""A newcomer calls for help in the browser: by the command, by App Home, by the keyboard alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk, Seat

pytestmark = pytest.mark.browser


def test_one_tap_in_the_dialog_calls_the_manager_and_shows_the_card(desk: Desk) -> None:
    """`/escalate` opens the picker; one tap turns it into the card, puts the card into the app's conversation,
    and makes the manager's phone ring with a page."""
    desk.mia.types("/escalate")
    desk.mia.form("raise").locator("[data-action-id='raise.abusive']").click()

    expect(desk.mia.form("card")).to_contain_text("Slow down. Lower your voice. Step back.")
    expect(desk.mia.form("card")).to_contain_text("Paging Dana, by chat only. Nobody has answered yet.")
    expect(desk.dana.toast).to_contain_text("ABUSIVE · Harbour Hotel · call 1")
    expect(desk.dana.newest.get_by_role("button", name="I have it", exact=True)).to_be_visible()

    desk.mia.presses("Close", desk.mia.form("card"))
    desk.mia.opens("app")
    expect(desk.mia.newest).to_contain_text("Paging Dana, by chat only.")
    expect(desk.omar.toast).to_have_count(0)


def test_the_one_button_of_app_home_opens_the_picker(desk: Desk) -> None:
    """App Home has one primary button, and it opens the picker; below it stands who is on call."""
    desk.mia.opens("home")
    home = desk.mia.column.locator("[data-home]")
    expect(home).to_contain_text("On call · Harbour Hotel")
    expect(home.locator("button.primary")).to_have_count(1)

    home.locator("button.primary").click()
    expect(desk.mia.form("raise")).to_contain_text("One tap calls people. Cancel calls nobody.")

    desk.mia.presses("Cancel", desk.mia.form("raise"))
    expect(desk.mia.dialog).to_have_count(0)
    expect(desk.dana.toast).to_have_count(0)


def test_the_keyboard_alone_is_enough_to_raise(desk: Desk) -> None:
    """No mouse: tab to the field, write the command, tab to the level, press Enter; the manager is paged."""
    keys = desk.page.keyboard
    _tab_until(desk.mia, "textarea")
    keys.type("/esc")
    keys.press("Tab")
    keys.press("Enter")
    expect(desk.mia.form("raise")).to_be_visible()

    _tab_until(desk.mia, "[data-action-id='raise.threatening']")
    keys.press("Enter")
    expect(desk.mia.form("card")).to_contain_text("Paging Dana, Omar and Rob")
    expect(desk.dana.toast).to_contain_text("THREATENING")

    keys.press("Escape")
    expect(desk.mia.dialog).to_have_count(0)


def _tab_until(seat: Seat, wanted: str, most: int = 40) -> None:
    """Press Tab until the focus is there, as somebody without a mouse does."""
    focused = seat.column.locator(f"{wanted}:focus")
    for _ in range(most):
        if focused.count():
            return
        seat.page.keyboard.press("Tab")
    pytest.fail(f"{most} tabs do not lead to {wanted}")
