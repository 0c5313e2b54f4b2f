"""Resolution notes, kept as they are entered; earlier versions and own accounts (handlers/ports/, Notes)."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select

from domain.note import Account, EarlierNote, Note
from storage.tables import AccountRow as A
from storage.tables import NoteRow as N
from storage.tables import NoteVersionRow as V
from storage.upserts import insert_into
from storage.values import converter, to_json

NOTE: tuple[Any, ...] = (N.escalation_id, N.written_by, N.done, N.done_at, N.body)


class Notes:
    """The repository within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, escalation_id: str) -> Note | None:
        """The note as it stands."""
        row = self._connection.execute(select(*NOTE).where(N.escalation_id == escalation_id)).one_or_none()
        return None if row is None else note_of_row(row)

    def keep(self, note: Note, at: datetime) -> None:
        """Insert or replace."""
        changed = {
            "written_by": note.written_by,
            "done": note.done,
            "done_at": note.done_at,
            "kept_at": at,
            "body": to_json({"picks": dict(note.picks), "texts": dict(note.texts)}),
        }
        kept = insert_into(self._connection, N).values(escalation_id=note.escalation_id, **changed)
        self._connection.execute(kept.on_conflict_do_update(index_elements=["escalation_id"], set_=changed))

    def keep_earlier(self, earlier: EarlierNote) -> None:
        """The finished note as it stood, in the transaction that amends it: that one holds the escalation's row, so
        that no two number their versions alike."""
        its = V.escalation_id == earlier.note.escalation_id
        last = self._connection.execute(select(func.max(V.seq)).where(its)).scalar()
        row = {
            "escalation_id": earlier.note.escalation_id,
            "seq": (last or 0) + 1,
            "until": earlier.until,
            "amended_by": earlier.amended_by,
            "body": to_json(converter.unstructure(earlier.note)),
        }
        self._connection.execute(insert(V), row)

    def earlier(self, escalation_id: str) -> list[EarlierNote]:
        """Finished versions before the present one, oldest first."""
        versions = select(V.until, V.amended_by, V.body).where(V.escalation_id == escalation_id).order_by(V.seq)
        return [
            EarlierNote(converter.structure(json.loads(row.body), Note), row.until, row.amended_by)
            for row in self._connection.execute(versions)
        ]

    def keep_account(self, account: Account) -> None:
        """Insert, or replace that person's own."""
        said = {"words": account.words, "at": account.at}
        key = {"escalation_id": account.escalation_id, "person_id": account.person_id}
        kept = insert_into(self._connection, A).values(**key, **said)
        self._connection.execute(kept.on_conflict_do_update(index_elements=list(key), set_=said))

    def accounts(self, escalation_id: str) -> list[Account]:
        """Own accounts, oldest first."""
        theirs = select(A.__table__).where(A.escalation_id == escalation_id).order_by(A.at, A.person_id)
        return [Account(**row._asdict()) for row in self._connection.execute(theirs)]


def note_of_row(row: Row[Any]) -> Note:
    """The note of a row with the columns NOTE."""
    body = json.loads(row.body)
    picks = {field: tuple(chosen) for field, chosen in body.get("picks", {}).items()}
    return Note(row.escalation_id, picks, body.get("texts", {}), row.written_by, row.done, row.done_at)
