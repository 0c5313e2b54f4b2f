"""The weekly digest: what a site did well last week, in its channel, with no names (domain.md d.6)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from domain.learning.lesson import LessonState
from domain.learning.proposal import Cause, Fix, Move, Proposal, ProposalState
from domain.learning.settings import LearningSettings
from domain.note import SHIPPED, ListEntry, id_of
from domain.severity import Severity
from domain.site import Place
from handlers.outbox import opaque
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.past_cases import CANARIES, REFUND, Rounds, happened, lesson_of
from tests.story.reading import shown
from tests.story.shifting import another_bot
from tests.world import NOON, PEOPLE, World, harbour, world_on

MONDAY = datetime(2026, 3, 16, 8, tzinfo=UTC)  # nine in Berlin
THURSDAY = datetime(2026, 3, 12, 13, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Harbour Hotel in a week with five UPSET cases and one VIOLENT one."""
    database = Database(url)
    with world_on(database) as world:
        week(world)
        yield world
    database.close()


def week(world: World) -> None:
    """Five refunds at the bar, one of which is a lesson; one VIOLENT case."""
    for number in range(5):
        happened(world, number, THURSDAY + number * HOUR)
    lesson_of(world, "past0", THURSDAY)
    happened(world, 9, THURSDAY + 7 * HOUR, Severity.VIOLENT)


def with_site(**changes: Any) -> Any:
    """The same hotel with something else about it, nothing in it."""
    return world_on(Database("sqlite://"), harbour(**changes))


def digests(world: World) -> list[Any]:
    """The digests that the channel has."""
    return [one for one in world.dana.channel("C0DESK") if "Harbour Hotel, " in shown(one)]


@on_both_stores
def test_on_monday_at_nine_the_channel_reads_the_week(hotel: World) -> None:
    """Counts by level, a picture with the same in words, a story, a hint; the one VIOLENT case is not told."""
    rounds = Rounds(hotel)
    rounds.at(MONDAY - timedelta(seconds=20))
    assert digests(hotel) == []
    rounds.at(MONDAY)
    (post,) = digests(hotel)
    words = shown(post)
    assert "Harbour Hotel, 9 to 15 March" in words
    assert "Calls for help: 🔵 UPSET 5 · other levels: fewer than 3." in words
    assert "VIOLENT" not in words
    assert "Refund or return: Offered a choice. Solved in 5 min. What helped: Options." in words
    assert "Refund or return: Options helped in 6 of 6 cases of the last 12 weeks." in words
    (image,) = pictures(hotel)
    assert image.content.startswith(b"\x89PNG")
    assert "week of 9 Mar: UPSET 5;" in image.alt_text


def pictures(world: World) -> list[Any]:
    """The pictures that the channel shows."""
    return list(world.dana.images("C0DESK"))


@on_both_stores
def test_rounds_restarts_and_replicas_post_it_once(hotel: World) -> None:
    """The key is site and week, in the store (invariant 5)."""
    rounds, other = Rounds(hotel), Rounds(hotel, another_bot(hotel))
    for minute in range(3):
        rounds.at(MONDAY + timedelta(minutes=minute))
        other.at(MONDAY + timedelta(minutes=minute))
    Rounds(hotel).at(MONDAY + 4 * HOUR)
    assert len(digests(hotel)) == 1


def test_a_round_that_was_missed_posts_it_once_within_a_day(hotel: World) -> None:
    """The process was down on Monday morning; on Tuesday after nine it is too late to matter."""
    Rounds(hotel).at(MONDAY + 23 * HOUR)
    assert len(digests(hotel)) == 1


def test_a_day_late_is_too_late(hotel: World) -> None:
    """It comes next week."""
    Rounds(hotel).at(MONDAY + 25 * HOUR)
    assert digests(hotel) == []


def test_nothing_in_it_names_anybody(hotel: World) -> None:
    """No person, no id, no word of a note, in text, picture or what the message keeps (domain.md e.6)."""
    Rounds(hotel).at(MONDAY)
    (post,) = digests(hotel)
    with hotel.store.read() as uow:
        (message,) = uow.messages.these([opaque("digest:harbour:2026-12")])
    kept = {name: value for name, value in message.detail.items() if name != "lesson"}
    said = " ".join([shown(post), str(kept), *(image.alt_text for image in pictures(hotel))])
    people = [word for one in PEOPLE.values() for word in (one.name, one.user_id)]
    assert [word for word in (*CANARIES, *people, "past0", "P0") if re.search(rf"\b{re.escape(word)}\b", said)] == []


def test_two_cases_are_a_quiet_week_and_no_news() -> None:
    """Fewer than three cases and nothing else to tell: no post at all."""
    with with_site() as world:
        happened(world, 1, THURSDAY)
        happened(world, 2, THURSDAY + HOUR)
        Rounds(world).at(MONDAY)
        assert digests(world) == []


def test_a_quiet_week_with_news_has_no_counts() -> None:
    """A proposal was done: that is told, and neither counts nor a picture."""
    with with_site() as world:
        happened(world, 1, THURSDAY)
        proposed(world, "p1", long_ago(world, 3), done=THURSDAY)
        Rounds(world).at(MONDAY)
        (post,) = digests(world)
        words = shown(post)
        assert "Quiet week." in words
        assert "Refund or return: this was changed." in words
        assert pictures(world) == []
        assert "UPSET" not in words


def long_ago(world: World, count: int) -> tuple[str, ...]:
    """So many cases of half a year ago."""
    return tuple(happened(world, 100 + number, THURSDAY - 180 * DAY) for number in range(count))


def proposed(world: World, id_: str, cases: tuple[str, ...], **moved: datetime) -> None:
    """A proposal about refunds; its own words are canaries."""
    moves = [Move(ProposalState.PROPOSED, THURSDAY - 90 * DAY)]
    moves += [Move(ProposalState[name.upper()], at, words=CANARIES[0]) for name, at in moved.items()]
    made = Proposal(
        id_, world.site.id, Cause.TRIGGER, REFUND, cases, tuple(moves), change=CANARIES[3], before=9, after=2
    )
    with world.store.work() as uow:
        uow.learning.add_proposal(made)
        uow.commit()


def test_what_was_changed_because_of_you_is_told_without_anybodys_words() -> None:
    """Proposals that moved in the week and that three cases stand behind; quick fixes from three on."""
    with with_site() as world:
        cases = long_ago(world, 3)
        proposed(world, "p1", cases, kept=THURSDAY)
        proposed(world, "p2", cases[:2], done=THURSDAY)
        proposed(world, "p3", cases, done=MONDAY)
        fixes = [
            Fix(f"f{n}", world.site.id, cases[n], CANARIES[3], "dana", THURSDAY.date(), "mia", THURSDAY)
            for n in range(3)
        ]
        with world.store.work() as uow:
            uow.learning.add_fixes(fixes)
            for fix in fixes:
                uow.learning.finish_fix(fix.id, "dana", THURSDAY)
            uow.commit()
        Rounds(world).at(MONDAY)
        (post,) = digests(world)
        words = shown(post)
        assert (
            ": the change was checked after 60 days, and is kept. Cases in 60 days: 9 before, fewer than 3 after."
            in words
        )
        assert "this was changed" not in words
        assert "3 quick fixes were done." in words
        assert not any(word in words for word in CANARIES)


STORIES = {
    "a silent place": ({"place_id": "kiosk"}, {"place": "kiosk"}),
    "a silent call": ({}, {"silent": True}),
    "about a colleague": ({}, {"about_colleague": True}),
    "violent": ({"severity": Severity.VIOLENT}, {}),
    "held": ({"held": True}, {}),
    "kept back": ({"state": LessonState.KEPT_BACK}, {}),
    "nobody else had that trigger": ({"triggers": ("robbery",)}, {}),
}


@pytest.mark.parametrize("why", STORIES)
def test_some_cases_are_counted_and_never_told(why: str) -> None:
    """Silent places, colleagues, violence, holds, and what only one case had (domain.md e.6 rule 2)."""
    of_lesson, of_case = STORIES[why]
    with with_site() as world:
        for number in range(4):
            happened(world, number, THURSDAY + number * HOUR, place="front_desk")
        case = happened(world, 8, THURSDAY, **of_case)  # type: ignore[arg-type]
        lesson_of(world, case, THURSDAY, **of_lesson)
        Rounds(world).at(MONDAY)
        (post,) = digests(world)
        assert "Handled well" not in shown(post)


@on_both_stores
def test_the_lesson_that_helped_most_is_told_and_not_again_next_week(hotel: World) -> None:
    """Two people said that it helped; a week later the other one has its turn."""
    lesson_of(hotel, "past3", THURSDAY + 3 * HOUR, minutes=17)
    with hotel.store.work() as uow:
        for person in ("jon", "petra"):
            uow.lessons.vote("past3", "past4", person, helped=True)
        uow.commit()
    Rounds(hotel).at(MONDAY)
    assert "Solved in 17 min" in shown(digests(hotel)[-1])
    for number in range(3):
        happened(hotel, 20 + number, THURSDAY + WEEK + number * HOUR)
    Rounds(hotel).at(MONDAY + WEEK)
    assert "Solved in 5 min" in shown(digests(hotel)[-1])


def test_what_ended_well_is_told_before_what_only_ended(hotel: World) -> None:
    """People said of both that it helped; the one where somebody had to end the contact waits."""
    for number, ended, votes in ((3, "Contact ended by us", ("jon", "petra")), (4, "Calmed, not solved", ("jon",))):
        lesson_of(hotel, f"past{number}", THURSDAY + number * HOUR, minutes=10 + number, ended=id_of(ended))
        with hotel.store.work() as uow:
            for person in votes:
                uow.lessons.vote(f"past{number}", "past0", person, helped=True)
            uow.commit()
    Rounds(hotel).at(MONDAY)
    assert "Calmed, not solved in 14 min" in shown(digests(hotel)[-1])


def test_the_site_says_when_and_whether() -> None:
    """Friday at four in the afternoon; or never; and without a channel nowhere."""
    friday = LearningSettings(digest_day=4, digest_at=time(16))
    with with_site(learning=friday) as world:
        week(world)
        for number in range(3):
            happened(world, 30 + number, NOON + number * HOUR)
        rounds = Rounds(world)
        rounds.at(MONDAY)
        assert digests(world) == []
        rounds.at(datetime(2026, 3, 20, 15, tzinfo=UTC))
        assert "Harbour Hotel, 13 to 19 March" in shown(digests(world)[0])
    with with_site(learning=replace(friday, digest=False, digest_day=0, digest_at=time(9))) as world:
        week(world)
        Rounds(world).at(MONDAY)
        assert digests(world) == []


def test_a_renamed_entry_reads_as_the_site_calls_it() -> None:
    """Picks are ids: the words are those of the site now (domain.md d.3)."""
    own = {"trigger": (ListEntry(REFUND, "Money back"),)}
    with with_site(note_lists=own) as world:
        week(world)
        Rounds(world).at(MONDAY)
        assert "Money back: Options helped" in shown(digests(world)[0])


def test_a_picture_that_slack_does_not_take_costs_only_the_picture(hotel: World) -> None:
    """The words stand alone (bot/slack/pictures.py)."""
    hotel.slack.fail("files.getUploadURLExternal", "error")
    Rounds(hotel).at(MONDAY)
    (post,) = digests(hotel)
    assert "UPSET 5" in shown(post)
    assert pictures(hotel) == []


def test_what_is_shipped_is_what_the_story_calls_solved() -> None:
    """The first entry of the list of endings is *Solved*: stories are picked by it."""
    assert SHIPPED["ended"][0].words == "Solved"
    assert Place("kiosk", "Lobby kiosk", silent=True) in harbour().places
