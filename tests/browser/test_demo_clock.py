"""The page of the demo beside its people: the clock that brings what comes by the week, and files to take away."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from slack_sdk import WebClient

from tests.browser.desk import CHANNEL, Desk

pytestmark = pytest.mark.browser

CSV = b"month,cases\r\n2026-03,14\r\n"


def test_monday_at_nine_brings_the_digest(desk: Desk) -> None:
    """One press: the clock on the wall shows it, and the week stands in the channel with its picture."""
    desk.opens(people="dana")
    desk.dana.opens(CHANNEL)

    desk.time_passes("monday")

    wall = desk.wall()
    assert (wall.weekday(), wall.hour) == (0, 9)
    expect(desk.page.get_by_test_id("clock")).to_contain_text("Mon")
    digest = desk.dana.column.locator("[data-message-ts]", has_text="Handled well")
    expect(digest).to_contain_text("Changed because of you", timeout=20_000)
    expect(digest.locator("img.b-picture")).to_be_visible()


def test_the_figures_of_a_month_are_taken_away_as_a_file(desk: Desk) -> None:
    """From App Home: the pictures stand above the words, and the rows come into one's own conversation as a CSV."""
    desk.opens(people="dana")
    desk.dana.comes_home()
    desk.dana.presses("Figures", desk.dana.home)
    desk.dana.presses("Show", desk.dana.form("figures"))
    shown = desk.dana.form("figures_shown")
    expect(shown.locator("img.b-picture").first).to_be_visible()
    boxes = [shown.get_by_text(words, exact=True).first.bounding_box() for words in ("Calls for help", "First answer")]
    picture = shown.locator("img.b-picture").first.bounding_box()
    assert picture
    assert [box and box["y"] < picture["y"] for box in boxes] == [True, False]

    desk.dana.presses("Download CSV", shown)
    desk.closes_dialogs()
    desk.dana.reads_what_came()
    card = desk.dana.column.locator("[data-file$='.csv']")
    with desk.page.expect_download() as coming:
        card.get_by_role("link", name="Download").click()

    header, first, *_ = Path(coming.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert header.startswith("version,site,month,figure,level")
    assert first.startswith("1,Harbour Hotel,")


def test_tabs_stay_in_one_line_whatever_is_unread(desk: Desk) -> None:
    """Four people side by side, and something new in two tabs of each: no tab falls into a second row."""
    desk.opens()
    desk.omar.comes_home()
    desk.mia.raises("threatening")
    tabs = desk.omar.column.locator("[role=tab]")
    expect(tabs.locator(".badge")).to_have_count(2)
    tops = {tab.evaluate("tab => Math.round(tab.getBoundingClientRect().top)") for tab in tabs.all()}
    assert len(tops) == 1
    assert desk.omar.column.locator("[data-tab=home]").evaluate("tab => tab.scrollWidth <= tab.clientWidth")


def test_a_file_in_the_channel_is_downloaded(desk: Desk) -> None:
    """A card with name and size; the link gives the very bytes under the file's name, on a phone as well."""
    slack = desk.demo.slack
    client = WebClient(slack.app.bot_token, base_url=slack.api_url)
    client.files_upload_v2(channel="C0DESK", content=CSV, filename="figures.csv", title="Figures of March")
    desk.opens(width=390, height=844, people="dana")
    desk.dana.opens(CHANNEL)
    card = desk.dana.column.locator("[data-file='figures.csv']")
    expect(card).to_contain_text("Figures of March")
    expect(card).to_contain_text("figures.csv · 25 bytes")

    with desk.page.expect_download() as coming:
        card.get_by_role("link", name="Download figures.csv").click()

    assert coming.value.suggested_filename == "figures.csv"
    assert Path(coming.value.path()).read_bytes() == CSV
    assert not desk.page.evaluate("() => document.documentElement.scrollWidth > innerWidth")
