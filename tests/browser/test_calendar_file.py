"""A calendar file becomes a layer of a tier in the browser: what was not understood is named before it is saved."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

DAY = timedelta(days=1)


def test_an_ics_file_holds_the_tier_after_a_preview(desk: Desk) -> None:
    """Nothing given, then a page that is no calendar: a sentence each time, and the name is still there. Then Petra's
    day is read, the summer party is named as nobody's, and saved, the calendar says who is on call."""
    desk.opens(people="ines")
    ines = desk.ines
    form = ines.sets_up("Calendars", "Import a calendar")
    ines.enters(name="House rota")
    ines.presses("Next", form)
    ines.is_refused("address", "Give an address or a file. One of the two.")

    _gives(form, "rota.ics", b"<html>Sign in</html>")
    ines.presses("Next", form)
    waiting = ines.form("desk_waiting")
    expect(waiting).to_contain_text("What you entered is still there: go back and change it.")
    ines.presses("Back", waiting)
    expect(form.get_by_label("Name")).to_have_value("House rota")

    form.get_by_label("Take out rota.ics").click()
    now = desk.demo.clock.now()
    party = now + 5 * DAY
    _gives(form, "house.ics", _calendar(("Petra", now - DAY, now + DAY), ("Summer party", party, party + DAY)))
    ines.presses("Next", form)
    preview = ines.form("desk_preview")
    expect(preview).to_contain_text(re.compile("Mind: “Summer party” on .* is nobody of this site."))
    expect(preview).to_contain_text(re.compile("Petra: .* instead of Dana"))
    ines.saves()

    expect(ines.turns_to("Calendars")).to_contain_text("House rota · Tier 1 of Harbour Hotel · read once, from a file")
    ines.presses("Close", ines.form("desk_menu"))
    expect(ines.home).to_contain_text(re.compile("Tier 1 +Petra until"))


def _gives(form: Locator, name: str, content: bytes) -> None:
    """Put a file into the form, and see it there."""
    given = {"name": name, "mimeType": "text/calendar", "buffer": content}
    form.locator("[data-action-id=file] input[type=file]").set_input_files(given)
    expect(form.locator("[data-action-id=file]")).to_contain_text(name)


def _calendar(*events: tuple[str, datetime, datetime]) -> bytes:
    """An .ics file of events: title, begin, end."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//hotel//rota//EN"]
    for number, (title, start, end) in enumerate(events):
        lines += ["BEGIN:VEVENT", f"UID:{number}", f"SUMMARY:{title}"]
        lines += [f"DTSTART:{_written(start)}", f"DTEND:{_written(end)}", "END:VEVENT"]
    return "".join(f"{line}\r\n" for line in (*lines, "END:VCALENDAR")).encode()


def _written(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
