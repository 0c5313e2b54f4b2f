"""Resolution notes, kept as they are entered (handlers/ports/, Notes)."""

from __future__ import annotations

import json
from datetime import datetime

from sqlalchemy import Connection, select

from domain.note import Note
from storage.tables import NoteRow
from storage.upserts import insert_into
from storage.values import to_json


class Notes:
    """The repository within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, escalation_id: str) -> Note | None:
        """The note as it stands."""
        query = select(NoteRow.written_by, NoteRow.done, NoteRow.body).where(NoteRow.escalation_id == escalation_id)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        body = json.loads(row.body)
        picks = {field: tuple(chosen) for field, chosen in body.get("picks", {}).items()}
        return Note(escalation_id, picks, body.get("texts", {}), row.written_by, row.done)

    def keep(self, note: Note, at: datetime) -> None:
        """Insert or replace."""
        changed = {
            "written_by": note.written_by,
            "done": note.done,
            "kept_at": at,
            "body": to_json({"picks": dict(note.picks), "texts": dict(note.texts)}),
        }
        kept = insert_into(self._connection, NoteRow).values(escalation_id=note.escalation_id, **changed)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["escalation_id"], set_=changed))
