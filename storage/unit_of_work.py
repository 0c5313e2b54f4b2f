"""One transaction and the repositories in it: the store that the handlers are given (handlers/ports/)."""

from __future__ import annotations

import time
from contextlib import suppress
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, RootTransaction

from domain.store_errors import CommitUnknown, StoreUnavailable
from storage import postgres
from storage.database import Database
from storage.escalations import Escalations
from storage.failures import surely_not_committed
from storage.keeping import Keeping
from storage.lanes import Lane
from storage.learning import Learning
from storage.lessons import Lessons
from storage.messages import Messages
from storage.notes import Notes
from storage.people import People
from storage.plans import Plans

_COMMIT_AT_LEAST = 0.5


class SqlUnitOfWork:
    """Entered once, used by one thread, left for good: without `commit` nothing happened."""

    escalations: Escalations
    messages: Messages
    notes: Notes
    people: People
    plans: Plans
    lessons: Lessons
    learning: Learning
    keeping: Keeping

    def __init__(self, database: Database, lane: Lane) -> None:
        self._database = database
        self._lane = lane
        self._turns = database.takes_turns(lane)

    def __enter__(self) -> Self:
        self._until = time.monotonic() + self._lane.budget
        if self._turns and not self._turns.take(self._lane.urgent, min(self._lane.lock, self._lane.budget)):
            self._turns = None
            raise StoreUnavailable("another unit of work is writing")
        try:
            self._connection, self._transaction = self._begun()
        except BaseException:
            self._give_back()
            raise
        self.escalations = Escalations(self._connection, self._lane.writes)
        self.messages = Messages(self._connection)
        self.notes = Notes(self._connection)
        self.people = People(self._connection)
        self.plans = Plans(self._connection, self._lane.writes)
        self.lessons = Lessons(self._connection)
        self.learning = Learning(self._connection, self._lane.writes)
        self.keeping = Keeping(self._connection)
        return self

    def _begun(self) -> tuple[Connection, RootTransaction]:
        """A connection with its transaction; one that was found dead is replaced once, as nothing is written yet."""
        try:
            return self._begin()
        except _FoundDead as dead:
            if self._left() <= 0:
                raise StoreUnavailable("the database did not answer in time") from dead
        try:
            return self._begin()
        except _FoundDead as dead:
            raise StoreUnavailable("no connection to the database") from dead

    def _begin(self) -> tuple[Connection, RootTransaction]:
        connection = self._database.connect(self._lane)
        try:
            transaction = connection.begin()
            self._database.begin(connection, self._lane, self._left())
        except BaseException as error:
            dead = connection.invalidated
            connection.close()
            if dead and isinstance(error, StoreUnavailable):
                raise _FoundDead from error
            raise
        return connection, transaction

    def _left(self) -> float:
        return self._until - time.monotonic()

    def commit(self) -> None:
        """Make it durable. Raises CommitUnknown where the database's answer was lost (reliability.md F11)."""
        if self._left() <= 0:
            raise StoreUnavailable("out of time before the commit")
        postgres.allow(self._connection, max(self._left(), _COMMIT_AT_LEAST))
        try:
            self._transaction.commit()
        except StoreUnavailable as failed:
            if surely_not_committed(failed.__cause__):
                raise
            raise CommitUnknown("the answer to COMMIT was lost") from failed

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._transaction.is_active and not self._connection.invalidated:
                postgres.allow(self._connection, _COMMIT_AT_LEAST)
                # Where even this fails the connection is closed, which rolls back as well.
                with suppress(StoreUnavailable):
                    self._transaction.rollback()
        finally:
            self._connection.close()
            self._give_back()

    def _give_back(self) -> None:
        if self._turns:
            self._turns.give_back()


class _FoundDead(Exception):
    """The connection was dead before anything was written."""


class SqlStore:
    """Opens units of work on one database."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def safety(self) -> SqlUnitOfWork:
        """For raise and acknowledge: writes, on reserved connections; gives up within a second."""
        return SqlUnitOfWork(self.database, self.database.safety)

    def work(self) -> SqlUnitOfWork:
        """For everything else that writes."""
        return SqlUnitOfWork(self.database, self.database.work)

    def read(self) -> SqlUnitOfWork:
        """Reads only; never waits for a writer (except in memory, where there is one connection)."""
        return SqlUnitOfWork(self.database, self.database.read)
