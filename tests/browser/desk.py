"""The demo page as people use it: each person in a column of their own, found by the page's documented hooks."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.demo import Demo, start_demo

CHANNEL = "C0DESK"
PEOPLE = {
    "mia": "U0MIA",
    "dana": "U0DANA",
    "omar": "U0OMAR",
    "ines": "U0INES",
    "kim": "U0KIM",
    "petra": "U0PETRA",
}
SHOWS_WITHIN = 10_000

_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def chromium() -> str | None:
    """Where Chromium is: CHROMIUM, else what the system has; None where there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def browser_at(path: str) -> Iterator[Browser]:
    """A headless browser, closed at the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def demo_in(folder: Path) -> Iterator[Demo]:
    """A demo on a free port, ended at the end."""
    demo = start_demo(0, folder)
    try:
        yield demo
    finally:
        demo.close()


@contextmanager
def desk_in(browser: Browser, folder: Path) -> Iterator[Desk]:
    """The page of a demo of its own, open, and nothing raised yet."""
    expect.set_options(timeout=SHOWS_WITHIN)
    with demo_in(folder) as demo:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(SHOWS_WITHIN)
        opened = Desk(context.new_page(), demo)
        opened.opens()
        yield opened
        context.close()


@dataclass(frozen=True)
class Seat:
    """One person's column."""

    page: Page
    user_id: str

    @property
    def column(self) -> Locator:
        """Everything of this person."""
        return self.page.locator(f"[data-person={self.user_id}]")

    @property
    def dialog(self) -> Locator:
        """The open dialog."""
        return self.column.locator("[data-modal]")

    @property
    def newest(self) -> Locator:
        """The last message of the open conversation."""
        return self.column.locator("[data-message-ts]").last

    @property
    def toast(self) -> Locator:
        """What slides in on the phone."""
        return self.column.locator(".toast[data-toast]")

    @property
    def composer(self) -> Locator:
        """Where this person writes."""
        return self.column.locator(".pane .composer-text")

    def form(self, name: str) -> Locator:
        """The dialog of this name."""
        return self.column.locator(f"[data-modal][data-callback-id={name}]")

    def field(self, name: str) -> Locator:
        """One field of the open dialog, with its label and its error."""
        return self.dialog.locator(".field", has=self.page.locator(f"[data-action-id={name}]"))

    def opens(self, tab: str) -> None:
        """Look at a channel, the app's conversation ("app") or App Home ("home")."""
        hook = f"D{self.user_id[1:]}" if tab == "app" else tab
        self.column.locator(f"[data-tab={hook}]").click()

    def reads_what_came(self) -> None:
        """Look at the app's conversation by the keyboard: what slid in on the phone lies over the tabs for a while."""
        self.column.locator(f"[data-tab=D{self.user_id[1:]}]").press("Enter")

    def comes_home(self) -> None:
        """Look at App Home, by the keyboard for the same reason."""
        self.column.locator("[data-tab=home]").press("Enter")

    def types(self, line: str, channel: str = CHANNEL) -> None:
        """Write a line and send it."""
        self.opens(channel)
        self.composer.fill(f"{line} ")
        self.composer.press("Enter")

    def presses(self, label: str, where: Locator | None = None) -> None:
        """Press the button that reads so, in the newest message unless told otherwise."""
        (where or self.newest).get_by_role("button", name=label, exact=True).click()

    def raises(self, severity: str) -> None:
        """Call for help with the command and one tap, close the dialog and look at the card."""
        self.types("/escalate")
        self.form("raise").locator(f"[data-action-id='raise.{severity}']").click()
        self.presses("Close", self.form("card"))
        expect(self.dialog).to_have_count(0)
        self.opens("app")

    def takes_it(self) -> None:
        """*I have it*, seen to have worked: what moves under a finger is not pressed."""
        self.presses("I have it")
        expect(self.newest.get_by_role("button", name="2 min", exact=True)).to_be_visible()

    def arrives(self) -> None:
        """*I'm with them*, seen to have worked."""
        self.presses("I'm with them")
        expect(self.newest.get_by_role("button", name="I'm with them", exact=True)).to_have_count(0)

    @property
    def home(self) -> Locator:
        """App Home, where it is open."""
        return self.column.locator("[data-home]")

    def turns_to(self, *labels: str) -> Locator:
        """As an admin: from App Home to a page of the hotel, and on by these buttons; the page."""
        self.comes_home()
        self.presses("Set up", self.home)
        page = self.form("desk_menu")
        for label in ("Open", *labels):
            page.get_by_role("button", name=label, exact=True).first.click()
        return page

    def sets_up(self, *labels: str) -> Locator:
        """As an admin: from App Home to a form of the hotel, by these buttons; the form."""
        self.turns_to(*labels)
        return self.opened()

    def opened(self) -> Locator:
        """A form of the desk, once it is there."""
        form = self.form("desk")
        expect(form).to_be_visible()
        return form

    def picks_at(self, words: str, label: str) -> Locator:
        """On a page of the desk: what the line that begins so offers, by its button or in its menu; the form."""
        line = self.form("desk_menu").locator(".b-section", has_text=re.compile(rf"^\s*{re.escape(words)}\b"))
        expect(line).to_be_visible()
        button = line.get_by_role("button", name=label, exact=True)
        if not button.count():
            line.get_by_role("button", name="More actions").click()
            button = line.get_by_role("menuitem", name=label, exact=True)
        button.click()
        return self.opened()

    def is_refused(self, field: str, sentence: str | re.Pattern[str]) -> None:
        """What was sent is not taken, and this sentence stands at this field."""
        expect(self.field(field).locator(".field-error")).to_contain_text(sentence)

    def saves(self, label: str = "Save") -> None:
        """Send what is open, seen to have been taken on the page that it was opened from, and leave that."""
        self.presses(label, self.dialog)
        self.leaves_the_page()

    def leaves_the_page(self) -> None:
        """Close the page of the desk, once it says that something was saved."""
        page = self.form("desk_menu")
        expect(page.get_by_text("Saved.", exact=False).first).to_be_visible()
        self.presses("Close", page)
        expect(self.dialog).to_have_count(0)

    def looks_before_saving(self, sentence: str | re.Pattern[str], label: str = "Next") -> None:
        """Send the open form, read this on what it leads to, and save that."""
        self.presses(label, self.form("desk"))
        preview = self.form("desk_preview")
        expect(preview).to_contain_text(sentence)
        self.presses("Save", preview)
        self.leaves_the_page()

    def enters(self, **texts: str) -> None:
        """Fill fields of the open dialog: words, days, times."""
        for name, text in texts.items():
            self.dialog.locator(f"[data-action-id={name}]").fill(text)

    def ticks(self, field: str, *choices: str) -> None:
        """Pick from a list of the note; a list that is folded is unfolded first."""
        box = self.dialog.locator(f"[data-action-id={field}]")
        opener = box.locator("button[aria-expanded=false]")
        if opener.count():
            opener.click()
        for choice in choices:
            box.get_by_label(choice, exact=True).check()


@dataclass(frozen=True)
class Desk:
    """The page: its people and its clock."""

    page: Page
    demo: Demo

    def __getattr__(self, name: str) -> Seat:
        if name not in PEOPLE:
            raise AttributeError(name)
        return Seat(self.page, PEOPLE[name])

    def opens(self, width: int = 1440, height: int = 900, people: str = "") -> None:
        """Load the page at this size, with these people ("ines petra"), and wait until the first one can write."""
        self.page.set_viewport_size({"width": width, "height": height})
        asked = ",".join(PEOPLE[name] for name in people.split())
        self.page.goto(self.demo.page + (f"?people={asked}" if asked else ""))
        expect(self.page.locator(".composer-text").first).to_be_visible()

    def closes_dialogs(self) -> None:
        """Close whatever dialogs are open, one behind the other."""
        dialogs = self.page.locator("[data-modal]")
        while dialogs.count():
            one = self.page.locator(f"[data-modal={dialogs.first.get_attribute('data-modal')}]")
            one.get_by_label("Close dialog").click()
            expect(one).to_have_count(0)

    def wall(self) -> datetime:
        """What the clock on the hotel's wall shows."""
        return self.demo.clock.now().astimezone(ZoneInfo("Europe/Berlin"))

    def time_passes(self, seconds: int | str) -> None:
        """Press the clock's button and wait until it may be pressed again: everything due has been sent by then."""
        button = self.page.get_by_test_id(f"clock-{seconds}")
        button.click()
        expect(button).to_be_enabled(timeout=60_000)
