"""The database is away, or nobody knows what it did: what the raiser reads is true (invariant 2)."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import make_url

from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.bot.slack.given import answered_words, command, signed
from tests.storage.proxy import Proxy
from tests.world import World, world_on

PHONE = "+49 30 5550199"
LATE = 2.0


@contextmanager
def write_locked(world: World) -> Iterator[None]:
    """Somebody else holds the write lock of the world's SQLite file."""
    path = make_url(world.store.database.url).database
    other = sqlite3.connect(str(path), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


@pytest.fixture
def distant_world(postgres_url: str) -> Iterator[tuple[World, Proxy]]:
    """A world whose PostgreSQL is behind a proxy that can lose what goes through it."""
    proxy = Proxy(postgres_url)
    database = Database(proxy.url)
    with world_on(database, patient=False) as world:
        yield world, proxy
        proxy.heal()
    database.close()
    proxy.close()


def timed(act: Callable[[], Any]) -> tuple[float, Any]:
    """How many seconds it took, and what came of it."""
    began = time.monotonic()
    answer = act()
    return time.monotonic() - began, answer


def not_recorded(words: str) -> bool:
    """Whether these words say so, name the number, and hold nothing that sounds like success."""
    success = any(said in words for said in ("Paging ", "sent", "has it", "Your card"))
    return "NOT RECORDED" in words and PHONE in words and not success


def check_one_line(world: World) -> None:
    """The one line is answered in time with the truth."""
    seconds, answer = timed(lambda: signed(world, command("U0MIA", "violent bar", trigger="1.1.down")))
    assert seconds < LATE
    assert answer.status == 200
    assert not_recorded(answered_words(answer))


def check_buttons(world: World, where: str) -> None:
    """A tap in the dialog or under the command is answered in time, and shows the truth in its place."""
    mia = world.slack.person("U0MIA")
    tapped = mia.presses("🟥 VIOLENT", where=where)
    assert tapped.seconds < LATE
    assert world.app.in_hand.wait_idle(10)
    if where == "modal":
        assert not_recorded(str(mia.modal().plain()))
    assert any(not_recorded(message.plain()) for message in mia.channel("C0DESK"))


def test_sqlite_locked_by_another_process(file_world: World) -> None:
    """F09: NOT RECORDED and the site's number within two seconds, for the line, the dialog and the buttons."""
    world = file_world
    mia = world.slack.person("U0MIA")
    mia.types("/escalate", channel="C0DESK")
    world.slack.wait_until(mia.modal)
    with write_locked(world):
        check_one_line(world)
        check_buttons(world, "modal")
    assert world.escalations() == []
    # Tried again, it works, and the same tap is still the same call.
    mia.presses("Try again", where="modal")
    assert world.the().raiser_id == "mia"
    assert world.the().severity.word == "VIOLENT"
    world.settle()
    assert world.dana.pages()


def test_the_buttons_of_the_answer_tell_the_truth_too(file_world: World) -> None:
    """F09: the dialog never opened, the database is locked: the answer's own buttons end in NOT RECORDED."""
    world = file_world
    world.slack.fail("views.open", "error", times=None, error="expired_trigger_id")
    mia = world.slack.person("U0MIA")
    mia.types("/escalate", channel="C0DESK")
    with write_locked(world):
        check_buttons(world, "ephemeral")
    assert world.escalations() == []


def test_postgresql_stopped(distant_world: tuple[World, Proxy]) -> None:
    """F09: the server is gone: the same answers, in the same time."""
    world, proxy = distant_world
    mia = world.slack.person("U0MIA")
    mia.types("/escalate", channel="C0DESK")
    world.slack.wait_until(mia.modal)
    proxy.close()
    check_one_line(world)
    check_buttons(world, "modal")


def test_an_acknowledgement_that_was_not_recorded_says_so(file_world: World) -> None:
    """F09: a responder never believes that they have it while the database did not hear them."""
    world = file_world
    world.mia.types("/escalate threat bar", channel="C0DESK")
    dana = world.slack.person("U0DANA")
    with write_locked(world):
        assert dana.presses("I have it").seconds < LATE
        assert world.app.in_hand.wait_idle(10)
    assert "NOT RECORDED" in dana.reads()
    assert world.the().answers == ()


def test_the_answer_to_commit_is_lost_and_the_raiser_still_reads_the_truth(
    distant_world: tuple[World, Proxy], postgres_url: str
) -> None:
    """F11: the commit's outcome is unknown, so the key is read again: recorded, and the answer says so."""
    world, proxy = distant_world
    proxy.lose_after = b"COMMIT"
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(signed, world, command("U0MIA", "violent bar", trigger="1.1.lost"))
        kept = kept_in(postgres_url)
        proxy.heal()
        answer = waiting.result(10)
    assert [e.reference in answered_words(answer) for e in kept] == [True]
    assert world.the().id == kept[0].id
    world.settle()
    assert len(world.dana.pages()) == 1


@pytest.mark.parametrize("then_cut", [False, True])
def test_where_nobody_can_tell_the_raiser_is_sent_to_the_phone(
    distant_world: tuple[World, Proxy], postgres_url: str, then_cut: bool
) -> None:
    """F11: the database stays lost: no success, in time; the same body later finds what was recorded, once."""
    world, proxy = distant_world
    proxy.then_cut = then_cut
    proxy.lose_after = b"COMMIT"
    body = command("U0MIA", "violent bar", trigger="1.1.lost")
    seconds, answer = timed(lambda: signed(world, body))
    proxy.heal()
    assert seconds < LATE
    assert not_recorded(answered_words(answer))
    (kept,) = kept_in(postgres_url)
    assert kept.reference in answered_words(signed(world, body))
    assert world.the().id == kept.id
    world.settle()
    assert len(world.dana.pages()) == 1


def kept_in(url: str) -> list[Any]:
    """The open escalations, read past the proxy as soon as there are any."""
    direct, pause, until = Database(url), Event(), time.monotonic() + 5
    try:
        while time.monotonic() < until:
            with SqlStore(direct).read() as uow:
                if kept := uow.escalations.open_at():
                    return kept
            pause.wait(0.02)
    finally:
        direct.close()
    return []


def test_nothing_is_said_without_a_site(tmp_path: Path) -> None:
    """Invariant 2: nobody could be paged, so the answer says NOT RECORDED, with whom to phone."""
    database = Database(f"sqlite:///{tmp_path / 'empty.db'}")
    with world_on(database) as world:
        world.app.memory.directory = type(world.app.memory.directory)(99)
        words = answered_words(signed(world, command("U0NEW", "violent")))
        assert "NOT RECORDED. Phone your manager now." in words
        assert world.escalations() == []
    database.close()
