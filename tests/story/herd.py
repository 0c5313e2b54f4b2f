"""Hundreds of raisers at one hotel, on the real rules, handlers and store; the platform is a stand-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.app import identity
from bot.clock import MovableClock
from bot.engine import Engine
from bot.metrics import Metrics
from domain.page import Ref
from domain.people import Person
from domain.severity import Severity
from domain.site import Directory, Site
from handlers.deliver import Courier
from handlers.escalate import CallForHelp, escalate
from handlers.memory import Memory
from handlers.ports import NotSent, Ports
from handlers.refresh import HomeRefresh
from handlers.screens import Screen
from storage.database import Database
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables
from tests.world import NOON, PEOPLE, harbour


@dataclass
class Post:
    """One message that was accepted."""

    at: datetime
    target: str
    screen: Screen
    message_id: str


@dataclass
class OnePostASecond:
    """A platform that takes one post a second for each conversation, and says how long to wait (Slack's limit)."""

    clock: MovableClock
    posts: list[Post] = field(default_factory=list)
    edits: int = 0
    too_early: list[str] = field(default_factory=list)
    _quiet_until: dict[str, datetime] = field(default_factory=dict)
    _refused: set[str] = field(default_factory=set)

    def post(self, target: str, screen: Screen, message_id: str, thread: Ref | None = None) -> Ref:
        """Accept it, or refuse it within the second; a call within a wait that was asked for is written down."""
        now = self.clock.now()
        if now < self._quiet_until.get(target, now):
            if target in self._refused:
                self.too_early.append(target)
            self._refused.add(target)
            raise NotSent("ratelimited", retry_after=1.0)
        self._refused.discard(target)
        self._quiet_until[target] = now + timedelta(seconds=1)
        self.posts.append(Post(now, target, screen, message_id))
        return Ref(target, str(len(self.posts)))

    def redraw(self, ref: Ref, screen: Screen) -> None:
        """An edit; notifies nobody."""
        self.edits += 1

    def find(self, target: str, message_id: str, thread: Ref | None = None) -> Ref | None:
        """What was accepted can be found."""
        return next((Ref(p.target, "1") for p in self.posts if p.message_id == message_id), None)

    def show(self, target: str, screen: Screen) -> None:
        """App Home."""

    def to(self, target: str, since: datetime) -> list[Post]:
        """What reached a conversation since then."""
        return [post for post in self.posts if post.target == target and post.at >= since]


@dataclass
class Herd:
    """One engine on one database, with its clock and its platform."""

    ports: Ports
    clock: MovableClock
    platform: OnePostASecond
    engine: Engine
    site: Site
    raisers: list[Person]

    def raise_all(self, levels: list[Severity]) -> None:
        """Each raiser calls from the silent kiosk, at their level, all in the same instant."""
        for raiser, severity in zip(self.raisers, levels, strict=False):
            call = CallForHelp(f"key:{raiser.id}", raiser, self.site, severity, "kiosk", place_confirmed=True)
            escalate(self.ports, call, self.clock.now())

    def works_off(self, seconds: int) -> int:
        """Second by second, until nothing is due; how many seconds it took. AssertionError after so many."""
        for second in range(seconds):
            due = self.engine.tick(self.clock.now())
            if due is None or due > self.clock.now() + timedelta(seconds=2):
                return second
            self.clock.move(1)
        raise AssertionError(f"still at work after {seconds} s")


@contextmanager
def herd(raisers: int, site: Site | None = None) -> Iterator[Herd]:
    """A hotel with so many raisers, on SQLite in memory."""
    where = site or harbour()
    database = Database("sqlite://")
    give_tables(database)
    store, clock, memory = SqlStore(database), MovableClock(NOON, running=False), Memory()
    crowd = [Person(f"r{n}", f"Raiser {n}", f"U0R{n}", dm_id=f"D0R{n}") for n in range(raisers)]
    people = (*PEOPLE.values(), *crowd)
    with store.work() as uow:
        uow.people.apply(Directory(0, (where,), people))
        for person in people:
            uow.people.keep_dm(person.id, str(person.dm_id))
        uow.commit()
    memory.refresh(store, force=True)
    ports, platform = Ports(store, memory, identity()), OnePostASecond(clock)
    engine = Engine(
        ports, memory, Courier(ports, platform, clock.now), HomeRefresh(ports, platform), Metrics(), workers=0
    )
    yield Herd(ports, clock, platform, engine, where, crowd)
    engine.stop()
    database.close()
