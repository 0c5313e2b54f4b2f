"""Two admins at once in the browser: whoever saves second reads what the first one did, and chooses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def two(one_demo: Desk) -> None:
    """Ines makes Omar an admin, too."""
    one_demo.opens(people="ines omar")
    one_demo.ines.turns_to("People")
    one_demo.ines.picks_at("Omar", "Change")
    one_demo.ines.ticks("roles", "Admin: may change what is set up here")
    one_demo.ines.saves()


@pytest.fixture
def admins(two: None, hotel: Desk) -> Desk:
    """The page with both of them."""
    return hotel


def test_the_second_reads_what_the_first_did_and_saves_theirs_on_top(admins: Desk) -> None:
    """Both rename the turns of tier 2: Omar is shown Ines's new name before his own is saved."""
    first, second = _both_open(admins, "Tiers & rotations", "Change “Weeks”")
    admins.ines.enters(name="Duty weeks")
    admins.ines.presses("Next", first)
    expect(admins.ines.form("desk_preview")).to_be_visible()
    admins.ines.saves()

    admins.omar.enters(name="Manager weeks")
    admins.omar.presses("Next", second)
    shown = admins.omar.form("desk_preview")
    expect(shown).to_contain_text(re.compile("Somebody was faster.*Ines changed this on .*Duty weeks.*Manager weeks"))
    admins.omar.saves("Save mine too")
    expect(admins.ines.turns_to("Tiers & rotations")).to_contain_text("Manager weeks · Omar and Kim")


def test_the_second_leaves_it_as_the_first_made_it(admins: Desk) -> None:
    """Both change the security people: Omar reads what Ines saved, goes back, and hers is what holds."""
    for seat in (admins.ines, admins.omar):
        seat.turns_to("Who is called")
        seat.picks_at("Security", "Change")
    admins.ines.ticks("people", "Petra")
    admins.ines.saves()

    admins.omar.ticks("people", "Mia")
    admins.omar.presses("Save", admins.omar.form("desk"))
    shown = admins.omar.form("desk_preview")
    expect(shown).to_contain_text(re.compile("Somebody was faster.*Ines changed this on .*Petra"))
    admins.omar.presses("Back", shown)
    expect(admins.omar.field("people")).to_contain_text("RobMia")
    admins.omar.presses("Back", admins.omar.form("desk"))
    expect(admins.omar.form("desk_menu")).to_be_visible()
    expect(admins.ines.turns_to("Who is called")).to_contain_text(re.compile("Security +Rob, Petra"))


def _both_open(admins: Desk, *labels: str) -> tuple[Locator, Locator]:
    return admins.ines.sets_up(*labels), admins.omar.sets_up(*labels)
