"""A note that is done can be amended, and the earlier text stays readable to those with the right (issue 4, part 1)."""

from __future__ import annotations

from tests.story.noting import fields, noted, resolved, taps, the_e, the_lesson, the_note
from tests.story.reading import read, shown, was_shown
from tests.world import World


def amended(world: World) -> str:
    """Dana wrote the note, and changed it an hour later. Its reference."""
    reference = noted(world, change="A sign at the door")
    world.time_passes(hours=1)
    world.dana.presses("Amend the note")
    assert world.dana.modal().title == "Amend the note"
    world.dana.fills("change", "A second till")
    world.dana.picks("ended", "Promise made")
    world.dana.submits()
    return reference


def test_amending_keeps_the_earlier_text(world: World) -> None:
    """The note reads as amended; what stood before is there, with who changed it and until when it stood."""
    reference = amended(world)
    note, e = the_note(world, reference), the_e(world, reference)
    assert (note.texts["change"], note.value("ended"), note.done) == ("A second till", ("promise-made",), True)
    with world.store.read() as uow:
        (earlier,) = uow.notes.earlier(e.id)
    assert (earlier.note.texts["change"], earlier.amended_by) == ("A sign at the door", "dana")
    assert earlier.note.done_at == note.done_at
    assert e.note == "done"


def test_earlier_versions_are_read_by_those_with_the_right_alone(world: World) -> None:
    """c.2: the responder and managers; not the raiser, not a colleague, however they get at the button."""
    amended(world)
    world.dana.closes()
    page = world.dana.card()
    world.dana.presses("Amend the note")
    world.dana.presses("Earlier versions", where="modal")
    earlier = shown(world.dana.modal())
    assert "A sign at the door" in earlier
    assert "then changed by Dana" in earlier
    for name in ("mia", "jon"):
        person = world.person(name)
        person.press_payload(page, "Amend the note")
        assert person.modal() is None, name
        assert "A sign at the door" not in was_shown(world, person) + read(person), name


def test_a_manager_who_was_never_called_amends_from_home(world: World) -> None:
    """Omar manages the site: *Recent notes* leads him there, and the note says who wrote it and who changed it."""
    reference = noted(world)
    world.omar.opens_home()
    world.omar.presses("Recent notes", where="home")
    assert reference in shown(world.omar.modal())
    world.omar.presses("Open", where="modal")
    world.omar.picks("helped", ["Waiting"])
    world.omar.submits()
    assert the_note(world, reference).value("helped") == ("waiting",)
    assert the_note(world, reference).written_by == "dana"
    with world.store.read() as uow:
        e = uow.escalations.by_reference(reference)
        assert e is not None
        assert [one.amended_by for one in uow.notes.earlier(e.id)] == ["omar"]
    world.mia.opens_home()
    assert "Recent notes" not in shown(world.mia.home())


def test_what_was_entered_and_not_sent_is_a_draft_and_no_amendment(world: World) -> None:
    """Closing it changes nothing for anybody else; opened again, one's own draft stands there."""
    reference = noted(world)
    world.dana.presses("Amend the note")
    world.dana.picks("ended", "Promise made")
    world.dana.presses("More", where="modal")
    world.dana.fills("change", "Half a thought")
    world.dana.closes()
    assert the_note(world, reference).value("ended") == ("solved",)
    world.omar.opens_home()
    world.omar.presses("Recent notes", where="home")
    world.omar.presses("Open", where="modal")
    assert "change" not in fields(world, "omar")
    world.dana.presses("Amend the note")
    assert fields(world)["change"]["element"]["initial_value"] == "Half a thought"
    assert fields(world)["ended"]["element"]["initial_option"]["text"]["text"] == "Promise made"


def test_sending_it_unchanged_makes_no_version(world: World) -> None:
    """Looking at it and tapping *Done* is no amendment."""
    reference = noted(world)
    world.dana.presses("Amend the note")
    world.dana.submits()
    e = the_e(world, reference)
    with world.store.read() as uow:
        assert uow.notes.earlier(e.id) == []
    assert world.timeline(reference).count("NoteKept") == 4


def test_opened_again_its_note_is_due_again_and_the_first_one_stays(world: World) -> None:
    """A note of an escalation that was not over is finished anew; what it said first becomes an earlier one."""
    reference = noted(world)
    lesson = the_lesson(world, reference)
    assert lesson is not None
    world.mia.presses("It is not over")
    world.dana.presses("I have it")
    world.dana.presses("Resolve")
    assert the_e(world, reference).note == "due"
    world.dana.picks("ended", "Police removed")
    assert the_e(world, reference).note == "due"
    assert fields(world)["helped"]["element"]["initial_options"]
    world.dana.submits()
    assert the_note(world, reference).value("ended") == ("police-removed",)
    e = the_e(world, reference)
    with world.store.read() as uow:
        assert [one.note.value("ended") for one in uow.notes.earlier(e.id)] == [("solved",)]


def test_what_is_missing_from_an_amendment_leaves_the_note_as_it_was(world: World) -> None:
    """A sentence at the field, the draft kept, and nothing amended."""
    reference = resolved(world)
    taps(world)
    world.dana.submits()
    world.dana.closes()
    world.dana.presses("Amend the note")
    world.dana.picks("trigger", ["Refund or return"])
    world.dana.submits()
    assert world.dana.modal().title == "Amend the note"
    assert the_note(world, reference).value("trigger") == ("drink-or-drugs",)
    world.dana.fills("rule_new", "No refund without receipt")
    world.dana.submits()
    assert the_note(world, reference).value("trigger") == ("refund-or-return",)
