"""Takes the pictures in docs/images from the running demo: `python -m docs.screenshots`, needs Chromium."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.desk import CHANNEL, PEOPLE, Desk, browser_at, chromium, demo_in

IMAGES = Path(__file__).parent / "images"


def on_a_desktop(desk: Desk, take: Callable[[str], None]) -> None:
    """One escalation from the first tap to the note, four people side by side."""
    desk.opens(1440, 900)
    _choose_front_desk(desk)
    take("raise")
    desk.page.get_by_test_id("guide-switch").click()
    desk.mia.form("raise").locator("[data-action-id='raise.abusive']").click()
    desk.mia.presses("Close", desk.mia.form("card"))
    desk.mia.opens("app")
    expect(desk.dana.toast).to_be_visible()
    take("page")
    _toasts_gone(desk.page)
    desk.time_passes(60)
    expect(desk.dana.newest).to_contain_text("call 2")
    expect(desk.dana.toast).to_be_visible()
    take("page-again")
    desk.time_passes(300)
    desk.time_passes(300)
    expect(desk.mia.newest).to_contain_text("Everybody is paged")
    expect(desk.ines.column).to_contain_text("UNANSWERED")
    _toasts_gone(desk.page)
    take("unanswered")
    desk.dana.takes_it()
    desk.dana.presses("2 min")
    expect(desk.mia.newest).to_contain_text("Dana says")
    _toasts_gone(desk.page)
    take("acknowledged")
    desk.dana.arrives()
    expect(desk.mia.newest).to_contain_text("Dana is with you")
    _toasts_gone(desk.page)
    take("with-them")
    desk.dana.presses("Resolve")
    expect(desk.dana.form("note")).to_be_visible()
    desk.dana.ticks("ended", "Calmed, not solved")
    expect(desk.mia.newest).to_contain_text("OK?")
    _toasts_gone(desk.page)
    take("resolved")


def on_a_phone(desk: Desk, take: Callable[[str], None]) -> None:
    """The same on a phone: the picker, the card, the page, App Home."""
    desk.opens(390, 844)
    _choose_front_desk(desk)
    take("phone-raise")
    desk.mia.form("raise").locator("[data-action-id='raise.violent']").click()
    expect(desk.mia.form("card")).to_contain_text("LEAVE NOW.")
    _toasts_gone(desk.page)
    take("phone-card")
    desk.page.locator(f"[data-switch={PEOPLE['dana']}]").click()
    expect(desk.dana.newest).to_contain_text("VIOLENT")
    _toasts_gone(desk.page)
    take("phone-page")
    desk.dana.takes_it()
    take("phone-answered")
    desk.dana.opens("home")
    expect(desk.dana.column.locator("[data-home]")).to_contain_text("Waiting for you")
    _toasts_gone(desk.page)
    take("phone-home")


def in_chat_on_a_phone(desk: Desk, take: Callable[[str], None]) -> None:
    """Ines sets up a night rotation on her phone, and asks who would be paged."""
    desk.opens(420, 844, people="ines")
    _sees_nights(desk, lambda: take("phone-set-up"), lambda: take("phone-rotation"))
    take("phone-preview")
    desk.ines.presses("Save", desk.ines.form("desk_preview"))
    expect(desk.ines.form("desk_menu")).to_contain_text("Saved.")
    desk.closes_dialogs()
    _toasts_gone(desk.page)
    desk.ines.types("/oncall saturday 23:00 abusive")
    expect(desk.ines.newest).to_contain_text("rotation “Nights”")
    take("phone-oncall")


def in_chat_on_a_desktop(desk: Desk, take: Callable[[str], None]) -> None:
    """What Ines sees before she saves, beside whom it is about."""
    desk.opens(1200, 800, people="ines dana")
    desk.page.get_by_test_id("guide-switch").click()
    desk.dana.opens("home")
    _sees_nights(desk)
    take("preview")


def learning_on_a_phone(desk: Desk, take: Callable[[str], None]) -> None:
    """A note in three taps, what others will read of it, what is found again, and the digest of the week."""
    desk.opens(390, 844)
    desk.mia.raises("upset")
    _switch(desk, "dana")
    desk.dana.takes_it()
    desk.dana.arrives()
    desk.dana.presses("Resolve")
    note = desk.dana.form("note")
    expect(note).to_be_visible()
    desk.dana.ticks("ended", "Solved")
    desk.dana.ticks("trigger", "Wait or queue")
    desk.dana.ticks("helped", "Options")
    desk.dana.dialog.locator("select[data-action-id=rule]").select_option(index=1)
    _toasts_gone(desk.page)
    note.locator(".modal-body").evaluate("body => { body.scrollTop = 0; }")
    take("phone-note")
    desk.dana.presses("Done", note)
    expect(desk.dana.form("lesson")).to_be_visible()
    _toasts_gone(desk.page)
    take("phone-lesson")
    desk.dana.presses("Share", desk.dana.form("lesson"))
    desk.dana.types("/escalate learn noise at night")
    expect(desk.dana.column).to_contain_text("Change the search")
    _toasts_gone(desk.page)
    desk.dana.newest.evaluate("one => one.scrollIntoView({block: 'start'})")
    take("phone-learn")
    desk.time_passes("monday")
    _switch(desk, "mia")
    desk.mia.opens(CHANNEL)
    digest = desk.mia.column.locator("[data-message-ts]", has_text="Handled well")
    expect(digest.locator("img")).to_be_visible()
    _toasts_gone(desk.page)
    digest.evaluate("one => one.scrollIntoView({block: 'start'})")
    take("phone-digest")


def _switch(desk: Desk, name: str) -> None:
    desk.page.locator(f"[data-switch={PEOPLE[name]}]").click()


def _sees_nights(desk: Desk, *seen: Callable[[], None]) -> None:
    """To the preview of a rotation, with a look at the menu and at the form on the way."""
    looks = iter(seen)
    desk.ines.opens("home")
    desk.ines.presses("Set up", desk.ines.home)
    menu, form = desk.ines.form("desk_menu"), desk.ines.form("desk")
    menu.get_by_role("button", name="Open", exact=True).first.click()
    expect(menu).to_contain_text("Who is on call")
    next(looks, bool)()
    desk.ines.presses("Tiers & rotations", menu)
    menu.get_by_role("button", name="Add a rotation", exact=True).first.click()
    desk.ines.ticks("windows", "Only in certain hours")
    desk.ines.enters(name="Nights", handoff="22:00", window_1_start="22:00", window_1_end="06:00")
    desk.ines.ticks("people", "Petra", "Rob")
    desk.ines.field("people").locator("button[aria-expanded=true]").click()
    form.locator(".modal-body").evaluate("body => { body.scrollTop = 0; }")
    next(looks, bool)()
    desk.ines.presses("Next", form)
    picture = desk.ines.form("desk_preview").locator("img")
    expect(picture).to_be_visible()
    expect(picture).to_have_js_property("complete", True)
    picture.evaluate("one => one.decode()")


def _choose_front_desk(desk: Desk) -> None:
    desk.mia.types("/escalate")
    desk.mia.presses("Change", desk.mia.form("raise"))
    desk.mia.form("place").get_by_label("Front desk", exact=True).check()
    desk.mia.presses("That's it", desk.mia.form("place"))
    expect(desk.mia.form("raise")).to_contain_text("Front desk, Harbour Hotel?")


def _toasts_gone(page: Page) -> None:
    expect(page.locator(".toast")).to_have_count(0)


def main() -> int:
    """All walks, each with a demo of its own; the exit code."""
    path = chromium()
    if path is None:
        print("No Chromium was found. Install it, or set CHROMIUM to its path.", file=sys.stderr)
        return 1
    IMAGES.mkdir(exist_ok=True)
    expect.set_options(timeout=20_000)
    for walk in (on_a_desktop, on_a_phone, in_chat_on_a_phone, in_chat_on_a_desktop, learning_on_a_phone):
        with tempfile.TemporaryDirectory() as folder, browser_at(path) as browser, demo_in(Path(folder)) as demo:
            page = browser.new_page(reduced_motion="reduce", color_scheme="light", locale="en-GB")

            def take(name: str, page: Page = page) -> None:
                page.evaluate("() => document.fonts.ready")
                page.mouse.move(0, 0)
                page.screenshot(path=IMAGES / f"{name}.png", animations="disabled", caret="hide")
                print(f"{name}.png")

            walk(Desk(page, demo), take)
    return 0


if __name__ == "__main__":
    sys.exit(main())
