"""The pages of the desk: what is there, with a button for whatever can be done about it, however much there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.local_slack.block_kit import view_problems
from bot.local_slack.plain import plain_of
from bot.slack import blocks
from domain.edits import add_absence, add_override, set_days_off, set_layer, set_opening
from domain.people import Person
from domain.planning import Change
from domain.policy import TIERS
from domain.rota import ALWAYS, Absence, Layer, Revision, Rota
from domain.site import Directory
from handlers.desk import KINDS, menu
from handlers.desk.kind import Desk
from handlers.desk.menu import PAGES
from handlers.screens.parts import Button, Buttons, Form, Line
from tests.domain.edits.given import AT, DAY, HOTEL, HOUR, HOUSE, NIGHTS, SHOP, TIER_1, WEEK, WEEKS, stand_in
from tests.handlers.desk.rota_given import desk

_DATE = re.compile(r"<!date\^\d+\^[^|]*\|([^>]*)>")
MINE = ("top", "site", "tiers", "standins", "absences", "hours", "changes")


def shown(at_desk: Desk, page: str) -> tuple[Form, str]:
    """A page as Slack takes it, and its words."""
    form = menu(at_desk, page)
    view = blocks.modal(form)
    assert view_problems(view) == []
    assert "…" not in str(view["blocks"][-1]), "something had no room"
    return form, _DATE.sub(r"\1", plain_of(view["blocks"]).replace("*", ""))


def buttons(form: Form) -> Iterator[Button]:
    """Every button of a page, in its menus too."""
    for part in form.parts:
        if isinstance(part, Buttons):
            yield from part.row
        elif isinstance(part, Line):
            yield from part.menu
            yield from (part.button,) if part.button else ()


def house() -> Directory:
    """The hotel with something on each page."""
    after = set_layer(HOUSE, AT, "hotel", TIER_1, WEEKS).directory
    after = set_layer(after, AT, "hotel", TIER_1, NIGHTS).directory
    after = set_layer(after, AT, "hotel", TIER_1, Layer("", "Fair", ("lea",)), AT + WEEK).directory
    after = add_override(after, AT, "hotel", TIER_1, stand_in("omar", AT + 6 * HOUR, AT + DAY)).directory
    after = add_absence(after, AT, "kim", Absence("a1", AT + WEEK, AT + WEEK + DAY)).directory
    after = set_days_off(after, AT, "dana", {5, 6}).directory
    return set_opening(after, AT, "hotel", (), {date(2026, 12, 25)}).directory


def test_every_button_leads_somewhere() -> None:
    """To a form that opens, or to a page that is there; on the pages of others too."""
    changed = Change("c1", AT, "ines", "tier:hotel:tier_1", "Tier 1 of Harbour Hotel: changed.", "", "", "hotel")
    for page in PAGES:
        at_desk = desk("hotel", directory=house(), changes=(changed,))
        for button in buttons(shown(at_desk, page)[0]):
            _, verb, name = (*button.action.split("."), "")[:3]
            about = tuple(part for part in button.value.split("|") if part and part != "-")
            if verb == "menu":
                assert name in PAGES
            elif verb == "form":
                KINDS[name].form(replace(at_desk, about=about), None)
            elif verb == "make":
                assert (button.action, about[0], about[1][:5]) == ("feed.make", "hotel", "tier_")
            else:
                assert (button.action, button.value) == ("desk.undo", "c1")


def test_the_tiers_page_says_who_holds_until_when_and_has_the_layers_topmost_first() -> None:
    """Each with what can be done to it: the one on top goes no higher."""
    form, words = shown(desk("hotel", directory=house()), "tiers")
    assert "Dana until 4 Mar 19:00, then Omar." in words
    assert words.index("Nights · Kim and Omar") < words.index("Weeks · ") < words.index("In order · ")
    assert "Fair · Lea · planned from Wed 11 March 13:00" in words
    assert "Omar is on call." in words
    assert "No rotation: Omar, at all times." in words
    menus = {str(one.text[0]): [item.label for item in one.menu] for one in form.parts if isinstance(one, Line)}
    assert menus["Strong(words='Nights')"] == ["Move down", "Take away"]
    assert menus["Strong(words='Weeks')"] == ["Move up", "Move down", "Take away"]
    assert menus["Strong(words='In order')"] == ["Move up", "Take away"]
    assert menus["Strong(words='Fair')"] == ["Take away"]


def test_the_other_pages_say_what_is_there() -> None:
    """In plain words, with nothing of ids."""
    at_desk = desk("hotel", directory=house())
    assert "Tier 1  Omar stands in, Wed 4 March 19:00 to Thu 13:00" in shown(at_desk, "standins")[1]
    absences = shown(at_desk, "absences")[1]
    assert "Dana · off on Sat, Sun" in absences
    assert "Kim is away Wed 11 March 13:00 - Thu 12 March 13:00" in absences
    assert absences.index("Dana") < absences.index("Mia"), "whoever has time off comes first"
    hours = shown(at_desk, "hours")[1]
    assert "Always open" in hours
    assert "Closed on Fri 25 December 2026" in hours
    assert "Nothing was changed here yet." in shown(at_desk, "changes")[1]
    assert "Nobody stands in now or later." in shown(desk("shop"), "standins")[1]


def test_the_changes_page_names_who_when_and_what_and_what_was_undone() -> None:
    """In the site's time; what was undone already has no button."""
    one = Change("c1", AT, "ines", "tier:hotel:tier_1", "Tier 1 of Harbour Hotel: new, Nights.", "", "", "hotel")
    gone = replace(one, id="c2", undone_at=AT)
    form, words = shown(desk("hotel", changes=(one, gone)), "changes")
    assert words.count("Ines, Wed 4 March 13:00: Tier 1 of Harbour Hotel: new, Nights.") == 2
    assert words.count("(undone)") == 1
    assert [button.value for button in buttons(form) if button.action == "desk.undo"] == ["c1"]


@pytest.mark.parametrize("page", MINE)
def test_a_page_about_a_site_that_is_gone_says_so(page: str) -> None:
    """And leads back to all of them."""
    form, words = shown(desk("nowhere"), page)
    assert page in ("top", "changes") or "not there any more" in words
    assert any(button.action in ("desk.menu.top", "desk.menu.site") for button in buttons(form))


def test_a_page_that_there_is_not_is_the_first_one() -> None:
    """A button of another version (F75)."""
    assert menu(desk(), "no_such_page").parts == menu(desk(), "top").parts


def crowded() -> Directory:
    """A hundred and fifty sites, and one with more of everything than fits a page."""
    people = tuple(Person(f"p{n}", f"Person {n}", f"U0P{n}") for n in range(150))
    sites = tuple(replace(SHOP, id=f"shop-{n}", name=f"Shop {n}") for n in range(149))
    layers = tuple(Layer(f"l{n}", f"Layer {n}", (f"p{n}",)) for n in range(70))
    soon = tuple(stand_in("p1", AT + n * HOUR, AT + (n + 1) * HOUR, f"o{n}") for n in range(130))
    rotas = {tier: Rota((Revision(ALWAYS, layers),), soon if tier == TIER_1 else ()) for tier in TIERS}
    hotel = replace(HOTEL, rotas=rotas, groups={TIER_1: tuple(one.id for one in people)})
    busy = Directory(8, (hotel, *sites), (*HOUSE.people, *people))
    days = {date(2026, 4, 1) + timedelta(days=n) for n in range(150)}
    return set_opening(busy, AT, "hotel", (), days).directory


@pytest.mark.parametrize(
    ("page", "about", "all_of_them"),
    [
        ("top", (), [f"Shop {n}" for n in range(149)]),
        ("tiers", ("hotel", "tier_1"), [f"Layer {n} ·" for n in range(70)]),
        ("standins", ("hotel",), ["Person 1 stands in, Mon 9 March 22:00-23:00"]),
        ("absences", ("hotel",), [f"Person {n}" for n in range(150)]),
        ("hours", ("hotel",), ["Closed on Wed 1 April 2026", "Closed on Fri 28 August 2026"]),
    ],
)
def test_whatever_does_not_fit_is_on_the_next_page(page: str, about: tuple[str, ...], all_of_them: list[str]) -> None:
    """*More* leads to everything, *Back up* to the first again."""
    directory, words, pages = crowded(), "", 0
    at_desk: Desk | None = desk(*about, directory=directory)
    last = at_desk
    while at_desk:
        form, read = shown(at_desk, page)
        words, pages, last = words + read, pages + 1, at_desk
        more = next((button for button in buttons(form) if button.label == "More"), None)
        at_desk = replace(at_desk, about=tuple(more.value.split("|"))) if more else None
    assert pages > 1
    assert [one for one in all_of_them if one not in words] == []
    assert last
    assert "Back up" in {button.label for button in buttons(shown(last, page)[0])}


def test_a_tier_with_many_layers_has_a_page_of_its_own() -> None:
    """The page of all tiers stays within what Slack shows."""
    form, words = shown(desk("hotel", directory=crowded()), "tiers")
    assert "Layer 69 ·" in words
    assert "Layer 3 ·" not in words
    assert ("desk.menu.tiers", "hotel|tier_1") in {(button.action, button.value) for button in buttons(form)}
