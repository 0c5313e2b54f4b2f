"""What the channel and the admins see of the rota: changes of hands, gaps and unreachable people ahead of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from domain.policy import Group
from domain.rota import ALWAYS, Layer, Revision, Rota, Turn, Unit
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.reading import read, shown
from tests.story.shifting import DAYS, HANDOFF, TURNS, another_bot, told
from tests.story.watching import DAY, HOUR, Watched, away
from tests.world import NOON, World, harbour, world_on

OMAR_AWAY = datetime(2026, 4, 3, 6, tzinfo=UTC)


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    """A store that is empty."""
    opened = Database(url)
    yield opened
    opened.close()


@pytest.fixture
def hotel(database: Database) -> Iterator[Watched]:
    """Dana is on call until four in the afternoon, then Petra, then Rob; Omar and Lea are tier 2 and 3 alone."""
    with world_on(database, harbour(**TURNS)) as opened:
        yield Watched(opened)


def with_site(database: Database, **changes: Any) -> Any:
    """The same hotel with something else about it."""
    return world_on(database, harbour(**{**TURNS, **changes}))


def account_goes(world: World, name: str) -> None:
    """Somebody's account is deactivated."""
    with world.store.work() as uow:
        uow.people.keep_account(name, True, False)
        uow.commit()
    world.settle()


@on_both_stores
def test_the_channel_reads_who_is_on_call_when_hands_change(hotel: Watched) -> None:
    """One post at the instant, with who, until when, after whom; further rounds and another process add nothing."""
    hotel.looks(HANDOFF - timedelta(minutes=1))
    assert hotel.posts() == []
    hotel.looks(HANDOFF)
    said = ["Tier 1, Harbour Hotel: Petra is on call until 15 Mar 16:00, after Dana."]
    assert hotel.posts() == said
    hotel.looks_for(3)
    hotel.restarts(another_bot(hotel.world))
    hotel.looks_for(3)
    assert hotel.posts() == said


def test_tiers_that_change_together_share_one_post(database: Database) -> None:
    """Two tiers at four o'clock: one post with a line for each."""
    second = replace(DAYS, people=("omar", "lea"))
    rotas = {**TURNS["rotas"], Group.TIER_2: Rota((Revision(ALWAYS, (second,)),))}
    with with_site(database, rotas=rotas) as world:
        hotel = Watched(world)
        hotel.looks(HANDOFF)
        (post,) = hotel.posts()
        assert "Tier 1, Harbour Hotel: Petra is on call until 15 Mar 16:00, after Dana." in post
        assert "Tier 2, Harbour Hotel: Lea is on call until 15 Mar 16:00, after Omar." in post


def test_missed_rounds_post_how_things_stand_once(database: Database) -> None:
    """The process was down over two changes of hands: one post, which says who is on call now (F37)."""
    turns = Layer("h", "Hours", ("dana", "petra", "rob"), Turn(Unit.HOURS, 2), time(13), DAYS.starts_on)
    with with_site(database, rotas={Group.TIER_1: Rota((Revision(ALWAYS, (turns,)),))}) as world:
        hotel = Watched(world)
        hotel.looks()
        before = hotel.posts()
        assert len(before) == 1
        world.down_for(hours=5)
        world.settle()
        hotel.looks()
        (post,) = hotel.posts()[1:]
        assert post == "Tier 1, Harbour Hotel: Rob is on call until 19:00, after Dana."
        hotel.looks_for(3)
        assert len(hotel.posts()) == 2


def test_a_site_that_wants_no_posts_gets_none(database: Database) -> None:
    """`announce: no` in the site file."""
    with with_site(database, announce=False) as world:
        hotel = Watched(world)
        hotel.looks(HANDOFF)
        hotel.looks_for(2)
        assert hotel.posts() == []


@on_both_stores
def test_a_gap_is_told_14_7_and_1_days_ahead_once_each(hotel: Watched) -> None:
    """Omar is away for a day, and nobody else is in tier 2: the admin hears three times, by day, in one message."""
    world = hotel.world
    away(world, "omar", OMAR_AWAY, OMAR_AWAY + DAY)
    words = "Nobody holds tier 2 at Harbour Hotel: 3 Apr 08:00 to 4 Apr 08:00. Tier 3 is paged at once then."
    hotel.looks()
    assert told(world, "ines", "Nobody holds") == 0
    for days, times in ((14, 1), (13, 1), (7, 2), (3, 2), (1, 3)):
        hotel.looks(OMAR_AWAY - days * DAY + 3 * HOUR)
        hotel.restarts(another_bot(world))
        hotel.looks_for(2)
        assert told(world, "ines", words) == times
    assert told(world, "dana", "Nobody holds") == 0
    world.ines.presses("Fill it", where="dm")
    assert "Stand-ins" in shown(world.ines.modal())


def test_nobody_is_told_of_a_distant_gap_at_night(hotel: Watched) -> None:
    """A gap that appears at night, and is days away, can wait until eight."""
    night = datetime(2026, 3, 28, 1, tzinfo=UTC)
    hotel.passes_to(night)
    away(hotel.world, "omar", OMAR_AWAY, OMAR_AWAY + DAY)
    hotel.looks()
    assert told(hotel.world, "ines", "Nobody holds tier 2") == 0
    hotel.looks(night + 6 * HOUR)
    assert told(hotel.world, "ines", "Nobody holds tier 2") == 1


def test_a_gap_of_this_night_is_told_at_once(hotel: Watched) -> None:
    """It is too late to wait until morning."""
    night = datetime(2026, 3, 28, 1, tzinfo=UTC)
    hotel.passes_to(night)
    away(hotel.world, "omar", night + HOUR, night + 2 * HOUR)
    hotel.looks()
    assert told(hotel.world, "ines", "Nobody holds tier 2") == 1


def test_whoever_cannot_be_paged_is_told_ahead_and_stops_no_page(hotel: Watched) -> None:
    """Petra's account is gone before her shift: admins read it, App Home shows it, and Rob is paged in it."""
    world = hotel.world
    account_goes(world, "petra")
    hotel.looks()
    words = "Petra holds tier 1 at Harbour Hotel, 14 Mar 16:00 to 15 Mar 16:00, but cannot be paged"
    assert told(world, "ines", f"{words}: the account is deactivated. Rob is paged instead.") == 1
    assert "17 Mar 16:00 to 18 Mar 16:00" in shown(world.ines.card())
    world.omar.opens_home()
    assert words in read(world.omar)
    hotel.looks(HANDOFF)
    assert hotel.posts() == ["Tier 1, Harbour Hotel: Rob is on call until 16 Mar 16:00, after Dana."]
    world.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert len(world.pages("rob")) == 1


def test_what_was_mended_before_it_was_sent_is_not_told(hotel: Watched) -> None:
    """The words are made when the message goes out: Omar is back by then."""
    world = hotel.world
    away(world, "omar", NOON + DAY, NOON + 2 * DAY)
    world.slack.fail("chat.postMessage", "ratelimited", channel="D0INES", retry_after=60)
    hotel.looks()
    away(world, "omar", NOON - 2 * DAY, NOON - DAY)
    world.time_passes(minutes=3)
    assert told(world, "ines", "Nobody holds") == 0


def test_gaps_that_come_one_after_the_other_are_told_one_by_one(hotel: Watched) -> None:
    """Omar's first, then Petra's account is gone as well: the second message is about Petra alone."""
    world = hotel.world
    away(world, "omar", NOON + 2 * DAY, NOON + 3 * DAY)
    hotel.looks()
    account_goes(world, "petra")
    hotel.restarts(another_bot(world))
    hotel.looks(NOON + timedelta(minutes=1))
    assert told(world, "ines", "Nobody holds tier 2") == 1
    assert told(world, "ines", "Petra holds tier 1") == 1
    assert "tier 2" not in shown(world.ines.card())
