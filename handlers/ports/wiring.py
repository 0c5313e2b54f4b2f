"""The rest of what a handler is given: clock, ids, boundaries, memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.people import Person
from domain.site import Directory
from domain.store_errors import CommitUnknown as CommitUnknown
from domain.store_errors import Conflict as Conflict
from domain.store_errors import DuplicateIntake as DuplicateIntake
from domain.store_errors import StoreUnavailable as StoreUnavailable
from handlers.ports.store import Store


class Clock(Protocol):
    """Reads the time. Only edges call it; everything below takes `at`."""

    def now(self) -> datetime:
        """Now, aware, in UTC."""


Boundary = Callable[[str], None]


def no_boundary(name: str) -> None:
    """In production nothing happens at a named boundary; the crash tests kill or pause there (tests/crash)."""


@dataclass(frozen=True)
class Identity:
    """Makes what the pure core cannot: ids and short references."""

    new_id: Callable[[], str]
    new_reference: Callable[[], str]


class Remembers(Protocol):
    """The directory in memory (handlers/memory.py)."""

    @property
    def directory(self) -> Directory:
        """All sites and people, as last read."""

    def is_stranger(self, person: Person) -> bool:
        """Whether the store does not know this person yet."""

    def remember_place(self, person_id: str, site_id: str, place_id: str | None) -> None:
        """What to prefill next time."""


def nobody_waits() -> None:
    """Where no heartbeat runs, nobody has to be woken."""


@dataclass(frozen=True)
class Ports:
    """Everything a handler is given; made once, in the wiring. `wake` is called after each commit that made work."""

    store: Store
    memory: Remembers
    identity: Identity
    boundary: Boundary = no_boundary
    wake: Callable[[], None] = nobody_waits
