"""G1 and domain.md d.5: what was learned comes back at the moment of need, and can be looked for in words."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from domain.learning.lesson import LessonState
from domain.severity import Severity
from tests.story.lessons_before import before
from tests.story.reading import read, shown
from tests.world import Someone, World


def similar(who: Someone) -> list[str]:
    """The lines about earlier escalations on the newest message, in their order."""
    lines = shown(who.card()).splitlines()
    return [line for line in lines if " ago: " in line]


def answer(who: Someone, line: str) -> str:
    """What this person alone reads after a line."""
    earlier = len([message for message in who.messages() if message.ephemeral_to])
    assert who.types(f"/escalate learn {line}", channel="C0DESK").status == 200
    (message,) = [message for message in who.messages() if message.ephemeral_to][earlier:]
    return shown(message)


def test_a_page_brings_what_helped_before(anywhere: World) -> None:
    """The responder reads up to three lines below the buttons, the raiser one under the UPSET card; same trigger first,
    then newest, and what three say above them."""
    for number, days in enumerate((20, 15, 40, 60)):
        before(anywhere, f"refund{number}", days)
    before(anywhere, "queue", 5, triggers=("wait-or-queue",), tried=("said-sorry",))
    anywhere.mia.types("/escalate upset refund without receipt, front desk", channel="C0DESK")
    assert similar(anywhere.dana) == [
        f"Refund or return, Front desk, {ago}: checked our records · solved in 4 min"
        for ago in ("2 weeks ago", "2 weeks ago", "5 weeks ago")
    ]
    assert "Before, and what was done · usually works: checked our records (4 of 4)" in shown(anywhere.dana.card())
    assert similar(anywhere.mia) == [
        "Before: Refund or return, Front desk, 2 weeks ago: checked our records · solved in 4 min"
    ]
    assert "Jon" not in shown(anywhere.dana.card()), "no names"
    assert "card" not in " ".join(similar(anywhere.dana)), "never from a text"


def test_a_vote_changes_what_is_shown_next_time(anywhere: World) -> None:
    """*Didn't* on the first line: the page says so and keeps its order; the next escalation shows the other first."""
    before(anywhere, "newer", 10, tried=("said-sorry",))
    before(anywhere, "older", 30, tried=("gesture",))
    anywhere.mia.types("/escalate upset refund, front desk", channel="C0DESK")
    first = similar(anywhere.dana)
    assert "said sorry" in first[0]
    anywhere.dana.presses("Didn't", nth=0)
    assert similar(anywhere.dana) == [f"{first[0]} · you: it didn't", first[1]]
    anywhere.dana.presses("I have it")
    anywhere.dana.presses("I'm with them")
    anywhere.dana.presses("Resolve")
    assert not similar(anywhere.dana)
    anywhere.mia.types("/escalate upset refund, front desk", channel="C0DESK")
    assert "gesture" in similar(anywhere.dana)[0]


def test_only_those_who_see_an_escalation_vote_on_what_it_brought(world: World) -> None:
    """A menu that reached a stranger's hands changes nothing."""
    lesson = before(world, "refund", 10)
    world.mia.types("/escalate upset refund, front desk", channel="C0DESK")
    page = world.dana.card()
    world.sven.press_payload(page, "This helped")
    with world.store.read() as uow:
        kept = uow.lessons.get(lesson.escalation_id)
        assert kept is not None
        assert (kept.yes, kept.no) == (0, 0)


@pytest.mark.parametrize(
    "guard",
    [
        {"days": 1.9},
        {"held": True},
        {"state": LessonState.PROPOSED},
        {"state": LessonState.KEPT_BACK},
    ],
)
def test_what_may_not_be_shared_yet_is_shown_nowhere(anywhere: World, guard: dict[str, Any]) -> None:
    """Not within 48 h of the end, not under hold, not before somebody cleared it: on no page, in no answer."""
    before(anywhere, "refund", **{"days": 10, **guard})
    anywhere.mia.types("/escalate upset refund, front desk", channel="C0DESK")
    assert similar(anywhere.dana) == similar(anywhere.mia) == []
    assert "Nothing found" in answer(anywhere.jon, "refund")


def test_nobody_is_made_to_read_in_violence(world: World) -> None:
    """VIOLENT pages, silent cards and what is about a colleague bring nothing; a lesser level does."""
    before(world, "refund", 10)
    world.mia.types("/escalate violent refund at the front desk", channel="C0DESK")
    assert similar(world.dana) == []
    world.jon.types("/escalate upset refund lobby kiosk", channel="C0DESK")
    assert similar(world.dana) != []
    assert "ago" not in read(world.jon)
    world.lea.types("/escalate colleague refund", channel="C0DESK")
    assert all("ago:" not in shown(message) for message in world.omar.dm() if "THREATENING" in message.text)


def test_fewer_than_three_claim_nothing(world: World) -> None:
    """Two that went well are two stories, not what usually works."""
    before(world, "one", 10)
    before(world, "two", 11)
    world.mia.types("/escalate upset refund", channel="C0DESK")
    assert len(similar(world.dana)) == 2
    assert "usually" not in shown(world.dana.card())


def test_a_page_goes_out_whatever_is_wrong_with_the_lessons(world: World) -> None:
    """A row that nobody can read any more leaves the lines out, and the page whole."""
    before(world, "refund", 10)
    with world.store.work() as uow:
        uow._connection.exec_driver_sql("UPDATE lesson SET triggers = 'not JSON'")
        uow.commit()
    world.mia.types("/escalate upset refund, front desk", channel="C0DESK")
    assert "UPSET · Front desk" in world.dana.card().text
    assert similar(world.dana) == []
    world.dana.presses("I have it")
    assert world.the().owner_id == "dana"


def test_a_line_finds_it_again(anywhere: World) -> None:
    """Words, an inflected one, a mistyped one, a reference: read by whoever typed it alone, with all of its fields."""
    before(anywhere, "a7kxx", 21, rule="", text="Found the sale by card number; exchanged it")
    before(anywhere, "b2", 30, triggers=("wait-or-queue",), text="Opened a second till")
    for line in ("refund card number", "exchanging", "exchangd", "A7K", "front desk sale"):
        found = answer(anywhere.jon, line)
        assert "Refund or return · UPSET · Front desk, Harbour Hotel · 3 weeks ago · A7K" in found, line
        assert "Found the sale by card number; exchanged it" in found
        assert "Solved in 4 min" in found
        assert "Tried: Checked our records\nHelped: Options" in found
    assert "for “exchanged” · searched for this instead" in answer(anywhere.jon, "exchangd")
    assert "Nothing found" in answer(anywhere.jon, "zebra")
    assert anywhere.escalations() == []
    assert "Found the sale" not in read(anywhere.dana)


def test_results_page_through(anywhere: World) -> None:
    """Five at a time; *More* takes the place of what was read."""
    for number in range(12):
        before(anywhere, f"r{number}", 10 + number, text=f"Number {number}")
    first = answer(anywhere.jon, "refund")
    assert "1 to 5 for “refund”" in first
    anywhere.jon.presses("More")
    (message,) = [message for message in anywhere.jon.messages() if message.ephemeral_to]
    assert "6 to 10 for “refund”" in shown(message)
    anywhere.jon.presses("More")
    (message,) = [message for message in anywhere.jon.messages() if message.ephemeral_to]
    assert "11 to 12 for “refund”" in shown(message)
    assert "More" not in message.labels()


def test_the_dialog_filters(world: World) -> None:
    """`/escalate learn` alone and App Home open it; words, trigger, level and time narrow what it shows."""
    before(world, "old", 200, text="Long ago")
    before(world, "new", 20, text="Lately", severity=Severity.ABUSIVE)
    before(world, "queue", 20, triggers=("wait-or-queue",), text="In the queue")
    world.jon.types("/escalate learn", channel="C0DESK")
    world.jon.submits()
    assert all(text in shown(world.jon.modal()) for text in ("Long ago", "Lately", "In the queue"))
    world.jon.picks("days", "Last 90 days")
    world.jon.submits()
    assert "Long ago" not in shown(world.jon.modal())
    world.jon.picks("level", "ABUSIVE")
    world.jon.fills("words", "refunds")
    world.jon.submits()
    assert "1 found for “refunds”" in shown(world.jon.modal())
    assert "Lately" in shown(world.jon.modal())
    world.jon.closes()
    world.dana.opens_home()
    world.dana.presses("Find what helped", where="home")
    world.dana.picks("trigger", "Wait or queue")
    world.dana.submits()
    assert "In the queue" in shown(world.dana.modal())
    assert "Lately" not in shown(world.dana.modal())


def test_words_to_the_app_find_it_too_but_never_in_place_of_help(world: World) -> None:
    """Said in the conversation with the app: an answer there; with an open escalation of one's own, words for those who
    help, as ever."""
    before(world, "refund", 10)
    world.jon.says("learn refund", channel="D0JON")
    assert "1 found for “refund”" in shown(world.jon.card())
    world.mia.types("/escalate upset front desk", channel="C0DESK")
    world.mia.says("learn refund", channel="D0MIA")
    assert "1 found" not in read(world.mia)
    assert world.the().words[-1] == "learn refund"


def test_no_call_for_help_is_taken_for_a_question(world: World) -> None:
    """Only the very word asks; anything near it is what it was before: the picker."""
    for line in ("lern", "learned he has a knife", "help learn"):
        world.jon.types(f"/escalate {line}", channel="C0DESK")
        assert "Who needs help?" in read(world.jon)
    assert "What helped before" not in read(world.jon)


def test_those_who_do_not_work_here_find_nothing(world: World) -> None:
    """Sven is named at no site: no button on App Home, and a sentence in place of an answer."""
    before(world, "refund", 10)
    assert "Only people who work at one of the sites" in answer(world.sven, "refund")
    world.sven.opens_home()
    assert "Find what helped" not in world.sven.home().labels()
    with world.store.work() as uow:
        uow.people.keep_account("jon", deactivated=True, guest=False)
        uow.commit()
    world.app.memory.refresh(world.store, force=True)
    assert "Only people who work at one of the sites" in answer(world.jon, "refund")


def test_a_lesson_changes_and_the_search_with_it(anywhere: World) -> None:
    """Held: gone from every answer; free again: back; forgotten: its words find nothing any more."""
    lesson = before(anywhere, "refund", 10, text="A marzipan pig was promised")
    assert "marzipan" in answer(anywhere.jon, "marzipan")
    for held in (True, False):
        with anywhere.store.work() as uow:
            kept = uow.lessons.get(lesson.escalation_id)
            assert kept is not None
            uow.lessons.keep(replace(kept, held=held))
            uow.commit()
        assert ("Nothing found" in answer(anywhere.jon, "marzipan")) is held
    with anywhere.store.work() as uow:
        uow.lessons.forget(lesson.escalation_id)
        uow.commit()
    assert "Nothing found" in answer(anywhere.jon, "marzipan")


def test_a_search_that_cannot_be_made_says_so(world: World) -> None:
    """The store is away: Slack has its answer at once, and a sentence follows it."""
    turns = world.store.database.turns
    assert turns is not None
    assert turns.take(True, 1)
    try:
        assert world.slack.person("U0JON").types("/escalate learn refund", channel="C0DESK").seconds < 1
        assert world.app.in_hand.wait_idle(10)
    finally:
        turns.give_back()
    assert "This could not be searched just now. Try again in a minute." in read(world.jon)


def test_what_was_learned_from_violence_is_found_by_looking(world: World) -> None:
    """It is kept off the cards, not out of the search."""
    before(world, "glass", 10, severity=Severity.VIOLENT, triggers=("drink-or-drugs",), text="A glass was thrown")
    assert "A glass was thrown" in answer(world.jon, "glass")
