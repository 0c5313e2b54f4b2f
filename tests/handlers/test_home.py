"""App Home: one button, who is on call, what is open and what waits, to the right eyes only (issue: "Raise")."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.escalation import inputs as i
from domain.severity import Severity
from handlers.act import act
from handlers.home import home_of, open_home
from handlers.learning import proposing
from handlers.ports import NotSent, OutcomeUnknown
from handlers.refresh import HomeRefresh
from handlers.resolve import resolve
from handlers.screens import Screen
from handlers.screens.parts import Buttons, Heading, Line, Small, Strong, When
from tests.handlers.given import House, later
from tests.handlers.learning.past_notes import wrote


def words(screen: Screen) -> str:
    """Everything that stands on the screen."""
    lines: list[str] = []
    for part in screen.parts:
        if isinstance(part, Line | Small):
            bits = (b if isinstance(b, str) else b.words if isinstance(b, Strong) else b.local() for b in part.text)
            lines.append("".join(bits))
        elif isinstance(part, Heading):
            lines.append(part.words)
    return "\n".join(lines)


def shown(home: House, who: str) -> str:
    """This person's App Home now."""
    person = home.memory.directory.person(who)
    assert person
    return words(home_of(home.ports, person, home.now))


def test_the_first_thing_is_one_primary_button(home: House) -> None:
    """Whoever opens App Home in need finds it without reading."""
    mia = home.memory.directory.person("mia")
    assert mia
    first = home_of(home.ports, mia, home.now).parts[0]
    assert isinstance(first, Buttons)
    assert [(b.action, b.label, b.style) for b in first.row] == [("home.raise", "Get help now", "primary")]


def test_it_says_who_is_on_call_and_that_chat_is_the_only_channel(home: House) -> None:
    """Truth in words, before anything happens: names, gaps, and the number that always works."""
    text = shown(home, "mia")
    assert "Tier 1  Dana" in text
    assert "Tier 3  Lea" in text
    assert "Paged by chat only · Phone 030 199" in text
    assert "Gap" not in text


def test_a_tier_without_anybody_reachable_is_a_gap(home: House) -> None:
    """Invariant 10: a gap is seen before it is needed."""
    with home.ports.store.work() as uow:
        uow.people.keep_account("dana", True, False)
        uow.commit()
    home.memory.refresh(home.ports.store, force=True)
    assert "Gap: nobody holds tier 1" in shown(home, "mia")
    assert "Tier 1  nobody can be reached" in shown(home, "mia")


def test_mine_and_what_waits_for_me_are_two_things(home: House) -> None:
    """The raiser sees their own; managers what waits for them; staff nothing of others."""
    e = home.call().e
    assert f"{e.reference} · " in shown(home, "mia")
    assert "Waiting for you" in shown(home, "dana")
    assert "THREATENING · Bar, Harbour Hotel · nobody has it yet" in shown(home, "omar")
    for other in ("jon", "ines"):
        assert "Waiting" not in shown(home, other)
        assert e.reference not in shown(home, other)


def test_about_a_colleague_tier_one_sees_nothing(home: House) -> None:
    """Rule 12: no entry and no count for tier 1; the others see it."""
    home.call(about_colleague=True)
    assert "Waiting" not in shown(home, "dana")
    assert "Waiting for you" in shown(home, "omar")


def test_more_than_ten_are_counted(home: House) -> None:
    """What does not fit is said, never left out in silence."""
    for number in range(13):
        home.memory.person_of(f"U{number}", f"N{number}")
        home.now = later(number * 0.01)
        home.call(f"U{number}", Severity.VIOLENT)
    text = shown(home, "dana")
    assert text.count("· nobody has it yet ·") == 10
    assert "and 3 more" in text


def test_a_note_that_is_due_stands_there_until_it_is_written(home: House) -> None:
    """*Write it later* is later, not never."""
    e = home.call(severity=Severity.UPSET).e
    act(home.ports, e.id, i.BeWithThem("dana"), home.now)
    resolve(home.ports, e.id, "dana", home.now)
    assert "Notes to write" in shown(home, "dana")
    # The day stands beside the time: an ABUSIVE one is due tomorrow, an UPSET one may be.
    assert "due 14 Mar" in shown(home, "dana")
    act(home.ports, e.id, i.KeepNote("dana", done=True), home.now)
    assert "Notes to write" not in shown(home, "dana")


def test_what_waits_for_me_stands_above_what_is_only_to_be_read(home: House) -> None:
    """A manager's note and proposals come before who is on call; staff read of the same proposal below that."""
    e = home.call(severity=Severity.UPSET).e
    act(home.ports, e.id, i.BeWithThem("dana"), home.now)
    resolve(home.ports, e.id, "dana", home.now)
    for number in range(3):
        wrote(home, number)
    proposing.draft_recurring(home.ports, "hotel", home.now)
    mine = shown(home, "dana").splitlines()
    order = ["Notes to write", "What changes here", "On call · Harbour Hotel", "My phone", "What we learned"]
    assert [line for line in mine if line in order] == order
    theirs = shown(home, "jon").splitlines()
    assert [line for line in theirs if line in order] == [order[2], order[1], order[4]]


def test_where_nothing_changes_nothing_is_said_of_it(home: House) -> None:
    """No empty list: its two buttons are at the foot, with the other ways."""
    jon = home.memory.directory.person("jon")
    assert jon
    assert "What changes here" not in shown(home, "jon")
    foot = [part for part in home_of(home.ports, jon, home.now).parts if isinstance(part, Buttons)][1:]
    labels = [[button.label for button in part.row] for part in foot]
    assert labels == [["Find what helped"], ["Propose a change", "Ask for training"]]


def test_people_on_call_are_asked_to_test_their_phone(home: House) -> None:
    """Rule 15: only those who can be called; with the day of the last test."""
    assert "Not tested yet" in shown(home, "dana")
    assert "My phone" not in shown(home, "mia")
    with home.ports.store.work() as uow:
        uow.people.keep_tested("dana", home.now)
        uow.commit()
    assert "Last tested 14 Mar" in shown(home, "dana")


def test_without_a_site_help_can_still_be_called(home: House) -> None:
    """A stranger in an empty installation reads what is missing, and has the button."""
    home.memory.directory = replace(home.memory.directory, sites=())
    assert "No site is set up for you yet. You can still call for help." in shown(home, "mia")


def test_it_is_published_to_those_who_looked_and_only_when_it_changed(home: House) -> None:
    """No call to the platform without news: one per reader and change."""
    refresh = HomeRefresh(home.ports, home.platform)
    assert refresh.refresh(home.now) == 0
    for who in ("mia", "dana"):
        person = home.memory.directory.person(who)
        assert person
        open_home(home.ports, person, home.now)
    assert refresh.refresh(home.now) == 2
    assert refresh.refresh(home.now) == 0
    home.call()
    assert refresh.refresh(home.now) == 2
    # Nobody who has not looked for a day is kept up to date.
    home.now += timedelta(hours=25)
    assert refresh.refresh(home.now) == 0


@pytest.mark.parametrize("failed", [NotSent("ratelimited"), OutcomeUnknown("deadline")])
def test_what_could_not_be_published_is_published_later(home: House, failed: Exception) -> None:
    """A failed call is no news shown: the next look tries again."""
    refresh = HomeRefresh(home.ports, home.platform)
    mia = home.memory.directory.person("mia")
    assert mia
    open_home(home.ports, mia, home.now)
    home.platform.fails = [failed]
    assert refresh.refresh(home.now) == 0
    assert refresh.refresh(home.now) == 1
    assert When(home.now, "Europe/Berlin").local() == "13:00"
