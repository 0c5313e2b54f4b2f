"""A world for stories: real rules, handlers, store and Slack wing; Slack and the clock are stand-ins.

People act through signed requests to the bot, time passes by moving the clock from one due instant to the next, and
people see what the stand-in Slack shows them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from waitress.server import create_server

from bot.app import StepIn, build
from bot.calendars import fetch
from bot.clock import MovableClock
from bot.config import Settings
from bot.local_slack import Channel, LocalSlack, Member
from bot.serve import close_http
from domain.people import Person, Role
from domain.policy import Group
from domain.site import BackupContact, Directory, Place, Site
from storage.database import Database
from storage.lanes import PATIENT
from storage.unit_of_work import SqlStore
from tests.migrated import give_tables

ACTS = frozenset(
    {"types", "says", "presses", "picks", "fills", "submits", "closes", "opens_home", "runs_shortcut", "press_payload"}
)
NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
SECRET, TOKEN = "signing-secret", "xoxb-local"

PEOPLE = {
    "mia": Person("mia", "Mia", "U0MIA", dm_id="D0MIA"),
    "jon": Person("jon", "Jon", "U0JON", dm_id="D0JON"),
    "dana": Person("dana", "Dana", "U0DANA", frozenset({Role.MANAGER}), dm_id="D0DANA"),
    "omar": Person("omar", "Omar", "U0OMAR", frozenset({Role.MANAGER}), dm_id="D0OMAR"),
    "lea": Person("lea", "Lea", "U0LEA", dm_id="D0LEA"),
    "ines": Person("ines", "Ines", "U0INES", frozenset({Role.ADMIN}), dm_id="D0INES"),
    "petra": Person("petra", "Petra", "U0PETRA", dm_id="D0PETRA"),
    "rob": Person("rob", "Rob", "U0ROB", dm_id="D0ROB"),
    "shield": Person("shield", "Night Shield", "U0SHIELD", dm_id="D0SHIELD"),
    "eva": Person("eva", "Eva", "U0EVA", dm_id="D0EVA"),
    "sven": Person("sven", "Sven", "U0SVEN", dm_id="D0SVEN"),
}


def harbour(**changes: Any) -> Site:
    """The hotel that most stories happen in: Dana, Omar and Lea in three tiers, Petra next door, Rob at the door.

    Night Shield (a security company) and Eva (an executive) have accounts; Sven works elsewhere in the company.
    """
    site = {
        "id": "harbour",
        "name": "Harbour Hotel",
        "zone": "Europe/Berlin",
        "phone": "+49 30 5550199",
        "emergency_number": "112",
        "address": "Quay Road 7",
        "door": "side door, code at the porter",
        "safe_place": "the back office",
        "channel_id": "C0DESK",
        "places": (
            Place("front_desk", "Front desk"),
            Place("bar", "Bar"),
            Place("kiosk", "Lobby kiosk", silent=True),
            Place("switchboard", "Switchboard", phone_contact=True),
        ),
        "groups": {
            Group.TIER_1: ("dana",),
            Group.TIER_2: ("omar",),
            Group.TIER_3: ("lea",),
            Group.HELPERS: ("petra",),
            Group.SECURITY: ("rob",),
        },
        "staff": ("mia", "jon", "ines"),
        "backup": (BackupContact("Night Shield", "+49 30 5550100"),),
        "last_resort": ("lea",),
    }
    return Site(**{**site, **changes})


class World:
    """One workspace, one bot, one clock."""

    def __init__(
        self,
        store: SqlStore,
        site: Site,
        people: dict[str, Person],
        start: datetime,
        record_within: float = 20.0,
        public_url: str = "https://stepin.example",
        fetch_calendar: Callable[[str], bytes] = fetch,
        **slack: Any,
    ) -> None:
        self.public_url, self.fetch_calendar = public_url, fetch_calendar
        self.record_within = record_within
        self.clock = MovableClock(start, running=False)
        self.start = start
        self.site = site
        self.store = store
        self.slack = LocalSlack(
            [Member(p.user_id, p.name.lower(), p.name, tz=site.zone) for p in people.values()],
            [Channel(site.channel_id, "front-desk-help", [p.user_id for p in people.values()])],
            commands={"/escalate": "Get help", "/oncall": "Who is on call"},
            shortcuts={"get_help": "Get help"},
            signing_secret=SECRET,
            bot_token=TOKEN,
            app_token="xapp-local",
            now=self.clock.now,
            **{"own_messages": True, **slack},
        )
        self.slack.start()
        with store.work() as uow:
            uow.people.apply(Directory(0, (site,), tuple(people.values())))
            for person in people.values():
                uow.people.keep_dm(person.id, str(person.dm_id))
            uow.commit()
        self.app = self._bot()

    def _bot(self) -> StepIn:
        settings = Settings(
            TOKEN, SECRET, api_url=self.slack.api_url, record_within=self.record_within, public_url=self.public_url
        )
        app = build(settings, self.store, self.clock, workers=0, fetch_calendar=self.fetch_calendar)
        app.memory.refresh(self.store, force=True)
        app.greet()
        self.server = create_server(
            app.front_door({}), host="127.0.0.1", port=0, threads=16, clear_untrusted_proxy_headers=True
        )
        self.slack.bot_url = f"http://127.0.0.1:{self.server.effective_port}/slack/events"
        self._serving = threading.Thread(target=self.server.run, daemon=True)
        self._serving.start()
        return app

    def person(self, name: str) -> Someone:
        """One of the people, by their first name."""
        return Someone(self, self.slack.person(PEOPLE[name].user_id))

    def __getattr__(self, name: str) -> Someone:
        if name in PEOPLE:
            return self.person(name)
        raise AttributeError(name)

    def settle(self) -> None:
        """Whatever is in hand is done, and whatever is due now has been sent."""
        for _ in range(50):
            assert self.app.in_hand.wait_idle(10), "work after an answer did not end"
            due = self.app.engine.tick(self.clock.now())
            if (due is None or due > self.clock.now()) and self.app.in_hand.wait_idle(0):
                return
        raise AssertionError("there is always something more to do now")

    def time_passes(self, *, seconds: float = 0, minutes: float = 0, hours: float = 0) -> None:
        """Time moves on, stopping at each instant at which something is due."""
        until = self.clock.now() + timedelta(seconds=seconds, minutes=minutes, hours=hours)
        self.settle()
        while (due := self.app.engine.tick(self.clock.now())) is not None and due <= until:
            self.clock.move(max((due - self.clock.now()).total_seconds(), 0.000001))
            self.settle()
        self.clock.move((until - self.clock.now()).total_seconds())
        self.settle()

    def until(self, minutes: int, seconds: int = 0) -> None:
        """Time moves on to so long after the start."""
        target = self.start + timedelta(minutes=minutes, seconds=seconds)
        self.time_passes(seconds=(target - self.clock.now()).total_seconds())

    def down_for(self, **span: float) -> None:
        """The bot does nothing for a while."""
        self.clock.move(timedelta(**span).total_seconds())

    def pages(self, name: str) -> list[Any]:
        """The pages that reached this person's DM, oldest first."""
        return self.person(name).pages()

    def timeline(self, reference: str) -> list[str]:
        """The names of an escalation's entries."""
        with self.store.read() as uow:
            e = uow.escalations.by_reference(reference)
            assert e is not None
            return [type(entry).__name__ for entry in uow.escalations.timeline(e.id)]

    def escalations(self) -> list[Any]:
        """All open escalations."""
        with self.store.read() as uow:
            return uow.escalations.open_at()

    def the(self) -> Any:
        """The one open escalation."""
        (only,) = self.escalations()
        return only

    def close(self) -> None:
        """End Slack and the bot."""
        # Slack hangs up first, and the server closes on its own thread: its loop ends with its last connection.
        self.slack.stop()
        close_http(self.server)
        self._serving.join(5)
        self.server.task_dispatcher.shutdown()
        self.app.in_hand.close()
        self.app.engine.stop()
        self.app.messenger.close()


class Someone:
    """A person of the story: acts, then the world settles."""

    def __init__(self, world: World, person: Any) -> None:
        self._world, self._person = world, person

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._person, name)
        if name not in ACTS:
            return found

        def act(*args: Any, **kwargs: Any) -> Any:
            delivery = found(*args, **kwargs)
            self._world.settle()
            return delivery

        return act

    def card(self) -> Any:
        """The newest message in this person's conversation with the app."""
        return self._person.dm()[-1]

    def pages(self) -> list[Any]:
        """Pages in this person's DM: what opens with a level and a place, stubs included."""
        posts = [call for call in self._world.slack.calls if call.method == "chat.postMessage" and call.accepted]
        mine = {self._person.dm_channel, PEOPLE_BY_USER[self._person.id]}
        return [post for post in posts if post.args.get("channel") in mine and "· call " in str(post.args.get("text"))]


PEOPLE_BY_USER = {person.user_id: person.dm_id for person in PEOPLE.values()}


@contextmanager
def world_on(
    database: Database, site: Site | None = None, start: datetime = NOON, patient: bool = True, **slack: Any
) -> Iterator[World]:
    """A world on this database, migrated and filled, closed at the end; `slack` are settings of the stand-in.

    `patient`: a raise may take long on a busy machine; without it the product's own short time-outs hold.
    """
    give_tables(database)
    if patient:
        database.safety = PATIENT
    world = World(SqlStore(database), site or harbour(), PEOPLE, start, 20.0 if patient else 1.4, **slack)
    try:
        yield world
    finally:
        world.close()
