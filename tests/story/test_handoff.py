"""A running escalation crosses a handoff: whoever holds the tier now is paged next (principle 7, issue: rotations)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from domain.people import Role
from domain.policy import Group
from domain.rota import ALWAYS, Layer, Override, OverrideKind, Revision, Rota, Turn, Unit
from domain.site import Directory
from storage.database import Database
from tests.story.both import on_both_stores
from tests.story.reading import buzzes, minutes, paged_at, read, shown
from tests.world import PEOPLE, World, harbour, world_on

# Noon in UTC is one o'clock in Berlin; Petra hands over to Dana there, two and a half minutes into the story.
DAYS = Layer("days", "Days", ("petra", "dana"), Turn(Unit.DAYS), time(13, 2, 30), date(2026, 3, 13))
TURNS = {
    "groups": {**harbour().groups, Group.TIER_1: ("dana", "petra"), Group.HELPERS: ()},
    "rotas": {Group.TIER_1: Rota((Revision(ALWAYS, (DAYS,)),))},
}


@pytest.fixture
def hotel(url: str) -> Iterator[World]:
    """Petra and Dana take turns in tier 1, a day each."""
    database = Database(url)
    with world_on(database, harbour(**TURNS)) as opened:
        yield opened
    database.close()


def apply(world: World, **changes: Any) -> None:
    """An admin changes the site while it runs."""
    with world.store.work() as uow:
        uow.people.apply(Directory(0, (replace(world.site, **changes),), tuple(PEOPLE.values())))
        uow.commit()


@on_both_stores
def test_the_page_after_a_handoff_goes_to_both_for_five_minutes(hotel: World) -> None:
    """Petra was first paged three minutes ago and may be coming: she is paged on beside Dana, then no more."""
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    hotel.until(6)
    assert paged_at(hotel, "petra") == minutes(0, 1, 2, 3, 4)
    assert paged_at(hotel, "dana") == minutes(3, 4, 5, 6)


def test_whoever_was_paged_long_before_the_handoff_is_left_alone_after_it(hotel: World) -> None:
    """First paged more than five minutes before: only the new holder is paged."""
    later = replace(DAYS, handoff=time(13, 6, 30))
    apply(hotel, rotas={Group.TIER_1: Rota((Revision(ALWAYS, (later,)),))})
    hotel.time_passes(seconds=2)
    raised = hotel.clock.now() - hotel.start
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    hotel.until(8)
    assert [at - raised for at in paged_at(hotel, "petra")] == minutes(0, 1, 2, 3, 4, 5, 6)
    assert [at - raised for at in paged_at(hotel, "dana")] == minutes(7)


@on_both_stores
def test_an_override_saved_in_the_middle_works_the_same_way(hotel: World) -> None:
    """Jon stands in from now on: the next page is his, and Petra's too, as she was first paged a minute ago."""
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    hotel.until(1)
    now = hotel.clock.now()
    stands_in = Override("o1", OverrideKind.STAND_IN, now, now + timedelta(hours=4), "jon", instead_of="petra")
    apply(hotel, rotas={Group.TIER_1: replace(TURNS["rotas"][Group.TIER_1], overrides=(stands_in,))})
    hotel.until(2)
    assert paged_at(hotel, "jon") == minutes(2)
    assert paged_at(hotel, "petra") == minutes(0, 1, 2)


def test_the_old_holder_can_still_answer(hotel: World) -> None:
    """Petra's page from before the handoff still works: it is hers, and nobody is paged further."""
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    hotel.until(3)
    hotel.petra.presses("I have it")
    assert hotel.the().owner_id == "petra"
    hotel.until(5)
    assert paged_at(hotel, "dana") == minutes(3)
    assert "Petra has it" in shown(hotel.mia.card())


def test_the_home_tab_names_whoever_holds_the_tier_now(hotel: World) -> None:
    """Before the handoff Petra, after it Dana."""
    hotel.mia.opens_home()
    assert "Tier 1  Petra" in read(hotel.mia)
    hotel.until(3)
    hotel.mia.opens_home()
    assert "Tier 1  Dana" in read(hotel.mia)


def test_off_duty_colleagues_do_not_see_what_waits(hotel: World) -> None:
    """Dana takes turns in tier 1 but is off until the handoff; without the manager role nothing waits for her."""
    people = {**PEOPLE, "dana": replace(PEOPLE["dana"], roles=frozenset[Role]())}
    with hotel.store.work() as uow:
        uow.people.apply(Directory(0, (hotel.site,), tuple(people.values())))
        uow.commit()
    hotel.time_passes(seconds=2)
    hotel.mia.types("/escalate upset front desk", channel="C0DESK")
    hotel.dana.opens_home()
    assert "Waiting for you" not in read(hotel.dana)
    hotel.until(3)
    hotel.dana.opens_home()
    assert "Waiting for you" in read(hotel.dana)


def test_a_gap_pages_the_next_tier_and_says_so(hotel: World) -> None:
    """Nobody holds tier 1 on Saturdays: Omar is paged in the first second, and the timeline has the gap (F46)."""
    sundays = replace(DAYS, people=("petra",), starts_on=date(2026, 3, 15))
    apply(hotel, rotas={Group.TIER_1: Rota((Revision(ALWAYS, (sundays,)),))})
    hotel.time_passes(seconds=2)
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    assert hotel.pages("dana") == hotel.pages("petra") == []
    assert len(hotel.pages("omar")) == 1
    assert "GapFound" in hotel.timeline(hotel.the().reference)
    assert any("Nobody could be paged in tier 1" in words for words in buzzes(hotel.ines))


def test_history_is_as_it_was_after_a_handoff(hotel: World) -> None:
    """What was true before stays true: the timeline still names whom it paged then."""
    hotel.mia.types("/escalate abusive front desk", channel="C0DESK")
    before = hotel.timeline(hotel.the().reference)
    hotel.until(4)
    assert hotel.timeline(hotel.the().reference)[: len(before)] == before
    assert hotel.clock.now() > datetime(2026, 3, 14, 12, 2, 30, tzinfo=UTC)
