"""The product in this process, on one database, with a workspace of the size asked for."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import make_url, text

from benchmarks.signed import SECRET, TOKEN, WSGI, answered, close, environ
from bot.app import StepIn, build
from bot.config import Settings
from bot.serve import clock_for
from domain.people import Person, Role
from domain.policy import Group
from domain.severity import Severity
from domain.site import Directory, Place, Site
from handlers.escalate import CallForHelp, escalate
from handlers.ports import Clock
from handlers.screens import Scene
from storage.database import Database
from storage.unit_of_work import SqlStore

_EMPTIED = ("timeline", "message", "note", "intake", "destination", "escalation")


def workspace(sites: int, staff: int) -> Directory:
    """So many sites with so many staff each, three tiers of one manager; no channel, so that only people are told."""
    people, made = [], []
    for number in range(sites):
        tiers = {tier: f"m{number}_{tier.value}" for tier in (Group.TIER_1, Group.TIER_2, Group.TIER_3)}
        ids = [f"s{number}_{n}" for n in range(staff)]
        made.append(_site(number, tiers, tuple(ids)))
        people += [Person(i, i, f"U{i}".upper(), dm_id=f"D{i}".upper()) for i in ids]
        managers = tiers.values()
        people += [Person(i, i, f"U{i}".upper(), frozenset({Role.MANAGER}), dm_id=f"D{i}".upper()) for i in managers]
    return Directory(0, tuple(made), tuple(people))


def _site(number: int, tiers: dict[Group, str], staff: tuple[str, ...]) -> Site:
    return Site(
        id=f"site{number}",
        name=f"Shop {number}",
        zone="Europe/Berlin",
        phone="+49 30 5550199",
        emergency_number="112",
        address="Quay Road 7",
        places=(Place("till", "Till"), Place("back_door", "Back door")),
        groups={tier: (person,) for tier, person in tiers.items()},
        staff=staff,
        last_resort=(tiers[Group.TIER_3],),
    )


def apply(database: Database, directory: Directory) -> None:
    """The workspace, with its DM channels, into the database."""
    with SqlStore(database).work() as uow:
        uow.people.apply(directory)
        uow.commit()


def settings_for(url: str, api_url: str) -> Settings:
    """How the product is set up here."""
    made = make_url(url)
    if made.get_backend_name() == "postgresql":
        made = made.set(drivername="postgresql+psycopg")
    database_url = made.render_as_string(hide_password=False)
    return Settings(TOKEN, SECRET, api_url=api_url, database_url=database_url, port=0)


@dataclass
class Product:
    """Everything wired; the heartbeat beats only where it was started."""

    app: StepIn
    database: Database
    door: WSGI

    @property
    def directory(self) -> Directory:
        """The workspace."""
        return self.app.memory.directory

    def empty(self) -> None:
        """No escalation was ever raised."""
        with self.database.connect(self.database.work) as connection, connection.begin():
            self.database.begin(connection, self.database.work, 60)
            for table in _EMPTIED:
                connection.execute(text(f"DELETE FROM {table}"))

    def raiser(self, number: int) -> tuple[str, Site]:
        """The account and the site of a staff member who has raised nothing yet: one site after the other."""
        site = self.directory.sites[number % len(self.directory.sites)]
        return f"U{site.staff[number // len(self.directory.sites)]}".upper(), site

    def alone(self, number: int) -> tuple[str, Site]:
        """As `raiser`, with nobody else's escalation open at that site: nothing to link, nothing to merge."""
        if number % len(self.directory.sites) == 0:
            self.empty()
        return self.raiser(number)

    def raised(self, number: int, severity: Severity = Severity.THREATENING, at: datetime | None = None) -> Scene:
        """An escalation of that staff member, recorded without any platform."""
        user, site = self.raiser(number)
        raiser = self.app.memory.person_of(user)
        call = CallForHelp(uuid4().hex, raiser, site, severity, site.places[0].id, place_confirmed=True)
        return escalate(self.app.ports, call, at or self.app.clock.now())

    def ask(self, body: bytes) -> None:
        """One request, answered, and the work after it begun."""
        close(answered(self.door, environ(body)))


@contextmanager
def product(url: str, api_url: str, directory: Directory, *, beating: bool = False, **wiring: Any) -> Iterator[Product]:
    """A product on a migrated database; `wiring` may hold `clock` and `workers`."""
    settings = settings_for(url, api_url)
    database = Database(settings.database_url)
    if directory.people:
        apply(database, directory)
    clock: Clock = wiring.pop("clock", None) or clock_for(database)
    app = build(settings, SqlStore(database), clock, **wiring)
    app.memory.refresh(app.store, force=True)
    app.bot.team_id = "T0LOCAL"
    if beating:
        app.heartbeat.start()
    try:
        yield Product(app, database, app.front_door({}))
    finally:
        app.heartbeat.stop()
        app.in_hand.wait_idle(10)
        app.engine.stop()
        app.messenger.close()
        app.in_hand.close()
        database.close()


def in_channel(directory: Directory, channel_id: str) -> Directory:
    """The same workspace, with its first site telling a channel."""
    first, *rest = directory.sites
    return replace(directory, sites=(replace(first, channel_id=channel_id), *rest))
