"""Whatever stands in a form about setting up, and whatever is set up: an edit, or a sentence at a field of the form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack import blocks
from bot.slack.text import clean
from domain.edits import Refused, set_layer
from domain.people import Person
from domain.site import BackupContact, Directory, Place
from handlers.desk.about import Gone
from handlers.desk.kind import Entered
from handlers.desk.menu import PAGES as ALL_PAGES
from handlers.desk.menu import menu
from handlers.desk.menu_setup import PAGES
from handlers.screens.parts import Button, Buttons, Form, Line, Part
from tests.domain.edits.given import AT, HOTEL, HOUSE, NIGHTS, TIER_1, tried
from tests.handlers.desk.setup_forms import KINDS, desk, entered, fields_of, sent, view_of, words_of

ROTATING = set_layer(HOUSE, AT, "hotel", TIER_1, NIGHTS).directory
HOUSES = st.sampled_from([HOUSE, ROTATING])
ABOUT: dict[str, tuple[tuple[str, ...], ...]] = {
    "site_new": ((), ("hotel",)),
    "site_change": (("hotel",), ("shop",)),
    "site_remove": (("hotel",),),
    "place_new": (("hotel",),),
    "place_change": (("hotel", "bar"),),
    "place_remove": (("hotel", "bar"),),
    "person_new": (("hotel",),),
    "person_change": (("hotel", "dana"), ("hotel", "ines")),
    "person_remove": (("hotel", "lea"), ("hotel", "kim")),
    "tier_people": tuple(("hotel", group) for group in ("tier_1", "tier_2", "security", "staff")),
    "last_resort": (("hotel",),),
    "backup": (("hotel",), ("shop",)),
    "times": (("hotel", "upset"), ("hotel", "violent"), ("shop", "abusive")),
    "site_times": (("hotel",),),
    "texts": (("hotel",),),
    "showing": (("hotel",),),
    "digest": (("hotel",),),
    "keeping": (("hotel",),),
    "note_entry_new": (("hotel", "rule"), ("hotel", "trigger")),
    "note_entry_words": (("hotel", "trigger", "unknown"),),
    "note_entry_retire": (("hotel", "trigger", "unknown"),),
    "note_entry_back": (("hotel", "trigger", "robbery"),),
}
WORDS = st.one_of(
    st.sampled_from(["", "Bar", "Corner Shop", "112", "030 55", "Europe/Lisbon", "3 min", "2 s", "at once", "9 h 9",
                     "{", "C0HOTEL", "C0NEW", "S0NEW"]),
    st.text(max_size=250).map(clean),
)  # fmt: skip
IDS = st.one_of(
    st.sampled_from(["kim", "dana", "ines", "nobody", "U0NEW", "U0KIM", "admin", "lone", "no_channel", "tier_1",
                     "staff", "cover_needs_approval", "other", "never", "60", "0", "9" * 9, "9" * 99, "²", "silent"]),
    st.text(max_size=20).map(clean),
)  # fmt: skip


def filled(form: Form, data: st.DataObject) -> Entered:
    """The form with anything in some of its fields, as a forged one could have it (reliability.md F75)."""
    what = sent(form)
    some = st.booleans()
    picks = {name: tuple(data.draw(st.lists(IDS, max_size=3))) if data.draw(some) else was
             for name, was in what.picks.items()}  # fmt: skip
    texts = {name: data.draw(WORDS) if data.draw(some) else was for name, was in what.texts.items()}
    return Entered(picks, texts)


def test_every_kind_is_tried() -> None:
    """None is left out below."""
    assert ABOUT.keys() == KINDS.keys()


@pytest.mark.parametrize("name", ABOUT)
@settings(deadline=None)
@given(data=st.data(), house=HOUSES)
def test_whatever_is_entered_becomes_an_edit_or_a_sentence_at_a_field(
    name: str, data: st.DataObject, house: Directory
) -> None:
    """And the form that is shown again is one that Slack takes, however often it is drawn again before."""
    about = data.draw(st.sampled_from(ABOUT[name]))
    at_desk, kind = desk(house, *about), KINDS[name]
    what = filled(kind.form(at_desk, None), data)
    again = kind.form(at_desk, what)
    if data.draw(st.booleans()):
        what = filled(again, data)
        again = kind.form(at_desk, what)
    fields = fields_of(again)
    became = tried(lambda: entered(house, name, what, *about))
    assert became.sentence
    assert became.field in fields or not fields
    assert isinstance(became, Refused) or became.directory != house


@pytest.mark.parametrize("name", ABOUT)
def test_a_form_shows_no_ids(name: str) -> None:
    """Nobody reads what only we call a thing: no account, no channel, no key of a place or person."""
    place = Place("k-e-y", "Kiosk")
    house = replace(HOUSE, sites=(replace(HOTEL, places=(*HOTEL.places, place)), *HOUSE.sites[1:]))
    for about in ABOUT[name]:
        form = KINDS[name].form(desk(house, *about), None)
        said = str([words for part in form.parts for words in shown(part)])
        assert not any(id_ in said for id_ in ("U0", "C0", "k-e-y", "tier_", "hotel'")), said


def shown(part: Part) -> Iterator[str]:
    """What a part shows: its words and the labels of what can be picked."""
    for name in ("label", "hint", "text", "lines", "words"):
        yield str(getattr(part, name, ""))
    yield from (choice.label for choice in getattr(part, "choices", ()))


def page(name: str, directory: Directory, *about: str) -> Form:
    """A page of the desk, as the menu shows it."""
    form = Form("desk_menu", "Set up", PAGES[name](desk(directory, *about)), close="Close")
    view_of(form)
    return form


def buttons(form: Form) -> list[Button]:
    """Everything that can be pressed on a page."""
    beside = [one for part in form.parts if isinstance(part, Line) for one in (*part.menu, part.button) if one]
    return [*beside, *(one for part in form.parts if isinstance(part, Buttons) for one in part.row)]


@pytest.mark.parametrize("name", PAGES)
def test_every_button_of_a_page_opens_a_form_or_leads_to_a_page(name: str) -> None:
    """No dead ends: each form opens with the ids of its button, and the last button leads back to the site."""
    pressed = buttons(page(name, HOUSE, "hotel"))
    assert (pressed[-1].action, pressed[-1].label, pressed[-1].value) == ("desk.menu.site", "Back", "hotel")
    for button in pressed[:-1]:
        verb, kind = button.action.split(".")[1:]
        at_desk = desk(HOUSE, *button.value.split("|"))
        assert verb in ("form", "menu")
        view_of(KINDS[kind].form(at_desk, None) if verb == "form" else menu(at_desk, kind))
        assert verb == "form" or kind in ALL_PAGES


def test_the_pages_list_what_is_there() -> None:
    """People with what they are, places with what is special, groups in their order, times and cards in full."""
    said = {name: words_of(page(name, HOUSE, "hotel")) for name in PAGES}
    for words in ("*Dana*", "manager · tier 1 · +49 30 1", "*Ines*", "admin"):
        assert words in said["people"]
    assert "*Front desk*" in said["places"]
    assert all("'style': 'primary'" in said[name] for name in ("people", "places")), "as on the other pages"
    for words in ("Dana, Kim", "Night Shield 030 100, Lea", "Lea, Omar", "nobody yet"):
        assert words in said["tier_people"]
    assert "Tier 1 at once; again every minute; unanswered after 10 minutes" in said["times"]
    assert "3:00  Tier 2 is paged too." not in said["times"], "the whole sequence stands in the form"
    assert "LEAVE NOW." in said["texts"]


def test_people_of_other_sites_are_on_the_pages_of_those() -> None:
    """Whoever is at no site is on each, so that nobody is lost."""
    house = replace(HOUSE, people=(*HOUSE.people, Person("nils", "Nils", "U0NILS")))
    assert "at no site yet" in words_of(page("people", house, "hotel"))
    shop = words_of(page("people", house, "shop"))
    assert ("*Nils*" in shop, "*Lea*" in shop, "*Mia*" in shop) == (True, True, False)


def test_a_long_page_goes_on() -> None:
    """A dialog holds a hundred blocks: everybody of a large site is on one of its pages, once."""
    crowd = tuple(Person(f"p{n}", f"Person {n:03}", f"U0P{n}") for n in range(150))
    house = replace(HOUSE, people=(*HOUSE.people, *crowd))
    seen: list[str] = []
    about: tuple[str, ...] = ("hotel",)
    while about:
        pressed = buttons(page("people", house, *about))
        seen += [button.value for button in pressed if button.action == "desk.form.person_change"]
        about = next((tuple(one.value.split("|")) for one in pressed if one.label == "More"), ())
    assert len(seen) == len(set(seen)) == 150 + 6
    assert any(button.label == "Back up" for button in buttons(page("people", house, "hotel", "from", "60")))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_a_site_that_is_gone_is_a_sentence(name: str) -> None:
    """Somebody else removed it meanwhile."""
    with pytest.raises(Gone):
        page(name, HOUSE, "inn")


def test_a_hundred_people_and_numbers_fit_into_the_forms() -> None:
    """Slack would take the dialogs of a large house, and nobody who is picked is lost."""
    crowd = tuple(Person(f"p{n}", f"Person {n:03}", f"U0P{n}") for n in range(300))
    backup = (*(BackupContact(f"Guard {n}", f"030 {n:03}") for n in range(30)), BackupContact("P", "", "p299"))
    site = replace(HOTEL, backup=backup, last_resort=("p299", "p1", "lea"))
    house = replace(HOUSE, people=(*HOUSE.people, *crowd), sites=(site,))
    for name, abouts in ABOUT.items():
        if name != "times" and "shop" not in str(abouts):
            for about in abouts:
                assert len(blocks.modal(KINDS[name].form(desk(house, *about), None))["blocks"]) < 100
    assert sent(KINDS["last_resort"].form(desk(house, "hotel"), None)).picks["last_resort"] == ("p299", "p1", "lea")
    many: Any = sent(KINDS["backup"].form(desk(house, "hotel"), None))
    assert (many.picks["people"], many.text("name_29")) == (("p299",), "Guard 29")
