"""All replicas share the clock of their PostgreSQL (reliability.md, "Time")."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from sqlalchemy import text

from domain.store_errors import StoreUnavailable
from storage.clock import DatabaseClock
from storage.database import Database
from tests.storage.proxy import Proxy


def test_it_reads_the_databases_time_and_counts_on(postgres_url: str) -> None:
    """Between what the database says before and after; in UTC; and never back, whatever a refresh says."""
    database = Database(postgres_url)
    clock = DatabaseClock(database)
    with database.connect(database.read) as connection:
        before = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
        clock.refresh()
        read = clock.now()
        after = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
    reading_takes = timedelta(milliseconds=100)
    assert before - reading_takes <= read <= after + reading_takes
    assert read.tzinfo is UTC
    instants = []
    for _ in range(50):
        clock.refresh()
        instants.append(clock.now())
    assert instants == sorted(instants)
    database.close()


def test_it_tells_how_far_this_process_is_off(postgres_url: str) -> None:
    """Ahead is positive; who sees more than two seconds raises the alarm (W11)."""
    database = Database(postgres_url)
    clock = DatabaseClock(database)
    ahead = clock.skew(clock.now() - timedelta(seconds=5))
    assert timedelta(seconds=5) <= ahead < timedelta(seconds=6)
    database.close()


def test_while_the_database_is_away_it_counts_on(postgres_url: str) -> None:
    """A refresh that fails says so and changes nothing."""
    proxy = Proxy(postgres_url)
    database = Database(proxy.url)
    clock = DatabaseClock(database)
    before = clock.now()
    proxy.close()
    with pytest.raises(StoreUnavailable):
        clock.refresh()
    assert before <= clock.now() < before + timedelta(minutes=1)
    database.close()
