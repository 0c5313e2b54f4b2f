"""Names and words of one escalation leave every table that hangs on it; picks, instants and numbers stay."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import InstrumentedAttribute

from domain.learning.keeping import Placeholders, TakenOut
from storage import values
from storage.messages.rows import Statements
from storage.tables import (
    AccountRow,
    DraftRow,
    IntakeRow,
    LessonRow,
    LessonVoteRow,
    NoteRow,
    NoteVersionRow,
    QuickFixRow,
    TimelineRow,
)
from storage.values import to_json

_ENTRY = (
    update(TimelineRow)
    .where(TimelineRow.escalation_id == bindparam("its_id"), TimelineRow.seq == bindparam("its_seq"))
    .values(by=bindparam("who"), body=bindparam("rest"))
)


class TakingOut(Statements):
    """The part of the repository that empties one escalation, of everybody or of one person."""

    def take_out(self, gone: TakenOut) -> None:
        """Out of the timeline, and out of everything that hangs on it."""
        id_, names = gone.escalation.id, gone.names
        self._rewrite(gone)
        self._drop_tap(gone)
        self._empty_note(id_, names)
        self._empty_earlier(id_, names)
        self._drop_own(AccountRow, AccountRow.escalation_id == id_, AccountRow.person_id, names)
        # Whatever is being written about it (handlers/notes): its id ends such a draft's.
        self._drop_own(DraftRow, DraftRow.id.endswith(f":{id_}", autoescape=True), DraftRow.by, names)
        self._unname_lesson(id_, names)
        self._unname_votes(id_, names)
        self._empty_fixes(id_, names)

    def _rewrite(self, gone: TakenOut) -> None:
        rows = [
            {"its_id": gone.escalation.id, "its_seq": seq, "who": entry.by, "rest": values.entry_body(entry)}
            for seq, entry in enumerate(gone.rewritten, 1)
        ]
        self._connection.execute(_ENTRY, rows)

    def _drop_tap(self, gone: TakenOut) -> None:
        """The key of the tap that raised it begins with the raiser's id; nobody asks for it again."""
        e = gone.escalation
        its = (IntakeRow.at == e.raised_at, IntakeRow.escalation_id == e.id)
        for key in self._connection.execute(select(IntakeRow.key).where(*its)).scalars().all():
            if gone.names.concerns(key.partition(":")[0]):
                self._connection.execute(delete(IntakeRow).where(IntakeRow.key == key))

    def _empty_note(self, id_: str, names: Placeholders) -> None:
        its = NoteRow.escalation_id == id_
        row = self._connection.execute(select(NoteRow.written_by, NoteRow.body).where(its)).one_or_none()
        if row is None:
            return
        later = select(NoteVersionRow.amended_by).where(NoteVersionRow.escalation_id == id_)
        wrote = (row.written_by, *self._connection.execute(later).scalars())
        body = _bare(row.body) if any(map(names.concerns, wrote)) else row.body
        fresh = {"written_by": names.maybe(row.written_by), "body": body}
        self._connection.execute(update(NoteRow).where(its).values(fresh))

    def _empty_earlier(self, id_: str, names: Placeholders) -> None:
        its = NoteVersionRow.escalation_id == id_
        wrote: list[str | None] = []
        for row in self._connection.execute(select(NoteVersionRow.__table__).where(its).order_by(NoteVersionRow.seq)):
            note = json.loads(row.body)
            wrote.append(note.get("written_by"))
            # Whoever amended a version has words in the next one.
            if any(map(names.concerns, wrote)):
                note["texts"] = {}
            note["written_by"] = names.maybe(note.get("written_by"))
            wrote.append(row.amended_by)
            fresh = {"amended_by": names.of(row.amended_by), "body": to_json(note)}
            self._connection.execute(update(NoteVersionRow).where(its, NoteVersionRow.seq == row.seq).values(fresh))

    def _drop_own(self, table: Any, its: Any, person: InstrumentedAttribute[str], names: Placeholders) -> None:
        """Rows that are nothing but somebody's words: those of whomever this is about go."""
        people = self._connection.execute(select(person).where(its)).scalars()
        if gone := [one for one in people if names.concerns(one)]:
            self._connection.execute(delete(table).where(its, person.in_(gone)))

    def _unname_lesson(self, id_: str, names: Placeholders) -> None:
        its = LessonRow.escalation_id == id_
        row = self._connection.execute(select(LessonRow.cleared_by, LessonRow.waits_for).where(its)).one_or_none()
        if row is None:
            return
        waits = None if names.concerns(row.waits_for) else row.waits_for
        fresh = {"cleared_by": names.maybe(row.cleared_by), "waits_for": waits}
        self._connection.execute(update(LessonRow).where(its).values(fresh))

    def _unname_votes(self, id_: str, names: Placeholders) -> None:
        """Each stays one vote of one person, so that the lesson's count holds."""
        its = LessonVoteRow.escalation_id == id_
        people = set(self._connection.execute(select(LessonVoteRow.person_id).where(its)).scalars())
        for person in _changed(people, names):
            theirs = update(LessonVoteRow).where(its, LessonVoteRow.person_id == person)
            self._connection.execute(theirs.values(person_id=names.of(person)))

    def _empty_fixes(self, id_: str, names: Placeholders) -> None:
        """What is done; whoever still has to do something must read what (domain.md d.6)."""
        done = select(QuickFixRow.__table__).where(QuickFixRow.escalation_id == id_, QuickFixRow.done_at.is_not(None))
        for row in self._connection.execute(done).all():
            fresh = {name: names.maybe(getattr(row, name)) for name in ("owner_id", "made_by", "done_by")}
            fresh["what"] = "" if names.concerns(row.made_by) else row.what
            self._connection.execute(update(QuickFixRow).where(QuickFixRow.id == row.id).values(fresh))


def _bare(body: str) -> str:
    """A note without its texts; the picks are ids of pick-list entries."""
    return to_json({**json.loads(body), "texts": {}})


def _changed(people: Iterable[str], names: Placeholders) -> list[str]:
    return sorted(person for person in people if names.of(person) != person)
