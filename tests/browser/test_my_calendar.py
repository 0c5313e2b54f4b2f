"""My calendar in the browser: a link that a phone can subscribe to, and its end."""

from __future__ import annotations

import re
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import expect

from bot.config import Settings
from bot.demo import SECRET, TOKEN, Demo
from bot.serve import server_on
from storage.lanes import PATIENT
from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def unlinked(desk: Desk) -> Desk:
    """The demo after whoever runs it has started it again without an address for phones."""
    _starts_again(desk.demo)
    return desk


def test_a_link_is_shown_once_feeds_a_phone_and_ends_when_revoked(desk: Desk) -> None:
    """Omar's weeks are in what the phone gets; App Home lists the link by its day; revoked, the phone gets nothing."""
    desk.opens(people="omar")
    omar = desk.omar
    omar.opens("home")
    omar.presses("Make a link", omar.home)
    expect(omar.home.get_by_role("button", name="Revoke", exact=True)).to_have_count(1)

    omar.reads_what_came()
    expect(omar.newest).to_contain_text("It is not shown again")
    link = _link_in(omar.newest.inner_text())
    with urlopen(link, timeout=10) as answer:
        calendar = answer.read().decode()
    assert answer.headers.get_content_type() == "text/calendar"
    assert calendar.count("BEGIN:VEVENT") >= 2
    assert "Harbour Hotel" in calendar

    omar.comes_home()
    expect(omar.home).not_to_contain_text("/calendar/")
    omar.presses("Revoke", omar.home)
    expect(omar.home.get_by_role("button", name="Revoke", exact=True)).to_have_count(0)
    omar.reads_what_came()
    expect(omar.newest).to_contain_text("This calendar link is revoked. Phones that used it get nothing more.")
    with pytest.raises(HTTPError) as gone:
        urlopen(link, timeout=10)
    assert gone.value.code == 404
    gone.value.close()


def test_without_an_address_the_button_says_who_can_switch_it_on(unlinked: Desk) -> None:
    """Where phones cannot reach it, no link is made, and a sentence says what would be needed."""
    unlinked.opens(people="omar")
    omar = unlinked.omar
    omar.opens("home")
    omar.presses("Make a link", omar.home)
    omar.reads_what_came()
    expect(omar.newest).to_contain_text("Calendar links are switched off here. Whoever runs StepIn switches them on")
    omar.comes_home()
    expect(omar.home.get_by_role("button", name="Revoke", exact=True)).to_have_count(0)


def _link_in(words: str) -> str:
    found = re.search(r"http://127\.0\.0\.1:\d+/calendar/[0-9a-f]{64}\.ics", words)
    assert found, words
    return found[0]


def _starts_again(demo: Demo) -> None:
    """On the port that it had, which Slack calls, but without its address."""
    port = demo.server.port
    demo.server.stop()
    settings = Settings(TOKEN, SECRET, api_url=demo.slack.api_url, port=port, record_within=PATIENT.budget)
    demo.server = server_on(settings, demo.database, demo.clock)
    demo.clock.subscribe(demo.server.app.heartbeat.wake)
    demo.server.start()
