"""screens.md rule 8 and "Page": what a paged person sees, and that no press is ever lost."""

from __future__ import annotations

from tests.story.reading import buzzes, shown, with_buttons
from tests.world import World


def test_a_page_says_what_somebody_needs_who_was_woken(world: World) -> None:
    """Level, place, call number; who, since when, safe or not, who else; her words; three lines; where to go."""
    world.mia.types("/escalate threatening front desk blocks the door", channel="C0DESK")
    page = world.dana.card()
    assert page.text == "THREATENING · Front desk, Harbour Hotel · call 1 · open and answer"
    words = shown(page)
    assert words.startswith(page.text)
    assert "Mia. Since 13:00. Safe answer: none. Also paged: Omar and Rob." in words
    assert "blocks the door" in words
    assert "Get staff away first." in words
    assert "Quay Road 7 · Door: side door, code at the porter · Emergency: 112" in words
    assert page.labels() == ["I have it", "Can't, pass on", "I'm with them"]
    world.dana.presses("I have it")
    taps = {"2 min", "5 min", "10 min", "Longer", "I'm with them", "Resolve"}
    assert taps | {"Raise severity", "Hand on", "No longer needed"} <= set(world.dana.card().labels())


def test_violence_says_how_many_of_two_have_it(world: World) -> None:
    """One answer leaves the others paged, and everybody reads how many are still needed."""
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    assert "0 of 2 have it." in shown(world.omar.card())
    world.dana.presses("I have it")
    assert "1 of 2 have it. Dana has it." in shown(world.omar.card())
    world.until(0, 20)
    assert len(world.pages("omar")) == 2
    world.omar.presses("I have it")
    world.until(1, 30)
    assert len(world.pages("omar")) == len(world.pages("lea")) == 2


def test_a_new_page_notifies_and_the_older_ones_point_to_it(world: World) -> None:
    """Each page is a new message; only the newest keeps its buttons."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    world.until(2)
    assert len(buzzes(world.dana)) == 3
    assert with_buttons(world.dana) == [world.dana.dm()[-1]]
    assert all(shown(stub).endswith("see the newest page below") for stub in world.dana.dm()[:-1])


def test_a_press_on_any_old_page_counts(world: World) -> None:
    """However old: it is the answer, and what stands there is redrawn."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    first = world.dana.dm()[0]
    world.until(2)
    world.dana.press_payload(first, "I have it")
    assert world.the().owner_id == "dana"
    assert "you have it" in shown(world.dana.card())


def test_an_old_press_after_the_end_changes_nothing_and_says_who_ended_it(world: World) -> None:
    """Edges: told who ended it and when; it stays over."""
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    page = world.dana.dm()[0]
    world.dana.presses("I have it")
    world.dana.presses("Resolve")
    world.dana.closes()
    for label in ("I have it", "Can't, pass on", "I'm with them"):
        world.dana.press_payload(page, label)
        assert world.escalations() == []
        assert "Dana resolved it at 13:00. Nothing was changed." in shown(world.dana.dm()[-1])


def test_nothing_stands_between_a_page_and_an_answer(world: World) -> None:
    """No confirm dialog on *I have it* or *I'm with them*, and each answer is in time for Slack's three seconds."""
    world.mia.types("/escalate violent front desk", channel="C0DESK")
    blocks = str(world.dana.card().blocks)
    assert "'confirm'" not in blocks
    assert world.dana.presses("I have it").in_time
    assert "'confirm'" not in str(world.dana.card().blocks)
    assert world.dana.presses("I'm with them").in_time
    assert world.dana.modal() is None


def test_a_loser_of_the_race_is_told_who_has_it(world: World) -> None:
    """Invariant 7: the first answer owns; the second gets the name."""
    world.mia.types("/escalate threatening front desk", channel="C0DESK")
    page = world.omar.card()
    world.dana.presses("I have it")
    world.omar.press_payload(page, "I have it")
    assert world.the().owner_id == "dana"
    assert "Dana has it already. You can stop." in shown(world.omar.dm()[-1])


def test_raising_severity_from_the_page_never_delays_help(world: World) -> None:
    """Rule 14: UPSET raised at 5:50 still brings tier 2 at 6:00, as the old column had it."""
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    world.until(5, 50)
    world.mia.presses("It got personal")
    assert world.pages("omar") == []
    world.until(6)
    assert len(world.pages("omar")) == 1
    world.dana.presses("I have it")
    world.dana.presses("Raise severity")
    world.dana.presses("🟥 VIOLENT", where="modal")
    assert "VIOLENT" in shown(world.omar.card())
    assert "LEAVE NOW." in shown(world.mia.card())
