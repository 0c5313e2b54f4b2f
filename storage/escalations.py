"""Escalations and their timelines (handlers/ports/, Escalations)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, select, update

from domain.escalation import Escalation, NoteState
from domain.store_errors import Conflict, DuplicateIntake
from domain.timeline import Entry
from storage import values
from storage.intake import take
from storage.tables import EscalationRow as E
from storage.tables import IntakeRow, PersonRow, TimelineRow

READ = (*(getattr(E, "note_state" if name == "note" else name) for name in values.COLUMNS), E.body)
_ONE = select(*READ).where(E.id == bindparam("id"))
_LOCKED = _ONE.with_for_update()
_OPEN = select(*READ).where(E.ended_at.is_(None))
_SAVE = update(E).where(E.id == bindparam("its_id"), E.version == bindparam("version_before"))
_TIMELINE = (
    select(TimelineRow.kind, TimelineRow.at, TimelineRow.by, TimelineRow.body)
    .where(TimelineRow.escalation_id == bindparam("id"))
    .order_by(TimelineRow.seq)
)
_DUE = (
    select(E.id)
    .where(E.due_at <= bindparam("at", type_=E.due_at.type))
    .order_by(E.severity.desc(), E.due_at)
    .limit(bindparam("limit"))
)
_NEXT = select(func.min(E.due_at)).where(E.due_at.is_not(None))
_BUSY = (
    select(E.id, E.reference, E.responders)
    .where(E.responders.is_not(None))
    .order_by(E.severity.desc(), E.raised_at, E.id)
)
_OF_RAISER = _OPEN.where(E.raiser_id == bindparam("raiser")).order_by(E.raised_at.desc(), E.id)
_ADD = insert(E)
_APPEND = insert(TimelineRow)
_UNARMED = select(E.id).where(E.ended_at.is_(None), E.due_at.is_(None))
_TURN = select(func.pg_advisory_xact_lock(func.hashtextextended(bindparam("key"), 0)))


class Escalations:
    """The repository within one transaction."""

    def __init__(self, connection: Connection, writing: bool) -> None:
        self._connection = connection
        self._next_is_locked = writing

    def get(self, escalation_id: str) -> Escalation | None:
        """The escalation; the first one that a writing unit of work gets stays locked until its end.

        Any other is only read: two units that each hold one and want the other's would wait for ever, and `save`
        looks at the version anyhow.
        """
        query = _LOCKED if self._next_is_locked else _ONE
        self._next_is_locked = False
        row = self._connection.execute(query, {"id": escalation_id}).one_or_none()
        return None if row is None else escalation_of_row(row)

    def by_intake(self, key: str) -> Escalation | None:
        """What this intake key became."""
        joined = select(*READ).join(IntakeRow, IntakeRow.escalation_id == E.id).where(IntakeRow.key == key)
        return self._first(joined)

    def by_reference(self, reference: str) -> Escalation | None:
        """The newest escalation with this short reference."""
        return self._first(select(*READ).where(E.reference == reference).order_by(E.raised_at.desc()).limit(1))

    def add(self, escalation: Escalation, entries: Sequence[Entry], due_at: datetime | None, intake_key: str) -> None:
        """A new escalation. Raises DuplicateIntake where the key is taken, with what it became.

        The key goes first: a second raise with it waits for the first one's commit right here (F06).
        """
        if not take(self._connection, intake_key, escalation.id, escalation.raised_at):
            winner = select(IntakeRow.escalation_id).where(IntakeRow.key == intake_key)
            raise DuplicateIntake(self._connection.execute(winner).scalar())
        self._connection.execute(_ADD, {**_columns(escalation, due_at), "id": escalation.id})
        self._append(escalation, entries)

    def save(self, escalation: Escalation, entries: Sequence[Entry], due_at: datetime | None) -> None:
        """The escalation after `entries`. Raises Conflict unless the stored version is `version - len(entries)`."""
        guard = {"its_id": escalation.id, "version_before": escalation.version - len(entries)}
        saved = self._connection.execute(_SAVE, {**_columns(escalation, due_at), **guard})
        if saved.rowcount == 0:
            raise Conflict(f"escalation {escalation.id} is not at version {guard['version_before']}")
        self._append(escalation, entries)

    def _append(self, escalation: Escalation, entries: Sequence[Entry]) -> None:
        first = escalation.version - len(entries) + 1
        rows = [
            {
                "escalation_id": escalation.id,
                "seq": seq,
                "at": entry.at,
                "by": entry.by,
                "kind": type(entry).__name__,
                "body": values.entry_body(entry),
            }
            for seq, entry in enumerate(entries, first)
        ]
        if rows:
            self._connection.execute(_APPEND, rows)

    def rearm(self, escalation_id: str, due_at: datetime) -> None:
        """Set only the next instant to look at it: the auditor's repair."""
        self._connection.execute(update(E).where(E.id == escalation_id).values(due_at=due_at))

    def timeline(self, escalation_id: str) -> list[Entry]:
        """All entries, oldest first."""
        rows = self._connection.execute(_TIMELINE, {"id": escalation_id})
        return [values.entry_of(row.kind, row.at, row.by, row.body) for row in rows]

    def due(self, at: datetime, limit: int) -> list[str]:
        """Ids of escalations to look at by `at`, worst first, then longest due."""
        return list(self._connection.execute(_DUE, {"at": at, "limit": limit}).scalars())

    def next_due_at(self) -> datetime | None:
        """The earliest `due_at` of all; one index look-up."""
        return self._connection.execute(_NEXT).scalar()

    def unarmed(self) -> list[str]:
        """Ids of open escalations without a `due_at`: there must be none (invariant 3)."""
        return list(self._connection.execute(_UNARMED).scalars())

    def overdue(self, before: datetime) -> int:
        """How many have been due since before this instant (invariant 4)."""
        return self._connection.execute(select(func.count()).where(E.due_at < before)).scalar_one()

    def take_turn(self, raiser_id: str) -> None:
        """Wait until no other unit of work has this raiser's turn, and keep it until the end of this one (F16).

        Two that begin at once see nothing of each other's; after the wait, the next statement sees what the other
        has committed. Raises StoreUnavailable after the lane's time for a lock.
        """
        # On SQLite there is nothing to do: BEGIN IMMEDIATE lets one writer in, and that one reads afterwards.
        if self._connection.dialect.name == "postgresql":
            self._connection.execute(_TURN, {"key": f"stepin.raiser:{raiser_id}"})

    def open_of_raiser(self, person_id: str) -> list[Escalation]:
        """This raiser's open escalations, newest first."""
        return self._all(_OF_RAISER, raiser=person_id)

    def open_at(self, site_id: str | None = None) -> list[Escalation]:
        """Open escalations (of one site), worst first, then oldest."""
        some = _OPEN if site_id is None else _OPEN.where(E.site_id == site_id)
        return self._all(some.order_by(E.severity.desc(), E.raised_at, E.id))

    def raised_at_place(self, site_id: str, place_id: str, since: datetime) -> list[Escalation]:
        """Open escalations raised at this place since then, oldest first."""
        there = and_(E.site_id == site_id, E.place_id == place_id, E.raised_at >= since)
        return self._all(_OPEN.where(there).order_by(E.raised_at, E.id))

    def responding(self, person_ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
        """For each of these people who is a responder of an open escalation: the worst one's (id, reference)."""
        wanted = frozenset(person_ids)
        found: dict[str, tuple[str, str]] = {}
        for row in self._connection.execute(_BUSY):
            for person in wanted.intersection(json.loads(str(row.responders))):
                found.setdefault(person, (row.id, row.reference))
        return found

    def notes_due(self, person_id: str) -> list[Escalation]:
        """Resolved escalations whose note this person still owes, oldest first.

        Whoever resolved it owes it: that person saw how it ended.
        """
        return self._all(select(*READ).where(E.note_by == person_id).order_by(E.ended_at, E.id))

    def last_places(self) -> Mapping[str, tuple[str, str]]:
        """For each raiser the (site, place) they last raised at; grows with people, not with history."""
        theirs = select(E.id).where(E.raiser_id == PersonRow.id, E.place_id.is_not(None))
        last = theirs.order_by(E.raised_at.desc()).limit(1).correlate(PersonRow).scalar_subquery()
        places = select(E.raiser_id, E.site_id, E.place_id).where(E.id.in_(select(last).select_from(PersonRow)))
        return {row.raiser_id: (row.site_id, str(row.place_id)) for row in self._connection.execute(places)}

    def _first(self, query: Select[Any]) -> Escalation | None:
        row = self._connection.execute(query).first()
        return None if row is None else escalation_of_row(row)

    def _all(self, query: Select[Any], **values: Any) -> list[Escalation]:
        return [escalation_of_row(row) for row in self._connection.execute(query, values)]


def escalation_of_row(row: Row[Any]) -> Escalation:
    """The escalation of a row with the columns READ."""
    columns: tuple[Any, ...] = tuple(row)
    return values.escalation_of(dict(zip(values.COLUMNS, columns[:-1], strict=True)), columns[-1])


def _columns(escalation: Escalation, due_at: datetime | None) -> dict[str, Any]:
    responders = [answer.person_id for answer in escalation.answers] if escalation.open else []
    owes = escalation.note == NoteState.DUE and escalation.texts_gone_at is None
    return {
        **{name: getattr(escalation, name) for name in values.COLUMNS if name not in ("id", "note")},
        "note_state": escalation.note.value,
        "note_by": (escalation.ended_by or escalation.owner_id) if owes else None,
        "state": escalation.state.value,
        "severity": int(escalation.severity),
        "highest": int(escalation.highest),
        "policy": values.policy_text(escalation.policy),
        "due_at": due_at,
        "texts_gone_at": escalation.texts_gone_at,
        "responders": values.to_json(responders) if responders else None,
        "body": values.escalation_body(escalation),
    }
