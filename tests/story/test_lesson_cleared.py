"""What others will read is proposed without names and numbers, and shared by a person or not at all (d.4, e.6)."""

from __future__ import annotations

from domain.escalation.inputs import AnswerPolice
from domain.learning.lesson import Lesson, LessonState
from handlers.act import act
from tests.story.noting import noted, resolved, taps, the_lesson
from tests.story.reading import shown
from tests.world import World

TOLD = "Tell Jon at +49 30 901820 or jon@harbour.example about room 214, plate B-XY 1234"


def proposed(world: World, **texts: str) -> str:
    """A note is done, and what others could read stands on Dana's screen. Its reference."""
    reference = resolved(world)
    taps(world)
    world.dana.presses("More", where="modal")
    for field, words in texts.items():
        world.dana.fills(field, words)
    world.dana.submits()
    if world.dana.modal().callback_id == "note_hint":
        world.dana.submits()
    return reference


def lesson(world: World, reference: str) -> Lesson:
    """What is kept of it."""
    found = the_lesson(world, reference)
    assert found is not None
    return found


def test_names_and_numbers_are_taken_out_and_stories_left_out(world: World) -> None:
    """From what should change, our record and the picks; never the customer's words."""
    reference = proposed(
        world, change=TOLD, their_words="I will find you, Mia", our_record="Paid with 4111 1111 1111 1111"
    )
    found = lesson(world, reference)
    assert found.state == LessonState.PROPOSED
    assert found.text.splitlines() == [
        "Our record: Paid with [card]",
        "What helped: Listening",
        "What should change: Tell [name] at [number] or [e-mail] about [room], plate [plate]",
    ]
    assert "find you" not in found.text
    assert (found.triggers, found.ended, found.helped) == (("drink-or-drugs",), "solved", ("listening",))
    assert "Would a colleague or a local reader know who this is?" in shown(world.dana.modal())


def test_share_clears_it_with_the_words_as_they_were_left(world: World) -> None:
    """A person approves, and may write it otherwise."""
    reference = proposed(world, change="A second till")
    world.dana.fills("text", "Two tills from noon to two.")
    world.dana.submits()
    found = lesson(world, reference)
    assert (found.state, found.text, found.cleared_by) == (LessonState.CLEARED, "Two tills from noon to two.", "dana")
    assert found.cleared_at == world.clock.now()


def test_what_is_personal_again_is_pointed_out_once_and_not_blocked(world: World) -> None:
    """d.4: never a block. The second *Share* is a person's decision."""
    reference = proposed(world, change="A second till")
    world.dana.fills("text", "Ask Jon for the second till.")
    world.dana.submits()
    assert "Still in it: “Jon”." in shown(world.dana.modal())
    assert lesson(world, reference).state == LessonState.PROPOSED
    world.dana.submits()
    assert world.dana.modal() is None
    assert lesson(world, reference).state == LessonState.CLEARED


def test_not_now_waits_on_home_with_the_words_and_can_be_shared_later(world: World) -> None:
    """Nothing is shared by closing, and nothing typed is lost."""
    reference = proposed(world, change="A second till")
    world.dana.fills("text", "Two tills at noon.")
    world.dana.closes()
    assert lesson(world, reference).state == LessonState.PROPOSED
    world.dana.opens_home()
    assert "May others learn from it?" in shown(world.dana.home())
    world.dana.presses("Look at it", where="home")
    assert "Two tills at noon." in str(world.dana.modal().blocks)
    world.dana.submits()
    assert lesson(world, reference).state == LessonState.CLEARED
    world.time_passes(seconds=2)
    world.dana.opens_home()
    assert "May others learn from it?" not in shown(world.dana.home())


def test_kept_back_does_not_come_up_again(world: World) -> None:
    """*Never share it* is a decision too."""
    reference = proposed(world, change="A second till")
    world.dana.presses("Never share it", where="modal")
    assert "nobody else will read it" in shown(world.dana.modal())
    world.dana.closes()
    assert lesson(world, reference).state == LessonState.KEPT_BACK
    world.dana.opens_home()
    assert "May others learn from it?" not in shown(world.dana.home())


def test_an_amendment_of_what_others_read_is_proposed_anew(world: World) -> None:
    """What a person cleared stays only as long as it says what the note says."""
    reference = proposed(world, change="A second till")
    world.dana.submits()
    world.dana.presses("Amend the note")
    world.dana.picks("journey", "Paying")
    world.dana.submits()
    assert lesson(world, reference).state == LessonState.CLEARED
    assert world.dana.modal() is None
    world.dana.presses("Amend the note")
    world.dana.fills("change", "A sign at the door")
    world.dana.submits()
    found = lesson(world, reference)
    assert (found.state, found.cleared_by) == (LessonState.PROPOSED, None)
    assert "A sign at the door" in found.text


def test_opened_again_it_is_shared_with_nobody(world: World) -> None:
    """What was not over taught nothing yet."""
    reference = proposed(world, change="A second till")
    world.dana.submits()
    world.mia.presses("It is not over")
    assert lesson(world, reference).state == LessonState.PROPOSED


def test_of_a_colleague_and_of_a_false_alarm_nothing_is_proposed(world: World) -> None:
    """c.6: nobody else hears of it; and a false alarm is no lesson."""
    reference = resolved(world)
    world.dana.picks("ended", "False alarm")
    world.dana.picks("trigger", ["Unknown"])
    world.dana.picks("helped", ["Nothing did"])
    world.dana.submits()
    assert world.dana.modal() is None
    assert the_lesson(world, reference) is None
    world.mia.types("/escalate manager", channel="C0DESK")
    world.omar.presses("I'm with them")
    reference = str(world.the().reference)
    world.omar.presses("I saw them safe")
    world.omar.presses("Resolve")
    world.omar.presses("More", where="modal")
    assert the_lesson(world, reference) is None


def test_only_those_with_the_right_to_the_note_decide(world: World) -> None:
    """The raiser and colleagues have no say over what is shared of it, however they get at the button."""
    reference = noted(world, change="A second till")
    world.dana.opens_home()
    home = world.dana.home()
    for name in ("mia", "jon"):
        world.person(name).opens_home()
        assert "May others learn from it?" not in shown(world.person(name).home())
    assert "Look at it" in home.labels()
    assert lesson(world, reference).state == LessonState.PROPOSED


def test_where_the_police_were_called_nobody_finds_it_until_a_manager_says_so(world: World) -> None:
    """It counts as under hold by itself (d.5, guards); what the manager said outlives an amendment."""
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    reference = str(world.the().reference)
    world.dana.presses("I have it")
    world.dana.presses("I'm with them")
    act(world.app.ports, world.the().id, AnswerPolice("dana", called=True), world.clock.now())
    world.dana.presses("Resolve")
    taps(world)
    world.dana.submits()
    world.dana.submits()
    found = lesson(world, reference)
    assert (found.state, found.held) == (LessonState.CLEARED, True)
    world.dana.presses("Others may learn from it")
    assert not lesson(world, reference).held
    world.dana.presses("Amend the note")
    world.dana.presses("More", where="modal")
    world.dana.fills("change", "A second till")
    world.dana.submits()
    found = lesson(world, reference)
    assert (found.state, found.held) == (LessonState.PROPOSED, False)
