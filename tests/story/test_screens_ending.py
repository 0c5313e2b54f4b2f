"""The end: one tap, the note with every pick kept, *OK?*, and the way back within thirty days."""

from __future__ import annotations

import pytest

from domain.escalation import Escalation
from tests.story.reading import buzzes, read, shown
from tests.world import World


def resolved(world: World, level: str = "abusive") -> str:
    """Mia raised, Dana came and closed it; the note's dialog is open. Its reference."""
    world.mia.types(f"/escalate {level} front desk", channel="C0DESK")
    reference = str(world.the().reference)
    world.dana.presses("I have it")
    world.mia.presses("Dana is here")
    if level == "threatening":
        world.mia.presses("Safe now")
    world.dana.presses("Resolve")
    return reference


def ended(world: World, reference: str) -> Escalation:
    """An escalation that is over."""
    with world.store.read() as uow:
        e = uow.escalations.by_reference(reference)
    assert e is not None
    return e


def test_resolve_is_one_tap_and_the_note_follows(world: World) -> None:
    """It is over before the dialog opens, however the dialog fares; the others on their way read that it is."""
    world.slack.fail("views.open", "error", times=None, error="expired_trigger_id")
    reference = resolved(world)
    assert ended(world, reference).state == "resolved"
    assert "Write the note" in world.dana.card().labels()
    assert "over" in shown(world.jon.channel("C0DESK")[0])


def test_each_pick_is_kept_when_the_dialog_is_closed(world: World) -> None:
    """*Write it later*: picks and words stand there again, and App Home shows the note as due."""
    resolved(world)
    world.dana.picks("ended", "Solved")
    world.dana.picks("trigger", ["Wait or queue", "Price or charge"])
    world.dana.presses("More", where="modal")
    world.dana.fills("change", "A second till")
    world.dana.closes()
    world.dana.opens_home()
    assert "Notes to write" in shown(world.dana.home())
    world.dana.presses("Write the note", where="home")
    state = {b["block_id"]: b["element"] for b in world.dana.modal().blocks if b["type"] == "input"}
    assert state["ended"]["initial_option"]["text"]["text"] == "Solved"
    picked = [option["text"]["text"] for option in state["trigger"]["initial_options"]]
    assert picked == ["Wait or queue", "Price or charge"]
    assert state["change"]["initial_value"] == "A second till"


def test_an_error_in_the_note_loses_nothing(world: World) -> None:
    """What is missing is named at its field; what was entered stays, and comes back after a closed laptop."""
    resolved(world, "threatening")
    world.dana.picks("ended", "Solved")
    world.dana.fills("their_words", "I know your car")
    delivery = world.dana.submits()
    assert delivery.errors
    assert world.dana.modal() is not None
    world.dana.closes()
    world.dana.presses("Write the note", where="dm")
    state = {b["block_id"]: b["element"] for b in world.dana.modal().blocks if b["type"] == "input"}
    assert state["their_words"]["initial_value"] == "I know your car"


@pytest.mark.parametrize(("level", "fields"), [("upset", 3), ("abusive", 6), ("threatening", 16)])
def test_the_note_asks_what_the_highest_level_needs(world: World, level: str, fields: int) -> None:
    """d.2: UPSET is not asked for behaviours or a narrative; a threat is, with the words that were said."""
    resolved(world, level)
    inputs = [block for block in world.dana.modal().blocks if block["type"] == "input"]
    assert len(inputs) == fields
    assert not any(block["optional"] for block in inputs)
    asked = {block["block_id"] for block in inputs}
    assert {"ended", "trigger", "helped"} <= asked
    assert ("their_words" in asked) is (level == "threatening")


def test_the_raiser_is_asked_ok_and_not_ok_finds_somebody(world: World) -> None:
    """*OK?* in a message of its own; *Not OK* goes to whoever closed it, with a name."""
    resolved(world)
    assert buzzes(world.mia)[-1].startswith("OK?")
    assert "OK? Just for us to know. No reason asked." in shown(world.mia.card())
    world.mia.presses("Not OK")
    assert "Mia is not OK. Please go and see them." in buzzes(world.dana)[-1]
    assert "Dana has been asked to come and see you." in shown(world.mia.card())


def test_it_can_be_opened_again_and_calls_anew(world: World) -> None:
    """*It is not over* within thirty days: paging, from the first tier, the same reference; after them, a sentence."""
    reference = resolved(world)
    pages = len(world.pages("dana"))
    world.time_passes(hours=1)
    world.mia.presses("It is not over")
    assert world.the().reference == reference
    assert len(world.pages("dana")) == pages + 1
    world.dana.presses("I have it")
    world.dana.presses("Resolve")
    card = world.mia.card()
    world.down_for(days=31)
    world.settle()
    world.mia.press_payload(card, "It is not over")
    assert world.escalations() == []
    assert "This ended over 30 days ago." in read(world.mia)


def test_a_colleague_who_came_by_the_channel_writes_the_note(world: World) -> None:
    """The responder owes the note, whoever they are; others are not asked for it."""
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    world.jon.presses("I can help", where="C0DESK")
    world.jon.presses("2 min")
    assert "Jon says 13:02." in shown(world.mia.card())
    world.jon.presses("I'm with them")
    world.jon.presses("Resolve")
    world.jon.closes()
    assert world.escalations() == []
    world.dana.opens_home()
    assert "Notes to write" not in shown(world.dana.home())
    world.jon.opens_home()
    assert "Notes to write" in shown(world.jon.home())
