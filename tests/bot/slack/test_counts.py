"""How much happens before an answer, and before a page: counted, not timed (performance.md P3, P4, P6)."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from threading import Lock, local
from typing import Any

import pytest
from sqlalchemy import make_url

from bot.local_slack.outbound.courier import FORM
from bot.local_slack.outbound.wire import signed_headers
from storage.database import Database
from storage.unit_of_work import SqlStore, SqlUnitOfWork
from tests.bot.slack.given import command, signed, tap
from tests.migrated import give_tables
from tests.world import NOON, PEOPLE, SECRET, World, harbour


class Unit:
    """A unit of work that tells its store when it begins, commits and ends."""

    def __init__(self, store: Watched, inner: SqlUnitOfWork, lane: str) -> None:
        self._store, self._inner, self._lane = store, inner, lane

    def __enter__(self) -> Unit:
        self._inner.__enter__()
        self._store.inside(+1)
        return self

    def __exit__(self, *error: Any) -> None:
        self._store.inside(-1)
        self._inner.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def commit(self) -> None:
        self._inner.commit()
        self._store.committed(self._lane)


class Watched:
    """A store that counts commits by lane, and knows whether this thread is inside a transaction."""

    def __init__(self, inner: SqlStore) -> None:
        self._inner, self._here, self._lock = inner, local(), Lock()
        self.commits: list[str] = []

    def safety(self) -> Any:
        return Unit(self, self._inner.safety(), "safety")

    def work(self) -> Any:
        return Unit(self, self._inner.work(), "work")

    def read(self) -> Any:
        return Unit(self, self._inner.read(), "read")

    def inside(self, step: int) -> None:
        self._here.depth = self.depth + step

    @property
    def depth(self) -> int:
        """How many transactions this thread is inside of."""
        return int(getattr(self._here, "depth", 0))

    def committed(self, lane: str) -> None:
        with self._lock:
            self.commits.append(lane)


@pytest.fixture
def watched() -> Iterator[tuple[World, Watched]]:
    """A world whose store is watched."""
    database = Database("sqlite://")
    give_tables(database)
    store = Watched(SqlStore(database))
    world = World(store, harbour(), PEOPLE, NOON)  # type: ignore[arg-type]
    yield world, store
    world.close()


class Request:
    """A signed request whose answer is in our hands: what comes after it begins only when it is sent."""

    def __init__(self, world: World, store: Watched, body: bytes) -> None:
        headers = signed_headers(SECRET, body, FORM)
        environ = {
            "PATH_INFO": "/slack/events", "REQUEST_METHOD": "POST", "CONTENT_LENGTH": str(len(body)),
            "CONTENT_TYPE": FORM, "wsgi.input": BytesIO(body), "QUERY_STRING": "",
            **{f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()},
        }  # fmt: skip
        self._world, calls, commits = world, len(world.slack.calls), len(store.commits)
        self.status = ""
        self.answer: Any = world.app.front_door({})(environ, self._started)
        self.calls = len(world.slack.calls) - calls
        self.commits = store.commits[commits:]

    def _started(self, status: str, *_: object) -> None:
        self.status = status

    def sent(self) -> None:
        """The answer is out."""
        self.answer.close()
        assert self._world.app.in_hand.wait_idle(10)


BEFORE_THE_ANSWER: list[tuple[str, Callable[[str], bytes], list[str]]] = [
    ("the bare command", lambda _: command("U0JON", ""), []),
    ("help", lambda _: command("U0JON", "help"), []),
    ("one line", lambda _: command("U0JON", "violent front desk", trigger="9.9.x"), ["safety"]),
    ("the raiser's tap", lambda _: tap("U0JON", "raise.violent", "key9"), ["safety"]),
    ("I have it", lambda id_: tap("U0DANA", "act.acknowledge", id_), ["safety"]),
    ("NOT SAFE", lambda id_: tap("U0MIA", "act.safe.no", id_), ["safety"]),
    ("Can't, pass on", lambda id_: tap("U0DANA", "act.pass", id_), ["work"]),
    ("a form is opened", lambda id_: tap("U0DANA", "form.severity", id_), []),
]


@pytest.mark.parametrize(("what", "body", "commits"), BEFORE_THE_ANSWER)
def test_one_commit_and_no_call_before_the_answer(
    watched: tuple[World, Watched], what: str, body: Callable[[str], bytes], commits: list[str]
) -> None:
    """P3, P4, P6: whatever is recorded is one transaction in its own lane; Slack is asked nothing before it knows."""
    world, store = watched
    signed(world, command("U0MIA", "threat bar", trigger="8.8.x"))
    world.settle()
    request = Request(world, store, body(world.the().id))
    assert request.status == "200 OK"
    assert (request.commits, request.calls) == (commits, 0), what
    request.sent()


def test_the_first_call_after_a_tap_is_the_page(watched: tuple[World, Watched]) -> None:
    """P4: exactly one call from submit to page; the card, the channel and the dialog come after it."""
    world, store = watched
    request = Request(world, store, tap("U0MIA", "raise.violent", "key1"))
    before = len(world.slack.calls)
    world.app.engine.tick(world.clock.now())
    first = world.slack.calls[before]
    assert first.method == "chat.postMessage"
    assert str(first.args["text"]).startswith("VIOLENT · ")
    pages = [call for call in world.slack.calls[before:] if "· call 1 ·" in str(call.args.get("text"))]
    assert len(pages) == 5
    # The pages to all five are the first five calls.
    assert world.slack.calls[before : before + 5] == pages
    request.sent()
    world.settle()


def test_from_the_command_to_the_page_are_two_calls(watched: tuple[World, Watched]) -> None:
    """P4: the dialog opens (one), the tap pages (two)."""
    world, store = watched
    before = len(world.slack.calls)
    world.slack.person("U0MIA").types("/escalate", channel="C0DESK")
    assert world.app.in_hand.wait_idle(10)
    mia = world.slack.person("U0MIA")
    modal = mia.modal()
    assert modal
    key = next(e["value"] for b in modal.blocks if (e := b.get("accessory")) and e["action_id"] == "raise.violent")
    Request(world, store, tap("U0MIA", "raise.violent", key))
    world.app.engine.tick(world.clock.now())
    assert [call.method for call in world.slack.calls[before : before + 2]] == ["views.open", "chat.postMessage"]


@contextmanager
def write_locked(database: Database) -> Iterator[None]:
    """Somebody else holds the write lock of this SQLite file."""
    other = sqlite3.connect(str(make_url(database.url).database), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        other.execute("ROLLBACK")
        other.close()


def test_the_picker_needs_no_database(file_world: World) -> None:
    """P6: the database is write-locked; `/escalate` still answers with its buttons and opens its dialog at once."""
    world = file_world
    mia = world.slack.person("U0MIA")
    with write_locked(world.store.database):
        delivery = mia.types("/escalate", channel="C0DESK")
        world.slack.wait_until(mia.modal)
    assert delivery.seconds < 0.5
    assert "🟥 VIOLENT" in mia.buttons()
