"""The admin's side in the browser, without any file: a rotation from nothing, a stand-in, and who would be paged."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

HOUR = timedelta(hours=1)


def test_a_night_rotation_is_set_up_seen_saved_paged_and_undone(desk: Desk) -> None:
    """The preview names whom it changes and shows a picture; saved, the next page goes to whoever holds now, and after
    *Undo* the one after that goes where it would have gone."""
    desk.opens(people="ines mia petra dana")
    _fills_in_nights(desk, begins=_this_hour(desk))
    desk.ines.presses("Next", desk.ines.form("desk"))

    preview = desk.ines.form("desk_preview")
    expect(preview).to_contain_text("new, Nights: Petra and Rob; 1 day each")
    expect(preview).to_contain_text(re.compile(r"Petra: .*instead of Dana\."))
    expect(preview).to_contain_text(re.compile("Rob and Petra in turn, .*, instead of Dana: "))
    picture = preview.locator("img")
    expect(picture).to_have_attribute("alt", re.compile("^Next four weeks, Tier 1, Harbour Hotel.* Petra, .* Rob, "))
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("one => one.naturalWidth") > 500

    desk.ines.presses("Save", preview)
    desk.ines.leaves_the_page()
    expect(desk.ines.home).to_contain_text(re.compile("Tier 1 +Petra until"))
    desk.mia.raises("abusive")
    expect(desk.petra.newest).to_contain_text("ABUSIVE · Harbour Hotel · call 1")
    expect(desk.dana.newest).to_contain_text("No longer yours: tier 1, Harbour Hotel")
    expect(desk.dana.column).not_to_contain_text("ABUSIVE")

    desk.ines.reads_what_came()
    expect(desk.ines.newest).to_contain_text("Saved. Tier 1 of Harbour Hotel: new, Nights")
    desk.ines.presses("Undo")
    expect(desk.ines.column).to_contain_text("Undone.")
    desk.time_passes(60)
    expect(desk.dana.column).to_contain_text("ABUSIVE · Harbour Hotel · call")


def test_what_is_wrong_is_said_at_its_field_and_the_rest_stays(desk: Desk) -> None:
    """Hours without an end, then hours that are none: each gets its sentence, and nothing has to be typed again."""
    desk.opens(people="ines")
    begins = _this_hour(desk)
    _fills_in_nights(desk, begins)
    form = desk.ines.form("desk")
    desk.ines.enters(window_1_end="")
    desk.ines.presses("Next", form)
    wrong = desk.ines.field("window_1_end").locator(".field-error")
    expect(wrong).to_have_text("This is missing. Say until when.")

    desk.ines.enters(window_1_end=f"{begins:%H:%M}")
    desk.ines.presses("Next", form)
    expect(wrong).to_contain_text("is no time at all.")
    expect(form.get_by_label("Name")).to_have_value("Nights")
    expect(desk.ines.field("people")).to_contain_text("PetraRob")
    expect(form.locator("[data-action-id=window_1_start]")).to_have_value(f"{begins:%H:%M}")

    desk.ines.enters(window_1_end=f"{begins + 9 * HOUR:%H:%M}")
    desk.ines.presses("Next", form)
    expect(desk.ines.form("desk_preview")).to_contain_text("new, Nights: Petra and Rob")


def test_a_stand_in_is_on_call_at_once(desk: Desk) -> None:
    """Lea for whoever holds tier 2, for eight hours: `/oncall` says so as soon as it is saved."""
    desk.opens(people="ines mia omar")
    now = desk.wall()
    desk.ines.sets_up("Stand-ins", "Add a stand-in")
    desk.ines.ticks("tier", "Tier 2")
    desk.ines.ticks("person", "Lea")
    desk.ines.enters(start=f"{now:%Y-%m-%dT%H:%M}", end=f"{now + 8 * HOUR:%Y-%m-%dT%H:%M}", note="Dentist")
    desk.ines.presses("Next", desk.ines.form("desk"))
    preview = desk.ines.form("desk_preview")
    expect(preview).to_contain_text(re.compile(r"Lea: .*instead of (Omar|Kim)\."))
    desk.ines.presses("Save", preview)
    desk.ines.leaves_the_page()

    desk.mia.types("/oncall")
    expect(desk.mia.newest).to_contain_text(re.compile("Tier 2 +Lea until .*, then (Omar|Kim)"))


def test_who_would_be_paged_on_saturday_is_answered_tier_by_tier(desk: Desk) -> None:
    """With the reason of each, and nobody is paged by asking."""
    desk.opens(people="mia dana omar")
    desk.mia.types("/oncall saturday 21:30")
    answer = desk.mia.newest
    expect(answer).to_contain_text("Who would be paged · Harbour Hotel")
    expect(answer).to_contain_text(re.compile(r"Saturday \d+ \w+ 21:30, Berlin time"))
    expect(answer).to_contain_text(re.compile("Tier 1 +Dana, first in the list"))
    # The demo's month has both; which one it is depends on the day.
    expect(answer).to_contain_text(re.compile("Tier 2 +(Omar, rotation “Weeks”|Dana stands in for Kim)"))
    expect(answer).to_contain_text(re.compile("Tier 3 +Lea"))
    expect(answer).to_contain_text("Nobody was paged by this.")
    for seat in (desk.dana, desk.omar):
        expect(seat.column.locator("[data-message-ts]")).to_have_count(0)


def _this_hour(desk: Desk) -> datetime:
    """When a shift began that still runs, whatever the clock shows; the day may be yesterday."""
    return (desk.wall() - HOUR).replace(minute=0)


def _fills_in_nights(desk: Desk, begins: datetime) -> None:
    desk.ines.sets_up("Tiers & rotations", "Add a rotation")
    desk.ines.ticks("windows", "Only in certain hours")
    expect(desk.ines.field("window_1_end")).to_be_visible()
    desk.ines.ticks("people", "Petra", "Rob")
    desk.ines.ticks("pattern", "1 day")
    desk.ines.enters(name="Nights", handoff=f"{begins:%H:%M}", starts_on=f"{begins:%Y-%m-%d}")
    desk.ines.enters(window_1_start=f"{begins:%H:%M}", window_1_end=f"{begins + 9 * HOUR:%H:%M}")
