"""An admin edits the times in the browser: the sentences follow what is picked, and what is written with Enter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


def _opens_all_severities(desk: Desk) -> Locator:
    """The form with the times of all severities."""
    desk.opens(people="ines")
    desk.ines.opens("home")
    desk.ines.presses("Set up", desk.ines.home)
    menu = desk.ines.form("desk_menu")
    for label in ("Open", "Times per severity"):
        menu.get_by_role("button", name=label, exact=True).first.click()
    menu.get_by_role("button", name="Change", exact=True).last.click()
    form = desk.ines.form("desk")
    expect(form).to_contain_text("All severities at")
    return form


def _picks_other(desk: Desk, name: str) -> Locator:
    """*Other* of a list, a long one or a short one, and the field that opens then."""
    listed = desk.ines.dialog.locator(f"[data-action-id={name}]")
    if listed.evaluate("one => one.tagName") == "SELECT":
        listed.select_option(label="Other …")
    else:
        listed.get_by_label("Other …", exact=True).check()
    return desk.ines.dialog.locator(f"[data-action-id={name}_other]")


def test_enter_shows_what_the_written_times_come_to(desk: Desk) -> None:
    """Typing alone sends nothing; Enter redraws the sentences; what was typed and not entered comes with the next act,
    and everything stays until it is saved."""
    form = _opens_all_severities(desk)
    far = _picks_other(desk, "far_eta")
    far.fill("8 min")
    far.press("Enter")
    expect(form).to_contain_text("for whoever is over 8 minutes away")
    late = _picks_other(desk, "eta_grace")
    late.fill("100 s")
    expect(form).to_contain_text("is given 1 minute more")
    undo = _picks_other(desk, "undo_within")
    expect(form).to_contain_text("is given 1 minute 40 seconds more")
    undo.fill("soon")
    undo.press("Enter")
    expect(form).to_contain_text('Without what cannot be yet: "soon" is no length of time.')
    desk.ines.presses("Save", form)
    expect(desk.ines.field("undo_within_other").locator(".field-error")).to_contain_text('"soon" is no length of time.')
    expect(far).to_have_value("8 min")
    undo.fill("20 s")
    undo.press("Enter")
    expect(form).to_contain_text("can be undone for 20 seconds")
    desk.ines.presses("Save", form)
    desk.ines.leaves_the_page()
    desk.ines.reads_what_came()
    expect(desk.ines.newest).to_contain_text("undo within is now 20 seconds")
