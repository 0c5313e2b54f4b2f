"""Full text on SQLite: FTS5 holds which lesson has which term, its porter tokenizer gives the stems."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, TextClause, text

from storage.lessons.engine import Among, Hit
from storage.lessons.porter import Porter

_ENGLISH = frozenset({"", "en"})
_porter = Porter()

_ROW = text(
    "INSERT INTO lesson_index (seq, lesson_id, head, terms) SELECT coalesce(max(seq) + 1, :base), :id, :head, :terms "
    "FROM lesson_index WHERE seq >= :base AND seq < :base + 1024 ON CONFLICT DO NOTHING RETURNING seq"
)
_PUT = text("INSERT INTO lesson_fts (rowid, terms) VALUES (:seq, :terms)")
_TAKE_ROW = text("DELETE FROM lesson_index WHERE lesson_id = :id RETURNING seq, terms")
_TAKE = text("INSERT INTO lesson_fts (lesson_fts, rowid, terms) VALUES ('delete', :seq, :terms)")
_COUNTS = text("SELECT word, lessons FROM lesson_word WHERE word IN (SELECT value FROM json_each(:terms))")
_HIT = "SELECT i.seq, i.lesson_id, i.head"
_ALL = text(
    f"{_HIT} FROM lesson_fts AS f JOIN lesson_index AS i ON i.seq = f.rowid WHERE f.lesson_fts MATCH :match "
    "AND f.rowid >= :start AND f.rowid < :end ORDER BY f.rowid DESC LIMIT :limit"
)
_NEWEST = text(f"{_HIT} FROM lesson_index AS i WHERE i.seq >= :start AND i.seq < :end ORDER BY i.seq DESC LIMIT :limit")
_ONE = (
    "SELECT rowid AS seq, :weight{n} AS weight FROM lesson_fts WHERE lesson_fts MATCH :match{n} "
    "AND rowid >= :start AND rowid < :end"
)
_SOME = (
    _HIT + ", met.weight FROM (SELECT seq, sum(weight) AS weight FROM ({each}) GROUP BY seq "
    "ORDER BY 2 DESC, 1 DESC LIMIT :limit) AS met JOIN lesson_index AS i ON i.seq = met.seq"
)
_MORE = text(
    "INSERT INTO lesson_word (word, backwards, typed, lessons) "
    "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), 1 "
    "FROM json_each(:words) WHERE true "
    "ON CONFLICT (word) DO UPDATE SET lessons = lessons + 1, typed = typed OR excluded.typed"
)
_FEWER = text(
    "UPDATE lesson_word SET lessons = lessons - 1 WHERE word IN (SELECT value FROM json_each(:words)) "
    "RETURNING word, lessons"
)
_NONE = text("DELETE FROM lesson_word WHERE word IN (SELECT value FROM json_each(:words))")
_SWEEP = text("INSERT INTO lesson_fts (lesson_fts, rank) VALUES ('merge', :pages)")
_CHANGES = text("SELECT total_changes()")
# Some hundred pages are a few milliseconds, so that nobody waits long for the one writer.
_SWEPT_PAGES = 200
_NOTHING_MORE = 2


class Fts5:
    """See Engine."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stems(self, words: Sequence[str], language: str) -> list[str]:
        """As in Engine; porter knows English alone."""
        return _porter.stems(words) if language in _ENGLISH else [""] * len(words)

    def counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """As in Engine."""
        return {row.word: row.lessons for row in self._connection.execute(_COUNTS, {"terms": json.dumps(list(terms))})}

    def all_of(self, groups: Sequence[Sequence[str]], rarest: int, among: Among) -> list[Hit]:
        """As in Engine: FTS5 walks from the newest on and stops when it has enough."""
        bounds = _bounds(among)
        if not groups and not among.only:
            return self._hits(_NEWEST, bounds)
        return self._hits(_ALL, {"match": _match([*groups, *among.only]), **bounds})

    def some_of(self, groups: Sequence[tuple[Sequence[str], float]], among: Among) -> list[Hit]:
        """As in Engine."""
        asked: dict[str, Any] = _bounds(among)
        for n, (group, weight) in enumerate(groups):
            asked |= {f"match{n}": _match([group, *among.only]), f"weight{n}": weight}
        return self._hits(_some(len(groups)), asked)

    def _hits(self, statement: TextClause, asked: dict[str, Any]) -> list[Hit]:
        return [Hit(*row) for row in self._connection.execute(statement, asked).all()]

    def put(self, base: int, lesson_id: str, head: str, terms: Collection[str]) -> bool:
        """As in Engine."""
        row = {"base": base, "id": lesson_id, "head": head, "terms": " ".join(terms)}
        seq = self._connection.execute(_ROW, row).scalar_one_or_none()
        if seq is not None:
            self._connection.execute(_PUT, {"seq": seq, "terms": row["terms"]})
        return seq is not None

    def take(self, lesson_id: str) -> list[str]:
        """As in Engine; FTS5 is told what it had of the lesson, as it keeps no text itself."""
        row = self._connection.execute(_TAKE_ROW, {"id": lesson_id}).one_or_none()
        if row is None:
            return []
        self._connection.execute(_TAKE, {"seq": row.seq, "terms": row.terms})
        return str(row.terms).split()

    def add_words(self, terms: Sequence[str], typed: frozenset[str], by: int) -> None:
        """As in Engine."""
        if by > 0:
            words = [(term, term[::-1], int(term in typed)) for term in terms]
            self._connection.execute(_MORE, {"words": json.dumps(words)})
            return
        left = self._connection.execute(_FEWER, {"words": json.dumps(list(terms))}).all()
        if gone := [row.word for row in left if row.lessons <= 0]:
            self._connection.execute(_NONE, {"words": json.dumps(gone)})

    def sweep(self, begin: bool) -> bool:
        """As in Engine: merges what FTS5 has written so far, by which deleted words leave the file (FTS5: merge)."""
        before = self._connection.execute(_CHANGES).scalar_one()
        self._connection.execute(_SWEEP, {"pages": -_SWEPT_PAGES if begin else _SWEPT_PAGES})
        return int(self._connection.execute(_CHANGES).scalar_one() - before) < _NOTHING_MORE


@lru_cache
def _some(groups: int) -> TextClause:
    return text(_SOME.format(each=" UNION ALL ".join(_ONE.format(n=n) for n in range(groups))))


def _match(groups: Sequence[Sequence[str]]) -> str:
    return " AND ".join("(" + " OR ".join(f'"{term}"' for term in group) + ")" for group in groups)


def _bounds(among: Among) -> dict[str, Any]:
    return {"start": among.span.start, "end": among.span.end, "limit": among.limit}
