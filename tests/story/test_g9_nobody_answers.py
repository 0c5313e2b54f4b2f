"""G9 of stories.md, whole: nobody answers, and nothing lets go.

Phone answers are taps and every channel is chat, the only one yet. Left out until they are built: voice and SMS, the
review on the rota, the executive's apology, aftercare.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from domain.policy import Group
from domain.site import BackupContact
from storage.database import Database
from tests.story.reading import buzzes, minutes, paged_at, shown
from tests.world import World, harbour, world_on

MONDAY_NOON = datetime(2026, 3, 16, 11, 0, tzinfo=UTC)


@pytest.fixture
def shop() -> Iterator[World]:
    """A phone shop: T1 Dana, T2 Omar, T3 Lea; the security company and the executive have accounts; Ines is admin."""
    tiers = {Group.TIER_1: ("dana",), Group.TIER_2: ("omar",), Group.TIER_3: ("lea",)}
    backup = (
        BackupContact("Night Shield", "+49 30 5550100", "shield"),
        BackupContact("Eva, executive on duty", "+49 30 5550101", "eva"),
    )
    with world_on(Database("sqlite://"), harbour(name="Phone Shop", groups=tiers, backup=backup), MONDAY_NOON) as world:
        world.mia.types("/escalate abusive", channel="C0DESK")
        yield world


def to_unanswered(world: World) -> None:
    """0:00 to 10:00, with a safe answer at 5:00."""
    world.until(5)
    world.mia.presses("Safe now")
    world.until(10)


def test_each_tier_joins_in_its_turn_and_is_paged_every_minute(shop: World) -> None:
    """T1 from 0:00, T2 from 3:00, T3 from 7:00: 11, 8 and 4 pages by 10:00 inclusive."""
    to_unanswered(shop)
    assert paged_at(shop, "dana") == minutes(*range(11))
    assert paged_at(shop, "omar") == minutes(*range(3, 11))
    assert paged_at(shop, "lea") == minutes(*range(7, 11))
    assert [len(shop.pages(name)) for name in ("dana", "omar", "lea")] == [11, 8, 4]


def test_the_raiser_hears_at_two_minutes_what_else_she_can_do(shop: World) -> None:
    """2:00, as a message that can be heard: nobody has answered, and she may end it."""
    before = len(buzzes(shop.mia))
    shop.until(1, 59)
    assert len(buzzes(shop.mia)) == before
    shop.until(2)
    assert len(buzzes(shop.mia)) == before + 1
    assert "Nobody has answered yet. You may end this. Walk away or ask them to leave." in shown(shop.mia.card())


def test_at_ten_minutes_everybody_is_paged_and_the_administrator_told(shop: World) -> None:
    """10:00: UNANSWERED; the backup too, from then on all of them together each minute; her card says so."""
    to_unanswered(shop)
    assert shop.the().state == "unanswered"
    assert any("UNANSWERED at Phone Shop" in words for words in buzzes(shop.ines))
    assert "Nobody has answered. Everybody is paged again and again, by chat only." in shown(shop.mia.card())
    shop.until(12)
    for name in ("dana", "omar", "lea", "shield", "eva"):
        assert paged_at(shop, name)[-3:] == minutes(10, 11, 12), name


def test_the_executive_answers_and_the_raiser_is_told(shop: World) -> None:
    """10:20: one answer ends the paging of everybody and makes itself heard at the till."""
    to_unanswered(shop)
    shop.until(10, 20)
    before = len(buzzes(shop.mia))
    shop.eva.presses("I have it")
    assert "Eva has it, not on the way yet." in shown(shop.mia.card())
    assert len(buzzes(shop.mia)) == before + 1
    counts = [len(shop.pages(name)) for name in ("dana", "omar", "lea", "shield", "eva")]
    shop.eva.presses("I'm with them")
    shop.until(14)
    assert [len(shop.pages(name)) for name in ("dana", "omar", "lea", "shield", "eva")] == counts


def test_a_threat_at_two_ten_reaches_the_backup_at_five_ten(shop: World) -> None:
    """The THREATENING column, counted from the tap, while the raiser says that she is safe."""
    shop.until(2, 10)
    shop.mia.presses("Threat")
    shop.until(4, 10)
    shop.mia.presses("Safe now")
    shop.until(5, 9)
    assert shop.pages("shield") == shop.pages("eva") == []
    shop.until(5, 10)
    for name in ("shield", "eva"):
        assert paged_at(shop, name) == [timedelta(minutes=5, seconds=10)]


def test_it_never_closes_by_itself(shop: World) -> None:
    """A minute apart for a quarter of an hour, then every five; a day later it is open, and the next page is due."""
    to_unanswered(shop)
    reference = shop.the().reference
    shop.until(40)
    assert paged_at(shop, "dana") == minutes(*range(26), 30, 35, 40)
    shop.down_for(hours=23, minutes=20)
    shop.settle()
    assert shop.the().state == "unanswered"
    assert paged_at(shop, "dana")[-1] == timedelta(hours=24)
    assert "Resolved" not in shop.timeline(reference)
    shop.dana.presses("I have it")
    assert "Dana has it" in shown(shop.mia.card())
