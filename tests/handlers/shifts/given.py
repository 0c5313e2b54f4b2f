"""What the tests of shifts begin with: a tier whose people take turns, a request, and what everybody was told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from domain.oncall import holder
from domain.page import Message
from domain.people import Person, Role
from domain.policy import Group
from domain.rota import ALWAYS, Layer, Revision, Rota, Turn, Unit
from domain.site import Directory, Site
from handlers.memory import Memory
from handlers.ports import Identity, Ports
from handlers.shifts.asking import Wish, ask
from storage.unit_of_work import SqlStore

HOUR = timedelta(hours=1)
AT = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
HANDOFF = AT + 3 * HOUR
ADMIN = frozenset({Role.ADMIN})
PEOPLE = (
    Person("dana", "Dana", "U0DANA", dm_id="D0DANA"),
    Person("kim", "Kim", "U0KIM", dm_id="D0KIM"),
    Person("omar", "Omar", "U0OMAR", dm_id="D0OMAR"),
    Person("ines", "Ines", "U0INES", ADMIN, dm_id="D0INES"),
    Person("gone", "Gone", "U0GONE", dm_id="D0GONE", deactivated=True),
)
# Dana until three in the afternoon, then Kim, then Omar, a day each.
DAYS = Layer("days", "Days", ("dana", "kim", "omar"), Turn(Unit.DAYS), time(15), date(2026, 3, 13))
SITE = Site(
    "hotel", "Harbour Hotel", "UTC", "030 199", "112",
    channel_id="C0DESK",
    groups={Group.TIER_1: ("dana", "kim", "omar", "gone")},
    rotas={Group.TIER_1: Rota((Revision(ALWAYS, (DAYS,)),))},
    staff=("ines",), last_resort=("ines",),
)  # fmt: skip
WISH = Wish("r1", "kim", "hotel", Group.TIER_1, HANDOFF, HANDOFF + 24 * HOUR, "a note")


def replica(store: SqlStore, name: str = "id") -> Ports:
    """The ports of one process over a store, with a memory of its own."""
    numbers = count(1)
    memory = Memory()
    memory.refresh(store, force=True)
    identity = Identity(lambda: f"{name}{next(numbers)}", lambda: f"R{next(numbers)}")
    return Ports(store, memory, identity)


def set_up(store: SqlStore, site: Site = SITE) -> Ports:
    """The hotel is in force."""
    with store.work() as uow:
        uow.people.apply(Directory(0, (site,), PEOPLE))
        for person in PEOPLE:
            uow.people.keep_account(person.id, person.deactivated, person.guest)
        uow.commit()
    return replica(store)


def kim_asks(ports: Ports) -> None:
    """Cover for her next shift."""
    ask(ports, WISH, AT)


def on_call(ports: Ports, at: datetime) -> str:
    """Who holds tier 1, as the store has it."""
    with ports.store.read() as uow:
        directory = uow.people.directory()
    found = holder(directory.tier(directory.sites[0], Group.TIER_1), at)
    return found.person_id if found else ""


def outbox(ports: Ports, at: datetime) -> list[Message]:
    """Everything that waits to be sent by `at`, taken out of the outbox, whatever the limits of a target."""
    found: list[Message] = []
    with ports.store.work() as uow:
        while claims := uow.messages.claim(at, 50):
            found += [claim.message for claim in claims]
            for claim in claims:
                uow.messages.record_unknown(claim, at + timedelta(days=30))
        uow.commit()
    return found
