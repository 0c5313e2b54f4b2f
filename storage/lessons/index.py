"""Which words a lesson is found by, and keeping them in step with it: only what others may see is in the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from domain.learning.lesson import RIGHT_TO_CORRECT, Lesson, LessonState
from domain.learning.words import telling_words
from domain.severity import Severity
from storage.column_types import in_utc
from storage.lessons.engine import Engine, Span
from storage.lessons.fts5 import Fts5
from storage.lessons.tsvector import Tsvector

MOST_WORDS = 400
EVERY = ""
"""The word that stands for all lessons in the counts."""

# Numbers for a thousand lessons in each millisecond: time alone decides their order.
_A_MILLISECOND = 1024
_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_LAST = 2**62
_MARK, _REFERENCE = "zz", "zzr"


def engine_of(connection: Connection) -> Engine:
    """The engine of this connection's database."""
    return Tsvector(connection) if connection.dialect.name == "postgresql" else Fts5(connection)


def first_number(at: datetime) -> int:
    """The first number of lessons whose escalation ended at `at`."""
    return (in_utc(at) - _EPOCH) // timedelta(milliseconds=1) * _A_MILLISECOND


def span_of(since: datetime | None, until: datetime | None, at: datetime) -> Span:
    """Numbers of lessons that others may see at `at`, of escalations that ended in [since, until)."""
    seen = first_number(at - RIGHT_TO_CORRECT) + _A_MILLISECOND
    return Span(first_number(since) if since else 0, min(seen, first_number(until) if until else _LAST))


def mark(kind: str, value: str) -> str:
    """The term by which lessons are filtered; nobody types it, and no stemmer touches it."""
    return f"{_MARK}{kind}{sha256(value.casefold().encode()).hexdigest()[:16]}0"


def marks_of(site_id: str = "", severity: Severity | None = None, triggers: Iterable[str] = ()) -> list[str]:
    """The marks of these values; those that are empty have none."""
    site = [mark("s", site_id)] if site_id else []
    level = [mark("l", str(int(severity)))] if severity else []
    return [*site, *level, *(mark("t", one) for one in triggers)]


def with_stems(engine: Engine, words: Sequence[str], language: str) -> list[str]:
    """These words, each once, with the stems that differ from all of them."""
    return list(dict.fromkeys([*words, *filter(None, engine.stems(words, language))]))


@dataclass(frozen=True)
class Entry:
    """What stands in the index of one lesson: the terms of its picks as text, all terms, and those of them that were
    typed as they stand."""

    head: str
    terms: list[str]
    typed: frozenset[str]


def entry_of(engine: Engine, lesson: Lesson) -> Entry:
    """The entry of a lesson."""
    head = telling_words(lesson.index_words)
    typed = list(dict.fromkeys([*head, *telling_words(lesson.text)]))[:MOST_WORDS]
    marks = marks_of(lesson.site_id, lesson.severity, lesson.triggers)
    terms = dict.fromkeys([mark("r", lesson.reference), *with_stems(engine, typed, lesson.language), *marks])
    return Entry(" ".join(with_stems(engine, head, lesson.language)), list(terms), frozenset(typed))


class LessonIndex:
    """The index within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._engine = engine_of(connection)

    def follow(self, lesson: Lesson) -> None:
        """After the lesson was kept: in with it, or out."""
        if lesson.state == LessonState.CLEARED and not lesson.held:
            self._add(lesson)
        else:
            self.drop(lesson.escalation_id)

    def drop(self, lesson_id: str) -> None:
        """Take the lesson out, with every word that no other lesson has."""
        if terms := self._engine.take(lesson_id):
            self._engine.add_words(counted_terms(terms), frozenset(), -1)

    def _add(self, lesson: Lesson) -> None:
        entry = entry_of(self._engine, lesson)
        base = first_number(lesson.ended_at)
        # Out and in again only where it is in already, as most lessons are cleared once.
        while not self._engine.put(base, lesson.escalation_id, entry.head, entry.terms):
            self.drop(lesson.escalation_id)
        self._engine.add_words(counted_terms(entry.terms), entry.typed, +1)


def counted_terms(terms: Sequence[str]) -> list[str]:
    """What is counted: every lesson has a reference of its own, which needs no count."""
    return [EVERY, *(term for term in terms if not term.startswith(_REFERENCE))]
