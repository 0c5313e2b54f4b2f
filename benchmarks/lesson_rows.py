"""Puts very many lessons into the product's own tables at once, as it would have kept them one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, insert, text

from benchmarks.lesson_case import NOW
from benchmarks.stores import plain_engine
from domain.learning.lesson import Lesson
from storage.database import Database
from storage.lessons.index import Entry, counted_terms, engine_of, entry_of, first_number
from storage.lessons.rows import columns_of
from storage.tables import EscalationRow, LessonRow, LessonWordRow

T = TypeVar("T")
_AT_ONCE = 5_000
_NO_INDEX = "DROP INDEX ix_lesson_index_terms"
_INDEX = "CREATE INDEX ix_lesson_index_terms ON lesson_index USING gin (terms)"
_ROW = "INSERT INTO lesson_index (seq, lesson_id, head, terms) VALUES (:seq, :id, :head, {terms})"
_TERMS = {True: "CAST(:terms AS tsvector)", False: ":terms"}
_OVER: dict[str, Any] = {
    **dict.fromkeys(("reference", "site_id", "raiser_id", "policy", "body"), ""),
    **dict.fromkeys(("severity", "highest", "epoch", "version"), 1),
    "state": "resolved", "note_state": "done", "epoch_open": False, "raised_at": NOW, "ended_at": NOW,
}  # fmt: skip


def fill(database: Database, lessons: Iterable[Lesson]) -> None:
    """Every one of them, cleared, with the bare row of its escalation."""
    counted: Counter[str] = Counter()
    typed: set[str] = set()
    engine = plain_engine(database.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        if database.is_postgres:
            connection.execute(text(_NO_INDEX))
        for batch in _batches(lessons):
            entries = _put(connection, batch, database.is_postgres)
            counted.update(term for entry in entries for term in counted_terms(entry.terms))
            typed |= {word for entry in entries for word in entry.typed}
        _words(connection, counted, typed)
        if database.is_postgres:
            connection.execute(text(_INDEX))
    if database.is_postgres:
        with engine.connect() as connection:
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE"))
    engine.dispose()


def ended(database: Database, lesson_ids: Iterable[str]) -> None:
    """The bare rows of escalations whose lessons are still to come."""
    engine = plain_engine(database.url.render_as_string(hide_password=False))
    with engine.begin() as connection:
        connection.execute(insert(EscalationRow), [{"id": one, **_OVER} for one in lesson_ids])
    engine.dispose()


def _put(connection: Connection, batch: list[Lesson], postgres: bool) -> list[Entry]:
    engine = engine_of(connection)
    entries = [entry_of(engine, lesson) for lesson in batch]
    connection.execute(insert(EscalationRow), [{"id": lesson.escalation_id, **_OVER} for lesson in batch])
    connection.execute(insert(LessonRow), [{**columns_of(lesson), "yes": 0, "no": 0} for lesson in batch])
    rows: list[dict[str, Any]] = [
        {"seq": first_number(lesson.ended_at), "id": lesson.escalation_id, "head": entry.head,
         "terms": " ".join(entry.terms)}
        for lesson, entry in zip(batch, entries, strict=True)
    ]  # fmt: skip
    connection.execute(text(_ROW.format(terms=_TERMS[postgres])), rows)
    if not postgres:
        connection.execute(text("INSERT INTO lesson_fts (rowid, terms) VALUES (:seq, :terms)"), rows)
    return entries


def _words(connection: Connection, counted: Counter[str], typed: set[str]) -> None:
    rows = [
        {"word": word, "backwards": word[::-1], "typed": word in typed, "lessons": lessons}
        for word, lessons in counted.items()
    ]
    connection.execute(insert(LessonWordRow), rows)


def _batches(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while batch := list(islice(rest, _AT_ONCE)):
        yield batch
