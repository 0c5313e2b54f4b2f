"""Full text on PostgreSQL: a tsvector says which lesson has which term, its Snowball dictionaries give the stems."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, TextClause, text

from storage.lessons.engine import WITHIN, Among, Hit

# Two letters (ISO 639-1) to the name of a dictionary; one that this server does not have gives no stems.
_DICTIONARIES = {
    "": "english", "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "nb": "norwegian", "ne": "nepali",
    "nl": "dutch", "nn": "norwegian", "no": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
_REMEMBERED = 50_000
_known: dict[tuple[str, str], str] = {}

_STEMS = text(
    "SELECT word, (ts_lexize(CAST(dictionary.oid AS regdictionary), word))[1] FROM unnest(CAST(:words AS text[])) "
    "AS word, pg_ts_dict AS dictionary WHERE dictionary.dictname = :name "
    "AND dictionary.dictnamespace = CAST('pg_catalog' AS regnamespace)"
)
_PUT = text(
    "INSERT INTO lesson_index (seq, lesson_id, head, terms) "
    "SELECT coalesce(max(seq) + 1, :base), :id, :head, array_to_tsvector(string_to_array(:terms, ' ')) "
    "FROM lesson_index WHERE seq >= :base AND seq < :base + 1024 ON CONFLICT DO NOTHING"
)
_TAKE = text("DELETE FROM lesson_index WHERE lesson_id = :id RETURNING tsvector_to_array(terms)")
_COUNTS = text("SELECT word, lessons FROM lesson_word WHERE word = ANY(string_to_array(:terms, ' '))")
# Every lesson with the rarest word; kept apart, or the planner may walk by number and hope to meet it soon.
_ALL = text(
    "WITH hit AS MATERIALIZED (SELECT seq, lesson_id, head FROM lesson_index WHERE terms @@ CAST(:query AS tsquery)) "
    "SELECT seq, lesson_id, head FROM hit WHERE seq >= :start AND seq < :end ORDER BY seq DESC LIMIT :limit"
)
_AMONG_NEWEST = text(
    "SELECT seq, lesson_id, head FROM (SELECT seq, lesson_id, head, terms FROM lesson_index "
    "WHERE seq >= :start AND seq < :end ORDER BY seq DESC LIMIT :within) AS newest "
    "WHERE terms @@ CAST(:query AS tsquery) LIMIT :limit"
)
_NEWEST = text(
    "SELECT seq, lesson_id, head FROM lesson_index WHERE seq >= :start AND seq < :end ORDER BY seq DESC LIMIT :limit"
)
_ONE = "CASE WHEN terms @@ CAST(:query{n} AS tsquery) THEN CAST(:weight{n} AS float8) ELSE 0 END"
_SOME = (
    "WITH best AS (SELECT seq, {each} AS weight FROM lesson_index WHERE terms @@ CAST(:query AS tsquery) "
    "AND seq >= :start AND seq < :end ORDER BY weight DESC, seq DESC LIMIT :limit) "
    "SELECT seq, lesson_id, head, weight FROM best JOIN lesson_index USING (seq)"
)
# In one order of words, so that two at once wait for each other and never in a circle.
_MORE = text(
    "INSERT INTO lesson_word (word, backwards, typed, lessons) "
    "SELECT word, reverse(word), typed, 1 FROM (SELECT unnest(string_to_array(:typed, ' ')) AS word, true AS typed "
    "UNION ALL SELECT unnest(string_to_array(:others, ' ')), false ORDER BY word) AS words "
    "ON CONFLICT (word) DO UPDATE SET lessons = lesson_word.lessons + 1, typed = lesson_word.typed OR excluded.typed"
)
_LOCKED = text("SELECT word FROM lesson_word WHERE word = ANY(CAST(:words AS text[])) ORDER BY word FOR UPDATE")
_FEWER = text("UPDATE lesson_word SET lessons = lessons - 1 WHERE word = ANY(CAST(:words AS text[]))")
_NONE = text("DELETE FROM lesson_word WHERE lessons <= 0 AND word = ANY(CAST(:words AS text[]))")


class Tsvector:
    """See Engine."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def stems(self, words: Sequence[str], language: str) -> list[str]:
        """As in Engine; what was asked once is remembered."""
        name = _DICTIONARIES.get(language, "")
        if len(_known) > _REMEMBERED:
            _known.clear()
        # Another thread may clear it at any time: what was read once is not looked up again.
        stems = {word: _known.get((name, word)) for word in words}
        new = [word for word, stem in stems.items() if stem is None]
        if name and new:
            stems |= self._learned(name, new)
        return [stems[word] or "" for word in words]

    def _learned(self, name: str, words: list[str]) -> dict[str, str]:
        found = self._connection.execute(_STEMS, {"words": words, "name": f"{name}_stem"})
        learned = {**dict.fromkeys(words, ""), **{word: stem or "" for word, stem in found}}
        _known.update({(name, word): stem for word, stem in learned.items()})
        return learned

    def counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """As in Engine."""
        found = self._connection.execute(_COUNTS, {"terms": " ".join(terms)})
        return {row.word: row.lessons for row in found}

    def all_of(self, groups: Sequence[Sequence[str]], rarest: int, among: Among) -> list[Hit]:
        """As in Engine."""
        bounds = _bounds(among)
        if not groups and not among.only:
            return self._hits(_NEWEST, bounds)
        bounds["query"] = _query([*groups, *among.only])
        if rarest > WITHIN:
            return self._hits(_AMONG_NEWEST, {**bounds, "within": WITHIN})
        return self._hits(_ALL, bounds)

    def some_of(self, groups: Sequence[tuple[Sequence[str], float]], among: Among) -> list[Hit]:
        """As in Engine."""
        asked = _bounds(among)
        any_of = tuple(term for group, _ in groups for term in group)
        asked["query"] = _query([any_of, *among.only])
        for n, (group, weight) in enumerate(groups):
            asked |= {f"query{n}": _query([group]), f"weight{n}": weight}
        return self._hits(_some(len(groups)), asked)

    def _hits(self, statement: TextClause, asked: dict[str, Any]) -> list[Hit]:
        return [Hit(*row) for row in self._connection.execute(statement, asked).all()]

    def put(self, base: int, lesson_id: str, head: str, terms: Collection[str]) -> bool:
        """As in Engine."""
        row = {"base": base, "id": lesson_id, "head": head, "terms": " ".join(terms)}
        return self._connection.execute(_PUT, row).rowcount > 0

    def take(self, lesson_id: str) -> list[str]:
        """As in Engine."""
        return list(self._connection.execute(_TAKE, {"id": lesson_id}).scalar_one_or_none() or ())

    def add_words(self, terms: Sequence[str], typed: frozenset[str], by: int) -> None:
        """As in Engine."""
        if by > 0:
            others = [term for term in terms if term not in typed]
            self._connection.execute(_MORE, {"typed": " ".join(typed), "others": " ".join(others)})
            return
        words = {"words": list(terms)}
        for statement in (_LOCKED, _FEWER, _NONE):
            self._connection.execute(statement, words)

    def sweep(self, begin: bool) -> bool:
        """As in Engine: autovacuum does it."""
        return True


@lru_cache
def _some(groups: int) -> TextClause:
    return text(_SOME.format(each=" + ".join(_ONE.format(n=n) for n in range(groups))))


def _query(groups: Sequence[Sequence[str]]) -> str:
    return " & ".join("(" + " | ".join(f"'{term}'" for term in group) + ")" for group in groups)


def _bounds(among: Among) -> dict[str, Any]:
    return {"start": among.span.start, "end": among.span.end, "limit": among.limit}
