"""What a run leaves behind: rows, what the witness saw, what Slack accepted, and what people were told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select

from bot.local_slack import LocalSlack
from domain.escalation import Escalation
from domain.page import Message
from domain.timeline import Entry
from storage.database import Database
from storage.tables import EscalationRow
from storage.unit_of_work import SqlStore, SqlUnitOfWork
from tests.crash.witness import Seen, testimony

_PATIENCE = 60.0


class PatientStore(SqlStore):
    """Reads for as long as it takes: a checker has no deadline, and whoever waits for it has his own."""

    def read(self) -> SqlUnitOfWork:
        """Reads only."""
        return SqlUnitOfWork(self.database, replace(self.database.read, budget=_PATIENCE, pool_wait=_PATIENCE))


class Told(StrEnum):
    """What a person read after an act. NOTHING: the connection broke, or no answer came."""

    SUCCESS = "success"
    NOT_RECORDED = "not recorded"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Raised:
    """Somebody called for help with these words, which no other call has, and was told so."""

    words: str
    told: Told


@dataclass(frozen=True)
class Answered:
    """Somebody pressed "I have it", and was told so (SUCCESS: taken without a word against it)."""

    escalation_id: str
    person_id: str
    told: Told


@dataclass(frozen=True)
class Post:
    """A post that Slack accepted at this instant, with the page id of its metadata."""

    page_id: str
    at: datetime


@dataclass(frozen=True)
class Case:
    """One escalation as its row says, its timeline, its next look."""

    row: Escalation
    timeline: tuple[Entry, ...]
    due_at: datetime | None


@dataclass(frozen=True)
class Evidence:
    """Everything that the checker judges, as of `at`. `alive`: whether a process lives that could do what is due."""

    at: datetime
    cases: Sequence[Case] = ()
    messages: Sequence[Message] = ()
    seen: Sequence[Seen] = ()
    posts: Sequence[Post] = ()
    raises: Sequence[Raised] = ()
    answers: Sequence[Answered] = ()
    alive: bool = True


def gathered(
    database: Database, slack: LocalSlack, at: datetime, raises: Iterable[Raised], answers: Iterable[Answered]
) -> Evidence:
    """The evidence of a run whose bots still live."""
    with PatientStore(database).read() as unit, database.connect(database.read) as connection:
        rows = list(connection.execute(select(EscalationRow.id, EscalationRow.due_at)))
        cases, messages = [], []
        for escalation_id, due_at in rows:
            row = unit.escalations.get(escalation_id)
            # One that was raised between the two looks is left to the next gathering.
            if row is not None:
                cases.append(Case(row, tuple(unit.escalations.timeline(escalation_id)), due_at))
                messages += unit.messages.of_escalation(escalation_id)
        lists = dict.fromkeys(message.list_id for message in messages if message.list_id)
        messages += [found for found in map(unit.messages.get, lists) if found]
    posts = [Post(str(call.page_id), call.at) for call in slack.accepted_posts() if call.page_id]
    seen = testimony(database)
    return Evidence(at, cases, messages, seen, posts, list(raises), list(answers))
