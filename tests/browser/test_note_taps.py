"""The note in the browser, choice by choice: no more taps than domain.md d.2 allows, and found again afterwards.

A tap is one choice; opening, *More* and saving are not counted; a trigger of ours adds one.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser

DAY = 86400
TAPS = {
    "upset": {"ended": "Solved", "trigger": "Refund or return", "helped": "Options"},
    "abusive": {
        "ended": "Solved",
        "trigger": "Refund or return",
        "behaviour": "Insult",
        "tried": "Offered a choice",
        "helped": "Options",
        "harder": "Queue",
    },
}
BUDGET = {"upset": 3, "abusive": 6}


@dataclass
class Counted:
    """Dana's hands, with a count of what they chose."""

    desk: Desk
    taps: int = 0

    def picks(self, field: str, choice: str) -> None:
        """One choice."""
        self.desk.dana.ticks(field, choice)
        self.taps += 1
        if field == "trigger":
            # It is one of ours: the form grows by the question which rule it was.
            expect(self.desk.dana.field("rule")).to_be_visible()

    def picks_rule(self, words: str) -> None:
        """One choice from the list of the site, which is a menu."""
        self.desk.dana.dialog.locator("select[data-action-id=rule]").select_option(label=words)
        self.taps += 1


@pytest.mark.parametrize("level", list(TAPS))
def test_the_note_takes_no_more_taps_than_it_may_and_is_found_again(desk: Desk, level: str) -> None:
    """UPSET three, ABUSIVE six, one more for the rule; two days later a search and the next escalation find it."""
    desk.mia.raises(level)
    desk.dana.takes_it()
    desk.dana.arrives()
    desk.dana.presses("Resolve")
    note, hands = desk.dana.form("note"), Counted(desk)
    expect(note).to_be_visible()
    for field, choice in TAPS[level].items():
        hands.picks(field, choice)
    assert hands.taps == BUDGET[level]
    hands.picks_rule("No refund of a prepaid rate")
    desk.dana.presses("Done", note)
    lesson = desk.dana.form("lesson")
    expect(lesson).to_contain_text("No refund of a prepaid rate")
    assert hands.taps == BUDGET[level] + 1
    lesson.locator("textarea[data-action-id=text]").fill("Exchanged for a voucher with a marzipan pig")
    desk.dana.presses("Share", lesson)
    expect(desk.dana.dialog).to_have_count(0)

    for _ in range(2):
        desk.time_passes(DAY)
    desk.omar.types("/escalate learn marzipan pig")
    expect(desk.omar.column).to_contain_text("Exchanged for a voucher with a marzipan pig")

    desk.mia.types(f"/escalate {level} refund of a prepaid rate")
    desk.dana.opens("app")
    expect(desk.dana.newest).to_contain_text("2 days ago: offered a choice" if level == "abusive" else "2 days ago")
