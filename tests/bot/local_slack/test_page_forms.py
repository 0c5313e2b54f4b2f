"""Long admin forms in the page itself: every kind of field is filled by hand, and Slack's state holds just that."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.local_slack import LocalSlack
from tests.browser.desk import browser_at, chromium

pytestmark = pytest.mark.browser
Fixture = Callable[..., Any]
Json = dict[str, Any]
SHOWS_WITHIN = 10_000
ELEMENTS: dict[str, Json] = {
    "day": {"type": "datepicker"},
    "time": {"type": "timepicker", "timezone": "Europe/Berlin"},
    "moment": {"type": "datetimepicker"},
    "count": {"type": "number_input", "is_decimal_allowed": False},
    "people": {"type": "multi_users_select"},
    "person": {"type": "users_select"},
    "room": {"type": "conversations_select"},
    "note": {"type": "plain_text_input", "multiline": True},
    "file": {"type": "file_input", "filetypes": ["ics"], "max_files": 1},
}


def picture() -> bytes:
    """Give a png of one grey pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\x00\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium; without one the tests are skipped, but fail where CI=true."""
    path = chromium()
    if path is None and os.environ.get("CI") == "true":
        pytest.fail("No Chromium was found, and CI must have one. Install it, or set CHROMIUM to its path.")
    if path is None:
        pytest.skip("No Chromium was found. Install it, or set CHROMIUM to its path, to run the browser tests.")
    with browser_at(path) as opened:
        yield opened


@pytest.fixture
def submitted() -> list[Json]:
    """What the app was sent with the form."""
    return []


@pytest.fixture
def column(
    slack: LocalSlack,
    browser: Browser,
    opening: Fixture,
    serve: Fixture,
    modal: Fixture,
    words: Fixture,
    submitted: list[Json],
) -> Iterator[Locator]:
    """Mia's column at the width of a phone, with the form open in it."""
    shown = slack.workspace.files.add("week.png", picture(), "U0BOT", slack.app.now())
    fields = [
        {"type": "input", "block_id": name, "label": words(name), "element": {"action_id": name, **element}}
        for name, element in ELEMENTS.items()
    ]
    image = {"type": "image", "slack_file": {"id": shown.id}, "alt_text": "Dana, then Omar"}
    app = opening(slack, modal(*fields, image))
    app.view("raise")(lambda ack, view: (submitted.append(view["state"]["values"]), ack()))
    app.event("app_home_opened")(lambda: None)
    serve(slack, app)
    slack.person("U0MIA").types("/escalate")
    expect.set_options(timeout=SHOWS_WITHIN)
    context = browser.new_context(reduced_motion="reduce", viewport={"width": 420, "height": 900})
    context.set_default_timeout(SHOWS_WITHIN)
    page = context.new_page()
    page.goto(f"{slack.page_url}?people=U0MIA")
    yield page.locator("[data-person=U0MIA]")
    context.close()


def test_every_kind_of_field_can_be_filled_in(column: Locator, submitted: list[Json]) -> None:
    """Nine kinds, one after the other, then one submission; a moment is meant on Mia's clock, which is Berlin's."""

    def block(name: str) -> Locator:
        return column.locator(f"[data-block-id={name}]")

    block("day").locator("input").fill("2026-10-25")
    block("time").locator("input").fill("23:00")
    expect(block("time")).to_contain_text("Europe/Berlin time")
    block("moment").locator("input").fill("2026-10-25T23:00")
    block("count").locator("input").fill("12")
    block("people").locator(".multi-face").click()
    for name in ("Omar Aziz", "Dana Ito"):
        block("people").get_by_label(name, exact=True).check()
    block("person").locator("select").select_option(label="Dana Ito")
    block("room").locator("select").select_option(label="#front-desk-help")
    block("note").locator("textarea").fill("one\ntwo")
    calendar = {"name": "rota.ics", "mimeType": "text/calendar", "buffer": b"BEGIN:VCALENDAR"}
    block("file").locator("input[type=file]").set_input_files([calendar])
    expect(block("file")).to_contain_text("rota.ics")
    column.locator(".modal-foot button[type=submit]").click()
    expect(column.locator("[data-modal]")).to_have_count(0)

    held = {name: entry[name] for name, entry in submitted[0].items()}
    assert held["day"]["selected_date"] == "2026-10-25"
    assert held["time"]["selected_time"] == "23:00"
    # 23:00 on the evening after Berlin's clocks went back is 22:00 UTC.
    assert held["moment"]["selected_date_time"] == 1792965600
    assert held["count"]["value"] == "12"
    assert held["people"]["selected_users"] == ["U0OMAR", "U0DANA"]
    assert held["person"]["selected_user"] == "U0DANA"
    assert held["room"]["selected_conversation"] == "C0DESK"
    assert held["note"]["value"] == "one\ntwo"
    assert [file["name"] for file in held["file"]["files"]] == ["rota.ics"]


def test_a_wrong_file_is_refused_at_its_field_and_can_be_replaced(column: Locator) -> None:
    """The sentence goes with the next file; what was chosen can be taken out again."""
    field = column.locator("[data-block-id=file]")
    chooser = field.locator("input[type=file]")
    chooser.set_input_files([{"name": "rota.pdf", "mimeType": "application/pdf", "buffer": b"x"}])
    expect(field.locator(".field-error")).to_have_text("Only files of these types: ics.")

    chooser.set_input_files([{"name": "rota.ics", "mimeType": "text/calendar", "buffer": b"x"}])
    expect(field.locator(".field-error")).to_have_count(0)
    expect(chooser).to_have_count(0)

    field.get_by_role("button", name="Take out rota.ics").click()
    expect(chooser).to_have_count(1)


def test_a_picture_is_there_and_fills_the_window_when_pressed(column: Locator) -> None:
    """It has loaded, has its alt text, and Escape puts it away and leaves the form open."""
    page: Page = column.page
    image = column.get_by_role("dialog").get_by_alt_text("Dana, then Omar")
    image.scroll_into_view_if_needed()
    expect(image).to_have_js_property("naturalWidth", 1)

    image.click()
    expect(column.locator("[data-enlarged]")).to_contain_text("Dana, then Omar")
    page.keyboard.press("Escape")

    expect(column.locator("[data-enlarged]")).to_have_count(0)
    expect(column.locator("[data-modal]")).to_be_visible()


def test_a_long_form_scrolls_inside_and_nothing_sticks_out(column: Locator) -> None:
    """At 420 pixels the buttons stay in sight and nothing has to be pushed sideways."""
    body = column.locator(".modal-body")
    assert body.evaluate("node => node.scrollHeight > node.clientHeight")
    body.evaluate("node => node.scrollTo(0, node.scrollHeight)")

    expect(column.locator(".modal-foot button[type=submit]")).to_be_in_viewport()
    assert body.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize(
    ("wall", "zone", "seconds"),
    [
        ("2026-10-25T02:30", "Europe/Berlin", 1792888200),
        ("2026-03-29T02:30", "Europe/Berlin", 1774747800),
        ("2026-04-05T03:00", "Pacific/Chatham", 1775308500),
        ("2026-07-01T12:00", "Asia/Kathmandu", 1782886500),
    ],
)
def test_a_moment_is_read_off_the_wall_clock(column: Locator, wall: str, zone: str, seconds: int) -> None:
    """In a doubled hour the first is meant, in a missing one as long after midnight as was written."""
    read = "async ([wall, zone]) => (await import('/static/render/dates.js')).secondsAt(wall, zone)"

    assert column.page.evaluate(read, [wall, zone]) == seconds
