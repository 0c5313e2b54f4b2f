"""The manager's side in the browser: called, called again, further up, and each answer on the raiser's card."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import CHANNEL, Desk

pytestmark = pytest.mark.browser

SEEN_WITHIN = 2_000


def test_an_ignored_page_comes_again_and_goes_up_until_everybody_is_called(desk: Desk) -> None:
    """A minute later a second page rings and the first is a stub without buttons; tier 2 joins; after ten minutes it
    counts as unanswered: the raiser reads it, the channel is called, the admin is told."""
    desk.mia.raises("abusive")
    first = desk.dana.column.locator("[data-message-ts]").first
    expect(first).to_contain_text("call 1")

    desk.time_passes(60)
    expect(desk.dana.newest).to_contain_text("call 2 · open and answer")
    expect(desk.dana.toast.first).to_contain_text("call 2")
    expect(first).to_contain_text("see the newest page below")
    expect(first.get_by_role("button", name=re.compile("have it"))).to_have_count(0)
    expect(desk.omar.column.locator("[data-message-ts]")).to_have_count(0)

    desk.time_passes(300)
    expect(desk.omar.newest).to_contain_text("ABUSIVE · Harbour Hotel · call")
    expect(desk.mia.newest).to_contain_text("Nobody has answered yet. You may end this.")

    desk.time_passes(300)
    expect(desk.mia.newest).to_contain_text("Nobody has answered. Everybody is paged again and again, by chat only.")
    expect(desk.ines.column).to_contain_text("UNANSWERED at Harbour Hotel")
    desk.ines.opens(CHANNEL)
    expect(desk.ines.column).to_contain_text("ABUSIVE, NOBODY HAS ANSWERED")


def test_each_answer_of_the_manager_is_on_the_raisers_card_within_two_seconds(desk: Desk) -> None:
    """*I have it*, *2 min* and *I'm with them* are three answers, and the raiser reads each one at once."""
    desk.mia.raises("upset")
    desk.dana.presses("I have it")
    expect(desk.mia.newest).to_contain_text("Dana has it, not on the way yet.", timeout=SEEN_WITHIN)

    desk.dana.presses("2 min")
    expect(desk.mia.newest).to_contain_text(re.compile(r"Dana says \d\d:\d\d\."), timeout=SEEN_WITHIN)

    desk.dana.presses("I'm with them")
    expect(desk.mia.newest).to_contain_text("You can step away. Dana is with you.", timeout=SEEN_WITHIN)


def test_resolving_a_threat_asks_whether_somebody_saw_them(desk: Desk) -> None:
    """A safety case without a last *Safe* stays open until the second person says to have seen or spoken to them."""
    desk.mia.raises("threatening")
    desk.dana.takes_it()
    desk.dana.arrives()
    desk.dana.presses("Resolve")
    asked = desk.dana.form("seen")
    expect(asked).to_contain_text("Mia has not said to be safe.")
    expect(asked).to_contain_text("It stays open until somebody has.")

    desk.dana.presses("Not yet", asked)
    expect(desk.dana.dialog).to_have_count(0)
    expect(desk.mia.newest).to_contain_text("You can step away. Dana is with you.")

    desk.dana.presses("Resolve")
    desk.dana.presses("Yes, they are safe", desk.dana.form("seen"))
    expect(desk.dana.form("note")).to_be_visible()
    expect(desk.mia.newest).to_contain_text("Dana closed it at")
