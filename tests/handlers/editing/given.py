"""What the tests of editing begin with: a hotel on a store, two admins, and somebody known by an account alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count

from domain.edits import Edited, set_layer, set_site
from domain.oncall import shifts
from domain.people import Person, Role
from domain.policy import Group
from domain.rota import Layer, Turn, Unit, Window
from domain.site import Directory, Site
from handlers.desk.kind import Desk
from handlers.desk.preview import preview
from handlers.editing import Edit, EditPorts, Proposal
from handlers.memory import Memory
from handlers.ports import Boundary, Identity, Ports, no_boundary
from handlers.screens.parts import Line, Small, Strong
from storage.kept import KeptText
from storage.unit_of_work import SqlStore

# A Wednesday.
AT = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
ADMIN = frozenset({Role.ADMIN})
PEOPLE = (
    Person("mia", "Mia", "U0MIA"),
    Person("dana", "Dana", "U0DANA", frozenset({Role.MANAGER})),
    Person("kim", "Kim", "U0KIM"),
    Person("lea", "Lea", "U0LEA"),
    Person("ines", "Ines", "U0INES", ADMIN),
    Person("omar", "Omar", "U0OMAR", ADMIN),
)
STRANGER = Person("U0SAM", "Sam", "U0SAM")
SITE = Site(
    "hotel", "Harbour Hotel", "Europe/Berlin", "030 199", "112",
    groups={Group.TIER_1: ("dana", "kim"), Group.TIER_2: ("omar",)},
    staff=("mia", "ines"), last_resort=("lea",),
)  # fmt: skip
NIGHTS = Layer(
    "", "Nights", ("kim",), Turn(Unit.DAYS), time(22), date(2026, 3, 2),
    (Window(frozenset(range(7)), time(22), time(6)),),
)  # fmt: skip


def nights(directory: Directory, at: datetime) -> Edited:
    """Kim has the nights of tier 1 from now on."""
    return set_layer(directory, at, "hotel", Group.TIER_1, NIGHTS)


@dataclass
class Office:
    """Where admins edit: the ports over a store, and its memory."""

    ports: EditPorts
    memory: Memory

    @property
    def directory(self) -> Directory:
        """The directory as it is kept."""
        with self.ports.ports.store.read() as uow:
            return uow.people.directory()

    def journal(self) -> list[str]:
        """The sentences of the journal, newest first."""
        with self.ports.ports.store.read() as uow:
            return [change.sentence for change in uow.plans.changes()]

    def notes(self, at: datetime) -> dict[str | None, Mapping[str, str]]:
        """What goes out at an instant to whom, as it is kept."""
        with self.ports.ports.store.work() as uow:
            claims = uow.messages.claim(at, 20)
            uow.commit()
        return {claim.message.person_id: claim.message.detail for claim in claims}

    def held(self, start: datetime, end: datetime) -> list[tuple[datetime, datetime, str | None]]:
        """Who holds tier 1 of the hotel."""
        directory = self.directory
        site = directory.site("hotel")
        assert site
        tier = directory.tier(site, Group.TIER_1)
        return [(one.start, one.end, one.person_id) for one in shifts(tier, start, end)]


def set_up(store: SqlStore) -> None:
    """The hotel is in force, with everybody's DM, and Sam is known by the account alone."""
    with store.work() as uow:
        uow.people.apply(Directory(0, (SITE,), PEOPLE))
        for person in PEOPLE:
            uow.people.keep_dm(person.id, f"D{person.user_id[1:]}")
        uow.people.add_stranger(STRANGER)
        uow.commit()


def office(store: SqlStore, boundary: Boundary = no_boundary, new_id: Callable[[], str] | None = None) -> Office:
    """Ports over a store."""
    numbers = count(1)
    memory = Memory()
    memory.refresh(store, force=True)
    identity = Identity(new_id or (lambda: f"id{next(numbers)}"), lambda: f"R{next(numbers)}")
    ports = Ports(store, memory, identity, boundary)
    return Office(EditPorts(ports, KeptText(), lambda: memory.refresh(store)), memory)


def door(where: str) -> Edit:
    """An edit of the hotel's door."""
    return lambda directory, at: set_site(directory, at, "hotel", {"door": where})


def seen(proposal: Proposal) -> list[str]:
    """The lines that Ines reads before she saves."""
    desk = Desk(proposal.before, PEOPLE[4], AT, ("hotel", "tier_1"), "d", lambda: "n")
    texts = [part.text for part in preview(desk, proposal).parts if isinstance(part, Line | Small)]
    return ["".join(one.words if isinstance(one, Strong) else str(one) for one in text) for text in texts]
