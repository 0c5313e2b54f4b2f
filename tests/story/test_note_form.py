"""The note takes seconds: three taps or six, the rest behind *More*, nothing entered is ever lost (d.1, d.2)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.note import ListEntry, id_of
from domain.severity import Flag
from tests.story.noting import fields, noted, resolved, taps, the_e, the_note
from tests.story.reading import shown
from tests.world import World


@pytest.mark.parametrize(("level", "budget"), [("upset", 3), ("abusive", 6)])
def test_the_note_is_done_within_its_budget_of_taps(world: World, level: str, budget: int) -> None:
    """d.2: UPSET three taps, ABUSIVE six; opening and saving are no choices."""
    reference = resolved(world, level)
    assert len(fields(world)) == budget
    assert taps(world, level) == budget
    world.dana.submits()
    assert the_e(world, reference).note == "done"


@pytest.mark.parametrize(("level", "budget"), [("upset", 3), ("abusive", 6)])
def test_a_trigger_of_ours_asks_which_rule_and_costs_one_more(world: World, level: str, budget: int) -> None:
    """Field 5 comes onto the first screen when the trigger is ours, and goes again with it."""
    reference = resolved(world, level)
    taps(world, level)
    assert "rule_new" not in fields(world)
    world.dana.picks("trigger", ["Refund or return"])
    assert len(fields(world)) == budget + 1
    world.dana.picks("trigger", ["Unknown"])
    assert len(fields(world)) == budget
    world.dana.picks("trigger", ["Refund or return"])
    world.dana.fills("rule_new", "No refund without receipt")
    world.dana.submits()
    assert the_note(world, reference).value("rule") == ("no-refund-without-receipt",)


def test_a_rule_that_was_written_is_picked_by_the_next_one(world: World) -> None:
    """Row 5: "pick from house list / add". What was added is offered at the site, and an admin sees who added it."""
    resolved(world)
    taps(world)
    world.dana.picks("trigger", ["Refund or return"])
    world.dana.fills("rule_new", "No refund without receipt")
    world.dana.submits()
    world.dana.closes()
    with world.store.read() as uow:
        (change,) = uow.plans.changes(site_id="harbour")
    assert (change.by, change.sentence.count("No refund without receipt")) == ("dana", 1)
    reference = resolved(world)
    taps(world)
    world.dana.picks("trigger", ["Refund or return"])
    world.dana.picks("rule", "No refund without receipt")
    world.dana.submits()
    assert the_note(world, reference).value("rule") == ("no-refund-without-receipt",)


def test_the_same_rule_in_other_letters_is_the_same_rule(world: World) -> None:
    """Three notes that name one rule must be counted as one."""
    for words in ("No refund without receipt", "no refund, without receipt!"):
        resolved(world)
        taps(world)
        world.dana.picks("trigger", ["Refund or return"])
        world.dana.fills("rule_new", words)
        world.dana.submits()
        world.dana.closes()
    site = world.app.memory.directory.site("harbour")
    assert site is not None
    assert [entry.words for entry in site.note_lists["rule"]] == ["No refund without receipt"]


def test_a_name_in_a_rule_does_not_reach_the_list_of_the_site(world: World) -> None:
    """Everybody of the site reads the list, so what is personal stays in the note."""
    reference = resolved(world)
    taps(world)
    world.dana.picks("trigger", ["Refund or return"])
    world.dana.fills("rule_new", "Jon says no refunds")
    world.dana.submits()
    site = world.app.memory.directory.site("harbour")
    assert site is not None
    assert [entry.words for entry in site.note_lists["rule"]] == ["[name] says no refunds"]
    assert the_note(world, reference).texts["rule"] == "Jon says no refunds"


def test_more_shows_what_is_offered_and_keeps_what_stands_there(world: World) -> None:
    """*More* takes nothing away, and what was entered behind it is shown at once the next time."""
    reference = resolved(world)
    taps(world)
    world.dana.presses("More", where="modal")
    assert {"journey", "training", "change", "exception", "thanks_to"} <= set(fields(world))
    assert "More" not in world.dana.modal().labels()
    world.dana.fills("change", "A second till")
    world.dana.picks("journey", "Paying")
    world.dana.closes()
    assert the_note(world, reference).value("helped") == ("listening",)
    world.dana.presses("Write the note")
    assert fields(world)["change"]["element"]["initial_value"] == "A second till"
    assert fields(world)["journey"]["element"]["initial_option"]["text"]["text"] == "Paying"


def test_what_the_bot_knows_stands_there_and_can_be_changed(world: World) -> None:
    """d.1: the police were called, the contact was ended, on the phone, alone: none of it is asked of anybody."""
    world.mia.types("/escalate abusive switchboard", channel="C0DESK")
    world.mia.presses("Ended")
    reference = str(world.the().reference)
    world.mia.presses("Add flags")
    world.mia.picks("danger", ["I am alone"])
    world.mia.picks("about", ["Filming"])
    world.mia.submits()
    assert Flag.ALONE in world.the().flags
    world.dana.presses("I'm with them")
    world.dana.presses("I saw them safe")
    world.dana.presses("Resolve")
    picked = {name: block["element"].get("initial_option") for name, block in fields(world).items()}
    assert picked["ended"]["text"]["text"] == "Contact ended by us"
    options = {name: block["element"].get("initial_options", ()) for name, block in fields(world).items()}
    assert [one["text"]["text"] for one in options["harder"]] == ["Alone"]
    assert [one["text"]["text"] for one in options["behaviour"]] == ["Films"]
    world.dana.presses("More", where="modal")
    assert fields(world)["place_class"]["element"]["initial_option"]["text"]["text"] == "On the phone or online"
    world.dana.picks("ended", "Left by themselves")
    for field, choice in (("trigger", ["Unknown"]), ("tried", ["Listened"]), ("helped", ["Warning"])):
        world.dana.picks(field, choice)
    world.dana.submits()
    note = the_note(world, reference)
    assert note.value("ended") == (id_of("Left by themselves"),)
    assert note.value("harder") == ("alone",)


def test_a_list_that_grew_out_of_date_still_reads_right(world: World) -> None:
    """d.3: a retired entry is no longer offered, and stands in the note in which it was picked."""
    reference = noted(world)
    lists = {"ended": (ListEntry("solved", "Solved at once", retired=True),)}
    with world.store.work() as uow:
        directory = uow.people.directory()
        sites = tuple(replace(site, note_lists=lists) for site in directory.sites)
        uow.people.apply(replace(directory, sites=sites))
        uow.commit()
    world.app.memory.refresh(world.store, force=True)
    world.dana.presses("Amend the note")
    assert fields(world)["ended"]["element"]["initial_option"]["text"]["text"] == "Solved at once"
    world.dana.closes()
    assert the_note(world, reference).value("ended") == ("solved",)
    resolved(world)
    assert "Solved at once" not in shown(world.dana.modal())
