"""Transactions, and the lanes that they run in."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from domain.store_errors import CommitUnknown as CommitUnknown
from domain.store_errors import Conflict as Conflict
from domain.store_errors import DuplicateIntake as DuplicateIntake
from domain.store_errors import StoreUnavailable as StoreUnavailable
from handlers.ports.keeping import Keeping
from handlers.ports.learning import Learning, Lessons
from handlers.ports.plans import Plans
from handlers.ports.repositories import Escalations, Messages, Notes, People


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction: left without `commit`, nothing happened.

    Everything in it may raise StoreUnavailable; `commit` may raise CommitUnknown.
    """

    @property
    def escalations(self) -> Escalations: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def people(self) -> People: ...
    @property
    def plans(self) -> Plans: ...
    @property
    def lessons(self) -> Lessons: ...
    @property
    def learning(self) -> Learning: ...
    @property
    def keeping(self) -> Keeping: ...

    def commit(self) -> None:
        """Make it durable."""


class Store(Protocol):
    """Opens units of work. `safety` has connections of its own, and short time-outs (principle 9)."""

    def safety(self) -> UnitOfWork:
        """For raise and acknowledge: writes, on reserved connections; gives up within a second."""

    def work(self) -> UnitOfWork:
        """For everything else that writes."""

    def read(self) -> UnitOfWork:
        """Reads only; never waits for a writer."""
