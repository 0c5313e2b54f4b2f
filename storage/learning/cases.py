"""Escalations in the order of time with timelines and notes, in batches: memory does not grow with their number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, text, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from domain.escalation import Escalation
from domain.learning.case import Case, FinishedNote
from domain.note import Note
from domain.timeline import Entry
from storage import postgres, values
from storage.escalations import READ, escalation_of_row
from storage.lanes import READ as READ_LANE
from storage.notes import NOTE, note_of_row
from storage.rows import Statements
from storage.tables import EscalationRow as E
from storage.tables import NoteRow as N
from storage.tables import TimelineRow as T

_BATCH = 500
# In the words of the partial index, so that SQLite sees that it fits.
_OWED = text("note_state = 'due'")


class Cases(Statements):
    """The part of the repository that figures, exports and the chase of missing notes use."""

    def finished(self, start: datetime, end: datetime, site_id: str = "") -> Iterator[FinishedNote]:
        """Finished notes of escalations that ended in [start, end), oldest first, of one site or of all; streamed."""
        noted = select(*READ).join(N, N.escalation_id == E.id).where(N.done)
        for batch in self._batches(_of_site(noted, site_id), E.ended_at, start, end):
            notes = self._notes(batch)
            yield from (FinishedNote(one, notes[one.id]) for one in batch)

    def cases(self, start: datetime, end: datetime, site_id: str = "") -> Iterator[Case]:
        """Escalations raised in [start, end), oldest first, with timelines and notes; streamed. Each batch has the
        reading lane's time for itself."""
        for batch in self._batches(_of_site(select(*READ), site_id), E.raised_at, start, end):
            timelines, notes = self._timelines(batch), self._notes(batch)
            yield from (Case(one, tuple(timelines[one.id]), notes.get(one.id)) for one in batch)

    def how_many(self, start: datetime, end: datetime, site_id: str = "") -> int:
        """How many `cases` would give."""
        raised = select(func.count()).where(E.raised_at >= start, E.raised_at < end)
        return int(self._connection.execute(_of_site(raised, site_id)).scalar_one())

    def owed(self, due_before: datetime) -> list[Escalation]:
        """Resolved escalations whose note was due before this and is not done, longest due first."""
        late = (
            select(*READ)
            .where(_OWED, E.texts_gone_at.is_(None), E.note_due_at < due_before)
            .order_by(E.note_due_at, E.id)
        )
        return [escalation_of_row(row) for row in self._connection.execute(late)]

    def _batches(
        self, some: Select[Any], instant: InstrumentedAttribute[Any], start: datetime, end: datetime
    ) -> Iterator[list[Escalation]]:
        """Batches in the order of (instant, id); the next one begins behind the last row of the one before."""
        ordered = some.where(instant < end).order_by(instant, E.id).limit(_BATCH)
        # Only one bound from below: with two, SQLite walks from the first one in each batch.
        behind = instant >= start
        while True:
            postgres.allow(self._connection, READ_LANE.budget)
            batch = [escalation_of_row(row) for row in self._connection.execute(ordered.where(behind))]
            if batch:
                yield batch
            if len(batch) < _BATCH:
                return
            behind = tuple_(instant, E.id) > (getattr(batch[-1], instant.key), batch[-1].id)

    def _timelines(self, batch: Sequence[Escalation]) -> dict[str, list[Entry]]:
        entries = select(T.escalation_id, T.kind, T.at, T.by, T.body).where(_of(T.escalation_id, batch))
        found: dict[str, list[Entry]] = defaultdict(list)
        for row in self._connection.execute(entries.order_by(T.escalation_id, T.seq)):
            found[row.escalation_id].append(values.entry_of(row.kind, row.at, row.by, row.body))
        return found

    def _notes(self, batch: Sequence[Escalation]) -> dict[str, Note]:
        rows = self._connection.execute(select(*NOTE).where(_of(N.escalation_id, batch)))
        return {row.escalation_id: note_of_row(row) for row in rows}


def _of(column: InstrumentedAttribute[str], batch: Sequence[Escalation]) -> ColumnElement[bool]:
    return column.in_([escalation.id for escalation in batch])


def _of_site(some: Select[Any], site_id: str) -> Select[Any]:
    return some.where(E.site_id == site_id) if site_id else some
