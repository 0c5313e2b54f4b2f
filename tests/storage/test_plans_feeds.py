"""Secret calendar addresses."""

from __future__ import annotations

from dataclasses import replace

from domain.planning import Feed
from domain.policy import Group
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, later, look, write

OWN = Feed("d1", "ana", AT, person_id="ana")
TIER = Feed("d2", "ana", later(60), site_id="harbour", tier=Group.TIER_1)


def add(store: SqlStore, *feeds: Feed) -> None:
    for feed in feeds:
        write(store, lambda unit, feed=feed: unit.plans.add_feed(feed))


def test_a_feed_is_found_by_the_digest_of_its_secret(store: SqlStore) -> None:
    """Of a person or of a tier, as it was made; any other secret opens nothing."""
    add(store, TIER, OWN)
    assert look(store, lambda unit: unit.plans.feed("d1")) == OWN
    assert look(store, lambda unit: unit.plans.feed("d2")) == TIER
    assert look(store, lambda unit: unit.plans.feed("d3")) is None


def test_a_revoked_feed_is_known_as_gone(store: SqlStore) -> None:
    """It stays, so that its address can say so, but its maker's list is without it; the first instant counts."""
    add(store, TIER, OWN, replace(OWN, digest="d3", by="bo"))
    assert look(store, lambda unit: unit.plans.feeds_of("ana")) == [OWN, TIER]
    for seconds in (60, 90):
        write(store, lambda unit, seconds=seconds: unit.plans.revoke_feed("d1", later(seconds)))
    assert look(store, lambda unit: unit.plans.feed("d1")) == replace(OWN, revoked_at=later(60))
    assert look(store, lambda unit: unit.plans.feeds_of("ana")) == [TIER]
