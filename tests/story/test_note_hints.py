"""Judging words and what says who it was are pointed out once, after the note is saved, and never block it (d.4)."""

from __future__ import annotations

from tests.story.noting import fields, resolved, taps, the_e, the_note
from tests.story.reading import buzzes, read, shown, was_shown
from tests.world import World


def sent(world: World, **texts: str) -> str:
    """A note with these texts, sent. Its reference."""
    reference = resolved(world)
    taps(world)
    world.dana.presses("More", where="modal")
    for field, words in texts.items():
        world.dana.fills(field, words)
    world.dana.submits()
    return reference


def test_the_note_is_saved_before_anything_is_pointed_out(world: World) -> None:
    """A gentle hint with two ways on; either way the note is done."""
    reference = sent(world, change="Jon was rude and should have called +49 30 901820")
    assert the_e(world, reference).note == "done"
    hint = shown(world.dana.modal())
    assert "The note is saved." in hint
    assert "This reads like a judgement: “rude”, “should have”. What was seen or heard?" in hint
    assert "This says who it was: “Jon”, “+49 30 901820”. A role is enough: customer, colleague A." in hint
    assert world.dana.modal().submit == "Keep it"
    world.dana.submits()
    assert world.dana.modal().callback_id == "lesson"
    assert the_note(world, reference).texts["change"].startswith("Jon was rude")


def test_it_can_be_changed_and_is_not_pointed_out_twice(world: World) -> None:
    """*Change it* leads back to the form with everything in it; what is sent then goes through."""
    reference = sent(world, change="The customer was crazy")
    world.dana.presses("Change it", where="modal")
    assert fields(world)["change"]["element"]["initial_value"] == "The customer was crazy"
    world.dana.fills("change", "The customer was rude, I know")
    world.dana.submits()
    assert world.dana.modal().callback_id == "lesson"
    assert the_note(world, reference).texts["change"] == "The customer was rude, I know"


def test_a_note_without_such_words_gets_no_hint(world: World) -> None:
    """And what a customer said is a quote: it judges nobody."""
    sent(world, change="A second till at noon", their_words="You are all stupid")
    assert world.dana.modal().callback_id == "lesson"


def test_closing_the_hint_changes_nothing(world: World) -> None:
    """It asks for nothing, so it can be walked away from."""
    reference = sent(world, change="typical")
    world.dana.closes()
    assert world.dana.modal() is None
    assert the_e(world, reference).note == "done"


def test_thanks_reach_the_person_named_once_and_nobody_else(world: World) -> None:
    """Row 23: private, and in no channel, note, or anybody else's messages."""
    reference = resolved(world)
    taps(world)
    world.dana.presses("More", where="modal")
    world.dana.picks("thanks_to", "Jon")
    world.dana.fills("thanks_for", "You locked the side door before anybody asked.")
    world.dana.submits()
    assert "thanks from Dana" in buzzes(world.jon)[-1]
    assert "You locked the side door before anybody asked." in shown(world.jon.card())
    for name in ("mia", "dana", "omar", "lea", "petra"):
        assert "side door before" not in was_shown(world, world.person(name)) + read(world.person(name)), name
    note = the_note(world, reference)
    assert "thanks_to" not in note.picks
    assert "thanks_for" not in note.texts
    world.dana.closes()
    world.dana.presses("Amend the note")
    world.dana.presses("More", where="modal")
    world.dana.picks("thanks_to", "Jon")
    world.dana.fills("thanks_for", "Again.")
    world.dana.submits()
    assert was_shown(world, world.jon).count("thanks from Dana") == 2, "once as its preview, once as its first line"


def test_about_a_colleague_nobody_can_be_thanked(world: World) -> None:
    """Whoever must not know of it would learn of it (c.6)."""
    world.mia.types("/escalate manager", channel="C0DESK")
    world.omar.presses("I'm with them")
    world.omar.presses("I saw them safe")
    world.omar.presses("Resolve")
    world.omar.presses("More", where="modal")
    assert "thanks_to" not in fields(world, "omar")
