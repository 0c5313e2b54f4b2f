"""The end of it in the browser: one tap resolves, and the note loses nothing that was entered."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


def test_picks_stay_when_the_note_is_written_later(desk: Desk) -> None:
    """*Resolve* is one tap; what was picked before *Write it later* stands there again, opened from App Home."""
    _resolved(desk)
    note = desk.dana.form("note")
    desk.dana.ticks("ended", "Calmed, not solved")
    desk.dana.ticks("trigger", "Wait or queue", "Price or charge")
    desk.dana.presses("Write it later", note)
    expect(desk.dana.dialog).to_have_count(0)

    desk.dana.opens("home")
    home = desk.dana.column.locator("[data-home]")
    expect(home).to_contain_text("Notes to write")
    desk.dana.presses("Write the note", home)
    expect(note.get_by_label("Calmed, not solved", exact=True)).to_be_checked()
    expect(desk.dana.field("trigger")).to_contain_text("Wait or queue")
    expect(desk.dana.field("trigger")).to_contain_text("Price or charge")


def test_a_missing_answer_gets_a_sentence_and_nothing_entered_is_lost(desk: Desk) -> None:
    """What is missing is said at its field, the rest stays as entered, and once it is there the note is done."""
    _resolved(desk)
    note = desk.dana.form("note")
    desk.dana.ticks("ended", "Solved")
    desk.dana.ticks("trigger", "Wait or queue")
    desk.dana.ticks("helped", "Listening")
    # The trigger is one of ours, so the note asks which rule: nobody but the app can know that.
    expect(desk.dana.field("rule_new")).to_be_visible()
    desk.dana.presses("More", note)
    note.locator("input[data-action-id=change]").fill("A second till at noon")
    desk.dana.presses("Done", note)
    expect(desk.dana.field("rule").locator(".field-error")).to_have_text("Pick at least one.")
    expect(note.get_by_label("Solved", exact=True)).to_be_checked()
    expect(note.locator("input[data-action-id=change]")).to_have_value("A second till at noon")

    note.locator("input[data-action-id=rule_new]").fill("One till at noon")
    desk.dana.presses("Done", note)
    lesson = desk.dana.form("lesson")
    expect(lesson).to_contain_text("Wait or queue · One till at noon · Solved")
    words = lesson.locator("textarea[data-action-id=text]")
    expect(words).to_have_value("What helped: Listening\nWhat should change: A second till at noon")
    desk.dana.presses("Share", lesson)
    expect(desk.dana.dialog).to_have_count(0)
    desk.dana.opens("home")
    expect(desk.dana.column.locator("[data-home]")).not_to_contain_text("Notes to write")


def _resolved(desk: Desk) -> None:
    desk.mia.raises("upset")
    desk.dana.takes_it()
    desk.dana.arrives()
    desk.dana.presses("Resolve")
    expect(desk.dana.form("note")).to_be_visible()
