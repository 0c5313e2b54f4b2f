"""Quick fixes, proposals by hand, training: seen until done, and told to whoever called (domain.md d.6)."""

from __future__ import annotations

from dataclasses import replace

from domain.learning.proposal import ProposalState
from domain.learning.settings import LearningSettings
from domain.site import Directory
from tests.story.noting import noted, resolved, taps
from tests.story.proposed import days_pass, proposals, refund, said
from tests.story.reading import shown
from tests.world import World


def agreed(world: World, what: str = "Lamp at the back door", owner: str = "Rob") -> str:
    """A call ended, its note is done, and Dana agrees on a quick fix. Its reference."""
    reference = noted(world)
    world.dana.presses("Quick fix")
    world.dana.fills("what", what)
    if owner:
        world.dana.picks("owner", owner)
    world.dana.submits()
    assert world.dana.modal() is None
    return reference


def home(world: World, name: str) -> str:
    """Somebody's App Home, opened anew."""
    world.person(name).opens_home()
    return shown(world.person(name).home())


def test_a_quick_fix_stands_on_app_home_until_it_is_done_and_the_raiser_hears_of_it(anywhere: World) -> None:
    """Its owner gets it by name; everybody of the site sees it; *Done* is told to whoever called, once."""
    agreed(anywhere)
    (mine,) = said(anywhere, "rob", "Quick fix for you · by 15 Mar · Lamp at the back door")
    assert "Quick fix · Lamp at the back door · by 15 Mar · Rob" in home(anywhere, "jon")
    assert "Done" not in anywhere.jon.home().labels()
    assert mine
    anywhere.rob.presses("Done")
    assert said(anywhere, "rob", "Quick fix · done · Lamp at the back door. Thank you.")
    (news,) = said(anywhere, "mia", "this is fixed now.")
    assert "Because of your call on 14 Mar: this is fixed now." in news
    assert "Lamp at the back door" in news
    assert "Rob" not in news
    assert "Dana" not in news
    assert "Lamp" not in home(anywhere, "jon")


def test_right_after_the_note_both_ways_on_are_one_tap_away(world: World) -> None:
    """In the dialog that says that the note is saved; what is about a colleague has neither."""
    resolved(world)
    taps(world)
    world.dana.submits()
    world.dana.presses("Quick fix", where="modal")
    world.dana.fills("what", "Lamp at the back door")
    world.dana.submits()
    assert world.dana.modal().title == "What others will read"
    world.dana.presses("Propose a change", where="modal")
    world.dana.fills("change", "Two at the desk after nine")
    world.dana.submits()
    assert world.dana.modal().title == "What others will read"
    assert [one.change for one in proposals(world)] == ["Two at the desk after nine"]
    assert "Lamp at the back door" in home(world, "jon")
    assert len(said(world, "mia", "a change is proposed")) == 1


def test_nobody_forgets_a_quick_fix(world: World) -> None:
    """On its day whoever does it is reminded, once; where nobody does, the managers; they can say *Done* from home."""
    agreed(world)
    agreed(world, "Second person at nine", owner="")
    for days in (0.5, 0.5, 1):
        days_pass(world, days)
    assert len(said(world, "rob", "Quick fix · due today · Lamp at the back door")) == 1
    assert said(world, "omar", "Lamp at the back door") == []
    assert len(said(world, "omar", "Quick fix · due today, nobody has it · Second person at nine")) == 1
    world.omar.opens_home()
    for _ in range(2):
        world.omar.presses("Done", where="home")
        world.time_passes(seconds=2)
    assert "Quick fix" not in home(world, "jon")
    assert len(said(world, "mia", "this is fixed now.")) == 2


def test_a_quick_fix_says_what_is_wrong_with_it(world: World) -> None:
    """A day that is over is refused at its field; a name that was typed is taken out, since everybody reads it."""
    noted(world)
    world.dana.presses("Quick fix")
    world.dana.fills("what", "Mia must not close alone")
    world.dana.picks("due", "2026-03-13")
    world.dana.submits()
    assert world.dana.modal() is not None
    world.dana.picks("due", "2026-03-20")
    world.dana.submits()
    assert "Quick fix · [name] must not close alone · by 20 Mar" in home(world, "jon")


def test_what_should_change_becomes_a_proposal_on_one_tap(world: World) -> None:
    """From the note's own words, about the rule it names, once; managers get it, the raiser hears of it."""
    refund(world, "jon", change="Find the sale by card number")
    world.dana.presses("Propose a change")
    world.dana.presses("Propose a change")
    (made,) = proposals(world)
    assert (made.change, made.about, made.moves[0].by) == (
        "Find the sale by card number", "no-refund-without-receipt", "dana",
    )  # fmt: skip
    assert "Proposal: Find the sale by card number" in said(world, "omar", "Proposal · No refund without receipt")[0]
    assert len(said(world, "jon", "a change about “No refund without receipt” is proposed")) == 1


def test_anybody_of_the_site_proposes_a_change_from_app_home_and_hears_of_it(world: World) -> None:
    """Two lines are enough; with nothing to count, those who decide are asked after 60 days whether it helped."""
    world.jon.opens_home()
    world.jon.presses("Propose a change", where="home")
    world.jon.fills("change", "A second till at noon")
    world.jon.submits()
    assert said(world, "jon", "Proposed. The managers of the site have it")
    world.omar.presses("I'll own it")
    assert "Proposal · A second till at noon" in home(world, "omar")
    assert "Proposal · A change proposed on 14 Mar · Omar owns it" in home(world, "mia")
    world.omar.presses("Fill it in", where="dm")
    world.omar.picks("strength", "Stronger: remove the rule, change layout, staffing or equipment")
    world.omar.fills("now", "One till, long queue")
    world.omar.picks("other", "No")
    world.omar.submits()
    for tap in ("Accept", "Start", "Done"):
        world.omar.presses(tap, where="dm")
    assert "You proposed it: the change is accepted." in said(world, "jon", "You proposed it")[0]
    days_pass(world, 60.1)
    assert len(said(world, "omar", "Done 60 days ago. Did it help?")) == 1
    world.omar.presses("It helped", where="dm")
    assert proposals(world)[0].state == ProposalState.KEPT
    assert "the change helped, and it stays" in said(world, "jon", "You proposed it")[-1]


def looks_after_training(world: World, name: str) -> None:
    """Somebody of the site looks after training."""
    with world.store.work() as uow:
        directory = uow.people.directory()
        site = replace(directory.sites[0], learning=LearningSettings(training_owner=name))
        uow.people.apply(Directory(0, (site,), directory.people))
        uow.commit()
    world.app.memory.refresh(world.store)


def test_five_notes_that_name_the_same_training_are_one_suggestion(anywhere: World) -> None:
    """To whoever looks after training, with a topic and a count; no person, and not again within 60 days."""
    looks_after_training(anywhere, "lea")
    for number in range(5):
        assert said(anywhere, "lea", "Training would help") == []
        noted_with_training(anywhere)
        days_pass(anywhere, 1 + number / 10)
    (suggestion,) = said(anywhere, "lea", "Training would help · Setting a boundary")
    assert "5 notes of Harbour Hotel in 60 days say that it would have helped." in suggestion
    assert "Mia" not in suggestion
    assert "Dana" not in suggestion
    days_pass(anywhere, 40)
    noted_with_training(anywhere)
    days_pass(anywhere, 1)
    assert len(said(anywhere, "lea", "Training would help")) == 1
    assert said(anywhere, "ines", "Training would help") == []


def noted_with_training(world: World) -> None:
    """A note whose tag says what would have helped."""
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    for tap in ("I have it", "I'm with them", "Resolve"):
        world.dana.presses(tap)
    for field, choice in (("ended", "Solved"), ("trigger", ["Drink or drugs"]), ("helped", ["Listening"])):
        world.dana.picks(field, choice)
    world.dana.presses("More", where="modal")
    world.dana.picks("training", ["Setting a boundary"])
    world.dana.submits()
    while world.dana.modal() is not None:
        world.dana.closes()


def test_somebody_asks_for_training_and_one_person_reads_it(world: World) -> None:
    """Private: a topic and a line to whoever looks after training, and nothing that anybody counts."""
    looks_after_training(world, "lea")
    world.jon.opens_home()
    world.jon.presses("Ask for training", where="home")
    world.jon.submits()
    assert world.jon.modal() is not None, "a topic or a line"
    world.jon.picks("topic", "Saying no well")
    world.jon.fills("words", "Refunds make me nervous")
    world.jon.submits()
    (asked,) = said(world, "lea", "Jon asks for training · Saying no well")
    assert "Refunds make me nervous" in asked
    assert said(world, "jon", "Sent to Lea, and to nobody else.")
    for name in ("dana", "omar", "ines", "mia"):
        assert said(world, name, "Refunds make me nervous") == []
