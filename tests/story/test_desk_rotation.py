"""An admin sets up a night rotation from nothing, in chat: sees it before it is saved, saves it, takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.slack.blocks import modal
from domain.people import Role
from domain.site import Directory
from handlers.screens import Form
from handlers.screens.parts import Line
from storage.database import Database
from tests.bot.slack.given import sent_form, signed, tap
from tests.story.both import on_both_stores
from tests.story.reading import shown
from tests.world import PEOPLE, Someone, World, world_on

NIGHTS = {"name": "Nights", "handoff": "22:00", "window_1_start": "22:00", "window_1_end": "06:00"}


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Harbour Hotel at one o'clock on a Saturday, without any rotation; Omar is an admin too."""
    database = Database(url)
    with world_on(database) as opened:
        omar = replace(PEOPLE["omar"], roles=frozenset({Role.MANAGER, Role.ADMIN}))
        with opened.store.work() as uow:
            uow.people.apply(Directory(0, (opened.site,), tuple({**PEOPLE, "omar": omar}.values())))
            uow.commit()
        opened.app.memory.refresh(opened.store, force=True)
        yield opened
    database.close()


def goes_to(admin: Someone, *labels: str) -> None:
    """From App Home to a page of the desk."""
    while admin.modal():
        admin.closes()
    admin.opens_home()
    admin.presses("Set up", where="home")
    for label in ("Open", *labels):
        admin.presses(label, where="modal")


def fills_in(admin: Someone, people: list[str], **texts: str) -> None:
    """The form of a rotation that holds at night."""
    admin.presses("Add a rotation", where="modal", value="harbour|tier_1")
    admin.picks("people", people)
    admin.picks("windows", "Only in certain hours")
    for field, text in {**NIGHTS, **texts}.items():
        (admin.fills if field == "name" else admin.picks)(field, text)


def view(admin: Someone) -> str:
    """The dialog on top, as it is read."""
    return shown(admin.modal())


def has_saved(admin: Someone) -> bool:
    """Whether the page that a form was opened from is back, and says so."""
    page = admin.modal()
    return bool(page and page.callback_id == "desk_menu" and "Saved." in shown(page))


def paged(world: World, *names: str) -> list[int]:
    """How many pages reached each of these so far."""
    return [len(world.pages(name)) for name in names]


def saved_nights(world: World) -> None:
    """Ines has saved a night rotation of Petra and Jon."""
    goes_to(world.ines, "Tiers & rotations")
    fills_in(world.ines, ["Petra", "Jon"])
    world.ines.submits()
    world.ines.submits()
    assert has_saved(world.ines)


@on_both_stores
def test_a_night_rotation_from_nothing_is_seen_saved_and_paged(hotel: World) -> None:
    """The preview names the tier's next nights, whom it changes, and has a picture; the next page goes to Petra."""
    goes_to(hotel.ines, "Tiers & rotations")
    assert "No rotation: Dana, at all times." in view(hotel.ines)
    fills_in(hotel.ines, ["Petra", "Jon"])
    assert "It goes on top: where it applies, it comes before what is set up here already." in view(hotel.ines)
    hotel.ines.submits()
    preview = view(hotel.ines)
    assert "Tier 1 of Harbour Hotel: new, Nights: Petra and Jon; 1 day each, from Sat 14 March 22:00" in preview
    assert "Petra and Jon in turn, 22:00-06:00, instead of Dana: Sat 14 March to Fri 10 April." in preview
    assert preview.count("tier 1") == 1, "it stands above the shifts, and on none of their lines"
    assert "Drawing the next four weeks" not in preview
    (picture,) = hotel.ines.images("modal")
    assert picture.content.startswith(b"\x89PNG")
    assert "Petra" in picture.alt_text
    hotel.ines.submits()
    assert has_saved(hotel.ines)
    assert hotel.ines.card().text.startswith("Saved. Tier 1 of Harbour Hotel: new, Nights")
    hotel.time_passes(hours=9)
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert paged(hotel, "petra", "dana") == [1, 0]
    hotel.petra.presses("I have it")
    goes_to(hotel.ines, "Tiers & rotations")
    assert "Petra until 15 Mar 06:00, then Dana." in view(hotel.ines)


@on_both_stores
def test_undo_puts_it_back(hotel: World) -> None:
    """One tap below "Saved.": who is paged tonight is whoever was before; and the undo is a change of its own."""
    saved_nights(hotel)
    hotel.ines.presses("Undo")
    assert "Undone" in hotel.ines.card().text
    hotel.time_passes(hours=9)
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert paged(hotel, "petra", "dana") == [0, 1]
    goes_to(hotel.ines, "What was changed")
    assert "Ines, Sat 14 March 13:00: Tier 1 of Harbour Hotel: new, Nights" in view(hotel.ines)
    assert "(undone)" in view(hotel.ines)
    hotel.ines.presses("Undo", where="modal")
    hotel.ines.opens_home()
    goes_to(hotel.ines, "Tiers & rotations")
    assert "Petra until 15 Mar 06:00, then Dana." in view(hotel.ines)


@on_both_stores
def test_the_second_of_two_admins_is_shown_what_the_first_one_did(hotel: World) -> None:
    """Both add nights at once. Omar's form was open when Ines saved: he reads what she did before his is saved."""
    for admin in (hotel.omar, hotel.ines):
        goes_to(admin, "Tiers & rotations")
    fills_in(hotel.omar, ["Lea"], name="Lea's nights")
    fills_in(hotel.ines, ["Petra", "Jon"])
    hotel.ines.submits()
    hotel.ines.submits()
    hotel.omar.submits()
    meanwhile = view(hotel.omar)
    assert "Ines changed this on Sat 14 March 13:00: Tier 1 of Harbour Hotel: new, Nights: Petra and Jon" in meanwhile
    assert "Lea, 22:00-06:00, instead of Petra: " in meanwhile
    assert len(hotel.omar.images("modal")) == 1
    hotel.omar.submits()
    assert has_saved(hotel.omar)
    hotel.time_passes(hours=9)
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert paged(hotel, "lea", "petra") == [1, 0]


def test_whoever_looks_at_the_preview_while_another_saves_is_shown_it_too(hotel: World) -> None:
    """Both look at their previews; Ines saves first. Omar's *Save* shows hers, and only the next one saves."""
    for admin, people, name in ((hotel.omar, ["Lea"], "Lea's nights"), (hotel.ines, ["Petra", "Jon"], "Nights")):
        goes_to(admin, "Tiers & rotations")
        fills_in(admin, people, name=name)
        admin.submits()
    hotel.ines.submits()
    hotel.omar.submits()
    assert "Somebody was faster" in view(hotel.omar)
    assert "instead of Petra" in view(hotel.omar)
    hotel.omar.submits()
    assert hotel.omar.card().text.startswith("Saved. Tier 1 of Harbour Hotel: new, Lea's nights")


def test_rubbish_is_refused_at_its_field_and_nothing_typed_is_lost(hotel: World) -> None:
    """No time at all, then a name that is there already: a sentence at each, with all else as it was entered."""
    saved_nights(hotel)
    goes_to(hotel.ines, "Tiers & rotations")
    fills_in(hotel.ines, ["Jon", "Petra"], name="nights", window_1_end="22:00")
    assert hotel.ines.submits().json()["errors"] == {
        "window_1_end": "From 22:00 until 22:00 is no time at all. "
        "Choose two different times, or none for the whole day."
    }
    hotel.ines.picks("window_1_end", "06:00")
    assert hotel.ines.submits().json()["errors"] == {"name": 'There is one "Nights" already. Give each its own name.'}
    hotel.ines.fills("name", "Late nights")
    hotel.ines.submits()
    assert "new, Late nights: Jon and Petra; 1 day each, from Sat 14 March 22:00" in view(hotel.ines)
    hotel.ines.closes()
    hotel.ines.fills("name", "Very late nights")
    hotel.ines.submits()
    assert "new, Very late nights: Jon and Petra" in view(hotel.ines)
    assert len(hotel.ines.images("modal")) == 1


def test_a_layer_that_opens_a_gap_is_saved_only_with_a_yes(hotel: World) -> None:
    """Taken out for a night, Dana leaves nobody: the gap is named, and *Save* asks for a yes to it."""
    goes_to(hotel.ines, "Stand-ins")
    hotel.ines.presses("Add a stand-in", where="modal")
    hotel.ines.picks("kind", "Is taken out; whoever is next takes their place")
    hotel.ines.picks("person", "Dana")
    hotel.ines.picks("start", "2026-03-14 22:00")
    hotel.ines.picks("end", "2026-03-15 06:00")
    hotel.ines.submits()
    gap = "Nobody holds tier 1 of Harbour Hotel Sat 14 March 22:00 to Sun 06:00; tier 2 is paged at once."
    assert gap in view(hotel.ines)
    assert len(hotel.ines.images("modal")) == 1, "the tier in which shifts change hands is drawn"
    errors = hotel.ines.submits().json()["errors"]
    assert errors == {"with_gaps": "Say yes to the gaps, or go back and change it."}
    hotel.ines.picks("with_gaps", ["Yes, with the gaps"])
    hotel.ines.submits()
    assert hotel.ines.card().text.startswith("Saved. ")
    goes_to(hotel.ines, "Stand-ins")
    assert "Dana is taken out, Sat 14 March 22:00 to Sun 06:00" in view(hotel.ines)


def test_after_saving_the_page_is_back_for_the_next_one(hotel: World) -> None:
    """Two places, then two layers with their previews, without a way back through App Home: each time the page says
    what was saved and shows it. Closed, nothing is left open below it."""
    goes_to(hotel.ines, "Places")
    for name in ("Pool", "Roof bar"):
        hotel.ines.presses("Add a place", where="modal")
        hotel.ines.fills("name", name)
        hotel.ines.submits()
        assert has_saved(hotel.ines)
        assert view(hotel.ines).count(name) == 2, "in what was saved and in the list"
    goes_to(hotel.ines, "Tiers & rotations")
    for name, hours in (("Nights", {}), ("Evenings", {"window_1_start": "18:00", "window_1_end": "21:00"})):
        fills_in(hotel.ines, ["Petra", "Jon"], name=name, **hours)
        hotel.ines.submits()
        assert "Before it is saved" in view(hotel.ines)
        hotel.ines.closes()
        assert "[Next] [Back]" in view(hotel.ines), "the form, as it was filled in"
        hotel.ines.submits()
        hotel.ines.submits()
        assert has_saved(hotel.ines)
        assert f"new, {name}" in view(hotel.ines)
    hotel.ines.presses("Add a rotation", where="modal", value="harbour|tier_1")
    hotel.ines.closes()
    assert has_saved(hotel.ines), "the page below the form is the newest, too"
    hotel.ines.closes()
    assert hotel.ines.modal() is None


def test_where_the_page_cannot_come_back_everything_is_closed(hotel: World) -> None:
    """Slack takes no change of a view: what was saved is not shown as if it still had to be sent."""
    goes_to(hotel.ines, "Tiers & rotations")
    fills_in(hotel.ines, ["Petra", "Jon"])
    hotel.ines.submits()
    hotel.slack.fail("views.update", "error", times=None, error="internal_error")
    hotel.ines.submits()
    assert hotel.ines.modal() is None
    assert hotel.ines.card().text.startswith("Saved. Tier 1 of Harbour Hotel: new, Nights")


def test_a_view_that_was_closed_before_its_picture_came_is_no_fault(hotel: World) -> None:
    """Saved or closed while it was drawn: the log says so without a warning. What Slack does not take is one."""
    with capture_logs() as logs:
        hotel.app.wing.quietly(
            "views.update", {"view_id": "V0GONE", "view": modal(Form("desk_menu", "Gone", (Line(("Gone",)),)))}
        )
        hotel.app.wing.quietly("views.update", {"view_id": "V0GONE", "view": {"type": "modal", "blocks": []}})
    assert [(one["log_level"], one["event"]) for one in logs] == [
        ("info", "view_not_shown"), ("warning", "view_not_shown")
    ]  # fmt: skip


def test_only_admins_get_to_the_desk(hotel: World) -> None:
    """Dana has no button; a tap that she should not have is answered with who can, and changes nothing."""
    hotel.dana.opens_home()
    assert "Set up" not in hotel.dana.home().labels()
    assert signed(hotel, tap("U0DANA", "desk.menu.top", "-")).status == 200
    hotel.settle()
    assert hotel.dana.modal() is None
    assert hotel.dana.card().text.startswith("Only admins can change this.")
    answer = signed(hotel, sent_form("U0DANA", "desk", {"kind": "closed_days", "about": "harbour", "draft": "x"}))
    assert "Only admins can change this." in answer.body
    forged = signed(hotel, sent_form("U0INES", "desk", {"kind": "no_such_kind", "about": "harbour", "draft": "x"}))
    assert "Nothing was changed" in forged.body


def test_a_picture_that_cannot_be_shown_leaves_the_list(hotel: World) -> None:
    """Slack refuses the upload: the preview stands without it, says nothing of drawing, and saves."""
    hotel.slack.fail("files.getUploadURLExternal", "error", times=None, error="internal_error")
    goes_to(hotel.ines, "Tiers & rotations")
    fills_in(hotel.ines, ["Petra", "Jon"])
    hotel.ines.submits()
    assert "Petra and Jon in turn, 22:00-06:00, instead of Dana: " in view(hotel.ines)
    assert "Drawing" not in view(hotel.ines)
    hotel.ines.submits()
    assert has_saved(hotel.ines)
