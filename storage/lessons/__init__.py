"""Lessons, what people said of them, and finding them again (handlers/ports/learning.py, Lessons).

`index.py` which words a lesson is found by, `question.py` what somebody looks for, `finding.py` the search; below them
the two databases' own full text: `fts5.py` (with `porter.py`) and `tsvector.py` behind `engine.py`.
"""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from domain.learning.lesson import Found, Lesson, LessonState, Search, Vote
from storage.lessons.finding import Finding
from storage.lessons.index import LessonIndex, engine_of
from storage.lessons.rows import columns_of, lesson_of
from storage.tables import LessonRow as L
from storage.tables import LessonVoteRow as V
from storage.tables import NoteRow
from storage.upserts import insert_into

_ONE = select(L.__table__).where(L.escalation_id == bindparam("id"))
_WRITER = select(NoteRow.written_by).where(NoteRow.escalation_id == bindparam("id"))
# In the words of the partial index, so that SQLite sees that it fits.
_SHOWN = select(L.__table__).where(text(L.is_shown))


class Lessons:
    """The repository within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, lesson: Lesson) -> None:
        """Insert or replace, the index with it; votes are not written here. The note is kept first: a proposed lesson
        waits for its writer."""
        row = {**columns_of(lesson), "yes": 0, "no": 0, "waits_for": None}
        if lesson.state == LessonState.PROPOSED:
            row["waits_for"] = self._connection.execute(_WRITER, {"id": lesson.escalation_id}).scalar()
        self._connection.execute(_keep(self._connection.dialect.name), row)
        LessonIndex(self._connection).follow(lesson)

    def get(self, escalation_id: str) -> Lesson | None:
        """The lesson of this escalation."""
        row = self._connection.execute(_ONE, {"id": escalation_id}).one_or_none()
        return None if row is None else lesson_of(row)

    def recent(self, site_id: str, at: datetime, limit: int = 200) -> list[Lesson]:
        """Lessons of this site that others may see at `at`, newest first."""
        some = _SHOWN.where(L.site_id == site_id, L.shown_from <= at).order_by(L.shown_from.desc()).limit(limit)
        return [lesson_of(row) for row in self._connection.execute(some)]

    def waiting(self, person_id: str) -> list[Lesson]:
        """Lessons PROPOSED that this person wrote the note of, oldest first."""
        theirs = select(L.__table__).where(L.waits_for == person_id).order_by(L.ended_at, L.escalation_id)
        return [lesson_of(row) for row in self._connection.execute(theirs)]

    def vote(self, lesson_id: str, escalation_id: str, person_id: str, helped: bool) -> None:
        """Once per person, lesson and escalation; the last word counts. No-op where there is no such lesson."""
        # The lesson's row is locked first, so that of two who vote at once the second counts the first.
        locked = select(L.escalation_id).where(L.escalation_id == lesson_id).with_for_update()
        if self._connection.execute(locked).first() is None:
            return
        said = insert_into(self._connection, V).values(
            lesson_id=lesson_id, escalation_id=escalation_id, person_id=person_id, helped=helped
        )
        key = ["lesson_id", "escalation_id", "person_id"]
        self._connection.execute(said.on_conflict_do_update(index_elements=key, set_={"helped": helped}))
        votes = select(func.count()).where(V.lesson_id == lesson_id)
        yes, no = (votes.where(V.helped.is_(word)).scalar_subquery() for word in (True, False))
        self._connection.execute(update(L).where(L.escalation_id == lesson_id).values(yes=yes, no=no))

    def votes(self, escalation_id: str) -> list[Vote]:
        """What people have said about the lessons shown with this escalation."""
        said = select(V.lesson_id, V.person_id, V.helped).where(V.escalation_id == escalation_id)
        return [Vote(row.lesson_id, row.person_id, row.helped) for row in self._connection.execute(said)]

    def search(self, wanted: Search, at: datetime) -> Found:
        """Full text, best first; only what others may see at `at`."""
        return Finding(self._connection).search(wanted, at)

    def forget(self, escalation_id: str) -> None:
        """Its words leave the row and the index; the picks stay, so that counts still add up."""
        LessonIndex(self._connection).drop(escalation_id)
        gone = update(L).where(L.escalation_id == escalation_id).values(text="", index_words="")
        self._connection.execute(gone)

    def sweep(self, begin: bool) -> bool:
        """One short step of taking what has left the index out of its file as well; True when that is done."""
        return engine_of(self._connection).sweep(begin)


@lru_cache
def _keep(dialect: str) -> Any:
    """The statement that inserts or replaces; built once, as building it takes longer than the database does."""
    names = [column.name for column in L.__table__.columns]
    new = (
        (postgresql if dialect == "postgresql" else sqlite).insert(L).values({name: bindparam(name) for name in names})
    )
    replaced = {name: new.excluded[name] for name in names if name not in ("escalation_id", "yes", "no")}
    return new.on_conflict_do_update(index_elements=["escalation_id"], set_=replaced)
