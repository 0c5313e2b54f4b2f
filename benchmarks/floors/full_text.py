"""What search is held against: the bare engine's own ranked query, by the reference strategy (performance.md P20).

All words first, ranked by the engine; too few, then some of the rarest within 20,000 postings; of very common words the
newest. How often each word occurs is given to it and costs it nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import Connection, Engine, text

from benchmarks.lesson_case import LessonCase

WITHIN, PAGE = 20_000, 10
_TABLES = {
    "sqlite": ("CREATE VIRTUAL TABLE notes USING fts5(words, tokenize='porter unicode61 remove_diacritics 2')",),
    "postgresql": (
        "CREATE TABLE notes (id bigint PRIMARY KEY, words text NOT NULL, found tsvector NOT NULL)",
        "CREATE INDEX ix_notes ON notes USING gin (found)",
    ),
}
_PUT = {
    "sqlite": "INSERT INTO notes (rowid, words) VALUES (:id, :words)",
    "postgresql": "INSERT INTO notes VALUES (:id, :words, to_tsvector('english', :words))",
}
_RANKED = {
    "sqlite": "SELECT rowid, words FROM notes WHERE notes MATCH :query ORDER BY rank LIMIT :limit",
    "postgresql": "SELECT id, words FROM notes WHERE found @@ to_tsquery('english', :query) "
    "ORDER BY ts_rank(found, to_tsquery('english', :query)) DESC LIMIT :limit",
}
_NEWEST = {
    "sqlite": "SELECT rowid, words FROM notes WHERE notes MATCH :query ORDER BY rowid DESC LIMIT :limit",
    "postgresql": "SELECT id, words FROM notes WHERE found @@ to_tsquery('english', :query) ORDER BY id DESC "
    "LIMIT :limit",
}
_AND, _OR = {"sqlite": " AND ", "postgresql": " & "}, {"sqlite": " OR ", "postgresql": " | "}


class FullText:
    """The lessons of a case in a table of nothing but their words."""

    def __init__(self, engine: Engine, case: LessonCase) -> None:
        self._engine, self._kind = engine, engine.dialect.name
        self._counts = Counter(base for number in range(case.count) for base in set(case.bases(number)))
        with engine.begin() as connection:
            for statement in _TABLES[self._kind][:1]:
                connection.execute(text(statement))
            for first in range(0, case.count, 5_000):
                self._fill(connection, case, range(first, min(first + 5_000, case.count)))
            for statement in _TABLES[self._kind][1:]:
                connection.execute(text(statement))
        if self._kind == "postgresql":
            with engine.connect() as connection:
                connection.execution_options(isolation_level="AUTOCOMMIT").execute(text("ANALYZE notes"))

    def _fill(self, connection: Connection, case: LessonCase, numbers: range) -> None:
        rows = [{"id": n + 1, "words": f"{one.index_words} {one.text}"} for n in numbers for one in (case.lesson(n),)]
        connection.execute(text(_PUT[self._kind]), rows)

    def search(self, words: str) -> list[str]:
        """The texts of the first ten."""
        asked = sorted(words.split(), key=self._count)
        with self._engine.connect() as connection:
            if self._count(asked[0]) > WITHIN:
                return self._found(connection, _NEWEST, asked, _AND)
            found = self._found(connection, _RANKED, asked, _AND)
            return found if len(found) >= PAGE else self._found(connection, _RANKED, self._rarest(asked), _OR)

    def _rarest(self, asked: Sequence[str]) -> list[str]:
        left, rarest = WITHIN, list[str]()
        for word in asked:
            left -= self._count(word)
            if rarest and left < 0:
                break
            rarest.append(word)
        return rarest

    def _count(self, word: str) -> int:
        return self._counts[next((base for base in self._bases(word) if base in self._counts), word)]

    @staticmethod
    def _bases(word: str) -> tuple[str, ...]:
        return (word, word.removesuffix("s"), word.removesuffix("ing"), word.removesuffix("ed"))

    def _found(
        self, connection: Connection, how: dict[str, str], words: Sequence[str], joined: dict[str, str]
    ) -> list[str]:
        query = joined[self._kind].join(words)
        rows = connection.execute(text(how[self._kind]), {"query": query, "limit": PAGE})
        return [row.words for row in rows]
