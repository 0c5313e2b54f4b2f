"""`stepin retention` and `stepin forget`: what they say, what they ask, and what is left afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.escalation import fold
from domain.escalation.inputs import HOLDS
from domain.learning.proposal import Cause, Fix, Move, Proposal, ProposalState
from domain.note import Account
from domain.page import Delivery, Kind, Message, Ref
from domain.planning import Cover, Feed, HandOver, ShiftKey
from domain.policy import Group
from domain.timeline import HoldLifted, HoldSet
from tests.bot.cli.on_a_store import NOW, Hotel, Terminal, hotel
from tests.story.keeping import everything
from tests.story.past_cases import CANARIES, happened, lesson_of

NOON = datetime(2026, 3, 10, 11, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest) -> Iterator[Hotel]:
    """Three refunds in March, the last one under hold."""
    url = "sqlite://" if request.param == "sqlite" else str(request.getfixturevalue("postgres_url"))
    with hotel(url) as opened:
        for number in range(3):
            happened(opened, number, NOON + timedelta(days=number))  # type: ignore[arg-type]
        lesson_of(opened, "past0", NOON)  # type: ignore[arg-type]
        held(opened, "past2")
        yield opened


def held(house: Hotel, id_: str) -> None:
    """A manager holds it."""
    with house.store.work() as uow:
        e, timeline = uow.escalations.get(id_), uow.escalations.timeline(id_)
        assert e is not None
        entry = HoldSet(NOON + 5 * DAY, "omar", why=HOLDS[0])
        uow.escalations.save(fold([*timeline, entry]), [entry], None)
        uow.commit()


def stored(house: Hotel) -> str:
    """Everything in the database."""
    return everything(house.store.database)


def gone(house: Hotel) -> list[bool]:
    """Of the three, which have no words any more; each still folds."""
    found = []
    with house.store.read() as uow:
        for number in range(3):
            e = uow.escalations.get(f"past{number}")
            assert e is not None
            assert fold(uow.escalations.timeline(e.id)) == e
            found.append(e.texts_gone_at is not None)
    return found


def test_retention_says_what_would_go_and_then_does_it(house: Hotel) -> None:
    """With `--dry-run` nothing changes; what is held is counted and stays."""
    house.now = NOON + 95 * DAY
    before = stored(house)
    assert house.runs("retention", "--dry-run") == 0
    assert "2 UPSET would lose names and words." in house.said
    assert "1 are under hold and stay as they are." in house.said
    assert "Nothing was changed." in house.said
    assert stored(house) == before
    assert house.runs("retention") == 0
    assert "2 UPSET lost names and words." in house.said
    assert gone(house) == [True, True, False]
    assert [one for one in CANARIES if one in house.said] == []
    assert house.runs("retention") == 0
    assert "lost" not in house.said


def test_a_site_that_left_the_site_file_is_kept_no_longer_than_shipped(house: Hotel) -> None:
    """Its escalations do not stay for ever because nobody runs it any more."""
    with house.store.work() as uow:
        directory = uow.people.directory()
        uow.people.apply(replace(directory, sites=(replace(house.site, id="elsewhere"),)))
        uow.commit()
    house.now = NOON + 95 * DAY
    assert house.runs("retention") == 0
    assert gone(house) == [True, True, False]


def with_own_data(house: Hotel, who: str) -> None:
    """Whatever else is kept of somebody, past and to come."""
    with house.store.work() as uow:
        uow.plans.keep_draft("desk:1", who, {"step": "half"}, NOON)
        uow.plans.take_on(ShiftKey("harbour", Group.TIER_1, NOON, who), NOON)
        uow.plans.take_on(ShiftKey("harbour", Group.TIER_1, NOW + DAY, who), NOON)
        cover = Cover("c1", "harbour", Group.TIER_1, who, NOON, NOON + DAY, ("omar",), NOON, note="my daughter is ill")
        uow.plans.add_cover(cover)
        uow.plans.add_cover(replace(cover, id="c2", by="omar", asked=(who, "lea"), note="", taken_by=who))
        uow.plans.add_cover(replace(cover, id="c3", note="", start=NOW + DAY, end=NOW + 2 * DAY))
        uow.plans.add_hand_over(HandOver("h1", "harbour", Group.TIER_1, who, "omar", "the lift is stuck", NOON))
        uow.plans.add_feed(Feed("d1", who, NOON, person_id=who, revoked_at=NOON))
        uow.messages.add([message(who)])
        uow.notes.keep_account(Account("past0", who, "He shouted at me", NOON))
        uow.lessons.vote("past0", "past1", who, helped=True)
        fix = Fix("f1", "harbour", "past0", "A lamp for Meier", who, date(2026, 3, 20), who, NOON)
        uow.learning.add_fixes([fix])
        uow.learning.finish_fix("f1", who, NOON)
        moves = (Move(ProposalState.PROPOSED, NOON, who), Move(ProposalState.REFUSED, NOON + DAY, "omar", "no"))
        uow.learning.add_proposal(Proposal("p1", "harbour", Cause.SAID, "rule", ("past0",), moves, owner_id=who))
        uow.commit()


def message(who: str) -> Message:
    """A message about a shift that was sent long ago."""
    return Message(
        "m1", f"shift:{who}", Kind.TOLD, f"D0{who}", 95, None, person_id=who, state=Delivery.SENT, ref=Ref("D0", "1.1"),
        detail={"about": "shift.on", "person": who}, made_at=NOON,
    )  # fmt: skip


def test_one_person_is_forgotten_wherever_nobody_counts_on_them_any_more(house: Hotel) -> None:
    """What is over, and what is past; the rest is counted and said. Others stay who they are, and everything folds."""
    with_own_data(house, "mia")
    assert house.runs("forget", "--person", "Mia", "--dry-run") == 0
    for line in ("2 escalations that are over", "1 stay as they are: under hold", "1 drafts", "2 requests for cover",
                 "1 hand-overs", "1 shifts taken on", "1 votes", "1 proposals", "Nothing was changed."):  # fmt: skip
        assert line in house.said
    assert house.runs("forget", "--person", "mia") == 0
    assert "Done: 2 changed" in house.said
    assert "Mia still stands at Harbour Hotel." in house.said
    assert gone(house) == [False, False, False]
    with house.store.read() as uow:
        e, timeline = uow.escalations.get("past0"), uow.escalations.timeline("past0")
        assert e is not None
        assert (e.raiser_id, e.ended_by) == ("raiser", "dana")
        assert uow.notes.accounts("past0") == []
        assert "'mia'" not in repr((e, timeline))
        held_one = uow.escalations.get("past2")
        assert held_one is not None
        assert held_one.raiser_id == "mia"
        assert [one.id for one in uow.plans.covers_of("mia", NOON - DAY)] == ["c3"]
        taken = uow.plans.cover("c2")
        assert taken is not None
        assert (taken.asked, taken.taken_by) == (("somebody", "lea"), "somebody")
        lesson = uow.lessons.get("past0")
        assert lesson is not None
        assert lesson.yes == 1
    left = stored(house)
    assert [
        words for words in ("my daughter", "lift is stuck", "shouted at me", "A lamp for", "half") if words in left
    ] == []


def test_who_left_the_site_file_leaves_the_directory_as_well(house: Hotel) -> None:
    """Then nothing of them is anywhere; a second run finds nothing."""
    with house.store.work() as uow:
        directory = uow.people.directory()
        people = tuple(one for one in directory.people if one.id not in ("mia",))
        staff = tuple(one for one in house.site.staff if one != "mia")
        uow.people.apply(replace(directory, sites=(replace(house.site, staff=staff),), people=people))
        uow.commit()
    lift(house, "past2")
    assert house.runs("forget", "--person", "mia", "--yes") == 0
    assert "Nobody of this id is known any more." in house.said
    rows = [row for row in stored(house).splitlines() if "'mia'" in row or '"mia"' in row or "mia:" in row]
    assert rows == []
    assert house.runs("forget", "--person", "mia", "--dry-run") == 0
    assert "0 escalations" in house.said


def lift(house: Hotel, id_: str) -> None:
    """The hold is lifted."""
    with house.store.work() as uow:
        entry = HoldLifted(NOON + 6 * DAY, "omar")
        uow.escalations.save(fold([*uow.escalations.timeline(id_), entry]), [entry], None)
        uow.commit()


@pytest.mark.parametrize(("answer", "changed"), [("n\n", False), ("\n", False), ("y\n", True)])
def test_it_asks_first(house: Hotel, answer: str, changed: bool) -> None:
    """No by default: it cannot be undone."""
    before = stored(house)
    assert house.runs("forget", "--person", "mia", stdin=Terminal(answer)) == 0
    assert "Forget Mia? This cannot be undone. [y/N]" in house.said
    assert (stored(house) != before) == changed
    assert ("Nothing was changed." in house.said) != changed


def test_two_of_one_name_are_told_apart_by_their_keys(house: Hotel) -> None:
    """And the exit code says that what was given was wrong."""
    with house.store.work() as uow:
        directory = uow.people.directory()
        people = [replace(one, name="Mia") if one.id == "jon" else one for one in directory.people]
        uow.people.apply(replace(directory, people=tuple(people)))
        uow.commit()
    assert house.runs("forget", "--person", "mia ".strip().upper()) == 2
    assert "Give one of their keys" in house.complained
    assert house.runs("forget", "--person", "mia", "--dry-run") == 0


def test_what_is_over_for_only_a_few_days_stays(house: Hotel) -> None:
    """Others still write its note; it is said, and taken with a later run."""
    house.now = NOON + 4 * DAY
    house.runs("forget", "--person", "mia", "--yes")
    assert "2 stay as they are: over for a few days only." in house.said
    with house.store.read() as uow:
        e: Any = uow.escalations.get("past1")
        assert e.raiser_id == "mia"
