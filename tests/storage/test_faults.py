"""What the store says when the database does not answer, or says no (reliability.md, fault matrix)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from sqlalchemy import make_url, text

from domain.store_errors import CommitUnknown, Conflict, StoreUnavailable
from storage.database import Database
from storage.migrate import upgrade_on
from storage.unit_of_work import SqlStore
from tests.storage.given import AT, at_once, call, keep_raised, later, look, raised, write
from tests.storage.proxy import Proxy


@pytest.fixture
def proxy(postgres_url: str) -> Iterator[Proxy]:
    """A proxy before the PostgreSQL of this test."""
    made = Proxy(postgres_url)
    yield made
    made.close()


@pytest.fixture
def distant(proxy: Proxy) -> Iterator[SqlStore]:
    """A store whose connections go through the proxy."""
    database = Database(proxy.url)
    yield SqlStore(database)
    database.close()


def tap(store: SqlStore, escalation_id: str) -> str:
    """A raise as it comes in, with its short time-outs."""
    return keep_raised(store, call(escalation_id), patient=False).id


def refused_within(seconds: float, act: Callable[[], object]) -> StoreUnavailable:
    """What the store raised; the time is part of the promise (F09: the answer is due within two seconds)."""
    before = time.monotonic()
    with pytest.raises(StoreUnavailable) as refused:
        act()
    assert time.monotonic() - before < seconds
    return refused.value


def test_a_raise_hears_within_two_seconds_that_the_file_is_locked(sqlite_url: str) -> None:
    """F09: another process holds the write lock; nothing was recorded, and reading goes on."""
    database = Database(sqlite_url)
    store = SqlStore(database)
    raised(store)
    other = sqlite3.connect(str(make_url(sqlite_url).database), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    refused_within(2, lambda: tap(store, "e2"))
    assert look(store, lambda unit: unit.escalations.get("e1")) is not None
    other.execute("ROLLBACK")
    other.close()
    assert look(store, lambda unit: unit.escalations.get("e2")) is None
    assert raised(store, "e2").id == "e2"
    database.close()


def test_a_raise_hears_within_two_seconds_that_the_server_is_gone(distant: SqlStore, proxy: Proxy) -> None:
    """F09: connections cut, new ones refused."""
    tap(distant, "e1")
    proxy.close()
    refused_within(2, lambda: tap(distant, "e2"))
    refused_within(2, lambda: tap(distant, "e3"))


@pytest.mark.parametrize("connected", [True, False])
def test_a_raise_hears_within_two_seconds_that_the_server_is_silent(
    distant: SqlStore, proxy: Proxy, connected: bool
) -> None:
    """F09, F71: it takes what it is sent and says nothing; a new connection does not hang either."""
    if connected:
        tap(distant, "e1")
    proxy.silence()
    refused_within(2, lambda: tap(distant, "e2"))
    proxy.heal()
    proxy.cut()
    assert tap(distant, "e2") == "e2"


def test_a_connection_that_died_while_idle_is_replaced_unseen(distant: SqlStore, proxy: Proxy) -> None:
    """F67: after a restart of the server the first raise succeeds, since nothing was written yet."""
    for n in range(3):
        tap(distant, f"e{n}")
        look(distant, lambda unit: unit.escalations.due(AT, 1))
        proxy.cut()
    assert tap(distant, "e9") == "e9"


def test_a_connection_that_dies_half_way_is_not_replaced(distant: SqlStore, proxy: Proxy) -> None:
    """What was written is gone with it: the unit of work says so, and is over."""
    decision = call()

    def half_way() -> None:
        with distant.work() as unit:
            unit.escalations.add(decision.escalation, decision.entries, AT, "key")
            proxy.cut()
            unit.escalations.get("e1")

    with pytest.raises(StoreUnavailable):
        half_way()
    assert look(distant, lambda unit: unit.escalations.get("e1")) is None


@pytest.mark.parametrize("cut", [True, False])
def test_a_lost_answer_to_commit_is_unknown_and_the_key_tells(distant: SqlStore, proxy: Proxy, cut: bool) -> None:
    """F11: the connection dies, or falls silent, between COMMIT and its answer; asked by its key, it is there."""
    tap(distant, "e1")
    proxy.lose_after, proxy.then_cut = b"COMMIT", cut
    decision = call("e2")
    with pytest.raises(CommitUnknown):
        keep_raised(distant, decision, key="tap", patient=False)
    proxy.heal()
    found = look(distant, lambda unit: unit.escalations.by_intake("tap"))
    assert found == decision.escalation


def test_a_serialisation_failure_is_a_conflict(postgres_url: str) -> None:
    """F69: 40001 means decide again, as does 40P01; a broken constraint is a bug and stays one."""
    database = Database(postgres_url)
    for code, expected in (("40001", Conflict), ("40P01", Conflict), ("55P03", StoreUnavailable)):
        raise_it = text(f"DO $$ BEGIN RAISE EXCEPTION 'forced' USING ERRCODE = '{code}'; END $$")
        with database.connect(database.work) as connection, pytest.raises(expected):
            connection.execute(raise_it)
    database.close()


def test_a_real_deadlock_is_a_conflict_for_one_of_the_two(postgres_url: str) -> None:
    """F69: and the other gets through."""
    database = Database(postgres_url)
    store = SqlStore(database)
    raised(store, "e1")
    raised(store, "e2")
    together = Barrier(2)

    def both(first: str, second: str) -> str:
        try:
            with store.work() as unit:
                unit.escalations.rearm(first, AT)
                together.wait(10)
                unit.escalations.rearm(second, AT)
                unit.commit()
        except Conflict:
            return "again"
        return "done"

    assert sorted(at_once(lambda: both("e1", "e2"), lambda: both("e2", "e1"))) == ["again", "done"]
    database.close()


def test_a_transaction_that_read_before_anothers_commit_is_a_conflict_on_sqlite(sqlite_url: str) -> None:
    """F62: SQLITE_BUSY_SNAPSHOT comes at once, whatever the busy time-out; our writers begin with the lock instead."""
    database = Database(sqlite_url)
    store = SqlStore(database)
    raised(store)
    with database.connect(database.work) as connection:
        connection.exec_driver_sql("BEGIN")
        connection.execute(text("SELECT count(*) FROM escalation"))
        other = sqlite3.connect(str(make_url(sqlite_url).database), isolation_level=None)
        other.execute("UPDATE escalation SET due_at = NULL")
        other.close()
        with pytest.raises(Conflict):
            connection.execute(text("UPDATE escalation SET due_at = NULL"))
    database.close()


def test_fifty_threads_share_a_pool_of_two(url: str) -> None:
    """F70: everybody gets their turn."""
    database = Database(url, connections=2)
    store = SqlStore(database)
    raised(store)
    at_once(*[lambda n=n: write(store, lambda unit: unit.escalations.rearm("e1", later(n))) for n in range(50)])
    database.close()


def test_raising_does_not_wait_for_the_connections_of_other_work(postgres_url: str) -> None:
    """F70, principle 9: with every other connection in use, fifty raises go through on reserved ones."""
    database = Database(postgres_url, connections=2)
    store = SqlStore(database)

    def tap_until_taken(escalation_id: str) -> str:
        for _ in range(10):
            with suppress(StoreUnavailable):
                return tap(store, escalation_id)
        return "not recorded"

    with database.connect(database.work), database.connect(database.work):
        made = at_once(*[lambda n=n: tap_until_taken(f"e{n}") for n in range(50)])
    assert made == [f"e{n}" for n in range(50)]
    database.close()


def test_a_raise_goes_before_the_other_writers_of_a_file(sqlite_url: str) -> None:
    """Performance.md 3: whoever waits longer, the urgent one is next."""
    database = Database(sqlite_url)
    store = SqlStore(database)
    order: list[str] = []

    def write_when(waiting: int, lane: str) -> None:
        wait_for(database, waiting)
        with getattr(store, lane)():
            order.append(lane)

    with ThreadPoolExecutor(4) as pool:
        with store.work():
            queue = [pool.submit(write_when, n, lane) for n, lane in enumerate(("work", "work", "work", "safety"))]
            wait_for(database, 4)
        for one in queue:
            one.result(10)
    assert order == ["safety", "work", "work", "work"]
    database.close()


def wait_for(database: Database, waiting: int) -> None:
    """Until so many wait for their turn."""
    assert database.turns is not None
    deadline = time.monotonic() + 10
    while database.turns.waiting() < waiting:
        assert time.monotonic() < deadline


def test_a_writer_holds_the_file_from_its_first_read(sqlite_url: str) -> None:
    """F62: what it has read stays true until it commits, also towards another process."""
    database = Database(sqlite_url)
    store = SqlStore(database)
    raised(store)
    other = sqlite3.connect(str(make_url(sqlite_url).database), isolation_level=None, timeout=0)
    with store.work() as unit:
        assert unit.escalations.get("e1") is not None
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            other.execute("UPDATE escalation SET due_at = NULL")
        unit.escalations.rearm("e1", later(5))
        unit.commit()
    other.close()
    assert look(store, lambda unit: unit.escalations.next_due_at()) == later(5)
    database.close()


def test_a_thread_that_would_wait_for_itself_is_told_so(sqlite_url: str) -> None:
    """A second writing unit inside the first is a bug, and no time-out."""
    database = Database(sqlite_url)
    store = SqlStore(database)
    with store.work(), pytest.raises(RuntimeError, match="open already"), store.work():
        pass
    with store.work(), store.read() as unit:
        assert unit.escalations.due(AT, 1) == []
    database.close()


def test_a_database_in_memory_is_one_for_all_threads() -> None:
    """Tests and the demo: one connection, its users take turns."""
    database = Database("sqlite://")
    upgrade_on(database)
    store = SqlStore(database)
    at_once(*[lambda n=n: raised(store, f"e{n}", pages=1) for n in range(8)])
    assert len(look(store, lambda unit: unit.escalations.open_at())) == 8
    database.close()
