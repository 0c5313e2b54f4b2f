"""What lessons are found by: the words of each cleared one, and every word there is with how often it occurs.

The index itself is the database's own and no table of ours: see NOT_TABLES.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, ForeignKey, Integer, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.row import Row

NOT_TABLES = ("lesson_fts", "ix_lesson_index_terms")
"""What the names of SQLite's FTS5 tables, and that of PostgreSQL's GIN index of `terms`, begin with."""

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_TERMS = Text().with_variant(TSVECTOR(), "postgresql")


class LessonIndexRow(Row):
    """A lesson that can be found. `seq` grows with the end of its escalation (storage/lessons/index.py).

    `terms`: its words as typed, their stems, and the marks of what can be filtered. `head`: those that come from its
    picks, which say more than a text that happens to name them.
    """

    __tablename__ = "lesson_index"

    seq: Mapped[int] = mapped_column(_NUMBER, primary_key=True, autoincrement=False)
    lesson_id: Mapped[str] = mapped_column(ForeignKey("lesson.escalation_id"), unique=True)
    head: Mapped[str]
    terms: Mapped[str] = mapped_column(_TERMS)


class LessonWordRow(Row):
    """A word or a stem, and how many lessons have it; the empty word counts them all.

    `typed`: it was typed as it stands here. `backwards`: the same from its end, where the beginning was mistyped.
    """

    __tablename__ = "lesson_word"

    word: Mapped[str] = mapped_column(primary_key=True)
    backwards: Mapped[str] = mapped_column(index=True)
    typed: Mapped[bool]
    lessons: Mapped[int]
