"""What the handlers' tests begin with: a site, its people, a store in memory, and a stand-in platform."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from threading import local
from typing import Any

from domain.escalation import Escalation
from domain.page import Kind, Message, Ref
from domain.people import Person, Role
from domain.policy import Group
from domain.severity import Severity
from domain.site import BackupContact, Directory, Place, Site
from handlers.deliver import Courier, claim
from handlers.escalate import CallForHelp, escalate
from handlers.memory import Memory
from handlers.ports import Account, Identity, Ports
from handlers.screens import Scene, Screen
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables

AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
MANAGER = frozenset({Role.MANAGER})
PEOPLE = (
    Person("mia", "Mia", "U0MIA", dm_id="D0MIA"),
    Person("jon", "Jon", "U0JON", dm_id="D0JON"),
    Person("dana", "Dana", "U0DANA", MANAGER, dm_id="D0DANA"),
    Person("omar", "Omar", "U0OMAR", MANAGER, dm_id="D0OMAR"),
    Person("lea", "Lea", "U0LEA", dm_id="D0LEA"),
    Person("ines", "Ines", "U0INES", frozenset({Role.ADMIN}), dm_id="D0INES"),
)
SITE = Site(
    "hotel", "Harbour Hotel", "Europe/Berlin", "030 199", "112",
    channel_id="C0DESK",
    places=(Place("desk", "Front desk"), Place("bar", "Bar"), Place("kiosk", "Kiosk", silent=True)),
    groups={Group.TIER_1: ("dana",), Group.TIER_2: ("omar",), Group.TIER_3: ("lea",)},
    staff=("mia", "jon", "ines"),
    backup=(BackupContact("Night Shield", "030 100"),),
    last_resort=("lea",),
)  # fmt: skip


def later(seconds: float) -> datetime:
    """So many seconds after AT."""
    return AT + timedelta(seconds=seconds)


class Depth:
    """Whether this thread is inside a transaction."""

    def __init__(self) -> None:
        self._here = local()

    @property
    def now(self) -> int:
        """How many transactions deep."""
        return int(getattr(self._here, "depth", 0))

    def step(self, by: int) -> None:
        """In, or out."""
        self._here.depth = self.now + by


class Unit:
    """A unit of work that can be seen from outside."""

    def __init__(self, inner: Any, depth: Depth) -> None:
        self._inner, self._depth = inner, depth

    def __enter__(self) -> Unit:
        self._inner.__enter__()
        self._depth.step(+1)
        return self

    def __exit__(self, *error: Any) -> None:
        self._depth.step(-1)
        self._inner.__exit__(*error)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class SeenStore:
    """A store whose transactions can be seen."""

    def __init__(self, inner: SqlStore, depth: Depth) -> None:
        self._inner, self.depth = inner, depth

    def safety(self) -> Any:
        return Unit(self._inner.safety(), self.depth)

    def work(self) -> Any:
        return Unit(self._inner.work(), self.depth)

    def read(self) -> Any:
        return Unit(self._inner.read(), self.depth)


@dataclass
class Platform:
    """A chat platform in memory; `fails` gives the outcome of the next calls, oldest first (None: it works)."""

    depth: Depth
    posts: list[tuple[str, Screen, str, Ref | None]] = field(default_factory=list)
    edits: list[tuple[Ref, Screen]] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    shown: list[tuple[str, Screen]] = field(default_factory=list)
    fails: list[Exception | None] = field(default_factory=list)
    edits_fail: list[Exception] = field(default_factory=list)
    fails_for: dict[str, list[Exception]] = field(default_factory=dict)
    lost: bool = False
    accounts: dict[str, Account] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    silent: Exception | None = None
    _ts: Any = field(default_factory=lambda: count(1))

    def _called(self) -> None:
        assert self.depth.now == 0, "the platform is called inside a transaction"
        failed = self.fails.pop(0) if self.fails else None
        if failed:
            raise failed

    def post(self, target: str, screen: Screen, message_id: str, thread: Ref | None = None) -> Ref:
        if self.lost:
            self.posts.append((target, screen, message_id, thread))
        self._called()
        if self.fails_for.get(target):
            raise self.fails_for[target].pop(0)
        if not self.lost:
            self.posts.append((target, screen, message_id, thread))
        return Ref(target, f"1.{next(self._ts)}")

    def redraw(self, ref: Ref, screen: Screen) -> None:
        self._called()
        if self.edits_fail:
            raise self.edits_fail.pop(0)
        self.edits.append((ref, screen))

    def find(self, target: str, message_id: str, thread: Ref | None = None) -> Ref | None:
        self.looks.append(message_id)
        self._called()
        found = any(posted == message_id for _, _, posted, _ in self.posts)
        return Ref(target, "9.9") if found else None

    def show(self, target: str, screen: Screen) -> None:
        self._called()
        self.shown.append((target, screen))

    def open_dm(self, user_id: str) -> str:
        return "D" + user_id[1:]

    def account(self, user_id: str) -> Account:
        self.asked.append(user_id)
        assert self.depth.now == 0, "the platform is called inside a transaction"
        if self.silent:
            raise self.silent
        return self.accounts.get(user_id, Account(deactivated=False, guest=False))


@dataclass
class House:
    """The handlers on a store in memory, with a platform that does what the test says."""

    ports: Ports
    memory: Memory
    platform: Platform
    now: datetime = AT

    def __post_init__(self) -> None:
        self.courier = Courier(self.ports, self.platform, lambda: self.now)

    def call(self, by: str = "mia", severity: Severity = Severity.THREATENING, **more: Any) -> Scene:
        """Somebody calls for help, now."""
        person = self.memory.directory.person(by)
        assert person
        site = self.memory.directory.site("hotel")
        told = {"place_id": "bar", "place_confirmed": True, **more}
        key = told.pop("key", f"{by}:{self.now.timestamp()}:{severity}")
        return escalate(self.ports, CallForHelp(key, person, site, severity, **told), self.now)

    def deliver(self, limit: int = 20) -> list[str]:
        """Claim once, carry everything; the outcomes."""
        return [self.courier.carry(one).outcome for one in claim(self.ports, self.now, limit)]

    def settle(self) -> None:
        """Deliver until nothing is due now."""
        for _ in range(50):
            if not self.deliver():
                return
        raise AssertionError("there is always something to deliver")

    def e(self, escalation_id: str) -> Escalation:
        """The escalation as it stands."""
        with self.ports.store.read() as uow:
            found = uow.escalations.get(escalation_id)
        assert found
        return found

    def rows(self, escalation_id: str, kind: Kind | None = None) -> list[Message]:
        """Its messages."""
        with self.ports.store.read() as uow:
            rows = uow.messages.of_escalation(escalation_id)
        return [row for row in rows if kind in (None, row.kind)]

    def entries(self, escalation_id: str) -> list[str]:
        """The names of its timeline's entries."""
        with self.ports.store.read() as uow:
            return [type(entry).__name__ for entry in uow.escalations.timeline(escalation_id)]


@contextmanager
def house(site: Site = SITE, boundary: Callable[[str], None] = lambda _: None) -> Iterator[House]:
    """A house on a new store."""
    database = Database("sqlite://")
    give_tables(database)
    depth = Depth()
    store = SeenStore(SqlStore(database), depth)
    with store.work() as uow:
        uow.people.apply(Directory(0, (site,), PEOPLE))
        for person in PEOPLE:
            uow.people.keep_dm(person.id, str(person.dm_id))
        uow.commit()
    memory = Memory()
    memory.refresh(store, force=True)
    ids, references = count(1), count(100)
    identity = Identity(new_id=lambda: f"id{next(ids)}", new_reference=lambda: f"R{next(references)}")
    yield House(Ports(store, memory, identity, boundary), memory, Platform(depth))
    database.close()
