"""Full-text search of bounded cost: all words, else the rarest; of very common ones the newest (performance.md P20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, select

from domain.learning.lesson import Found, Lesson, Search
from storage.lessons.engine import WITHIN, Among, Hit
from storage.lessons.index import engine_of, marks_of, span_of
from storage.lessons.question import Question, Wanted, question_of
from storage.lessons.rows import lesson_of
from storage.lessons.vocabulary import Vocabulary
from storage.tables import LessonRow as L

RANKED = 100
"""How many lessons are compared with one another, and so the most that can be paged through."""

_MOST_REFERENCES = 5
_NAMED_AS_PICKED = 0.5
_AT_ONCE = 2_000


class Finding:
    """Searches within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._engine = engine_of(connection)
        self._vocabulary = Vocabulary(connection)

    def search(self, wanted: Search, at: datetime) -> Found:
        """See Lessons.search (handlers/ports/learning.py)."""
        filters = marks_of(wanted.site_id, wanted.severity, [wanted.trigger] if wanted.trigger else [])
        question = question_of(self._engine, self._vocabulary, wanted.words, wanted.languages, filters)
        if wanted.words.strip() and not (question.words or question.references):
            return Found(())
        span = span_of(wanted.since, wanted.until, at)
        ids = self._ranked(question, Among(tuple((one,) for one in filters), span, RANKED))
        end = wanted.offset + wanted.limit
        page = self._lessons(ids[wanted.offset : end])
        shown = tuple(lesson for lesson in page if lesson.shown(at) and _fits(lesson, wanted))
        return Found(shown, more=len(ids) > end, instead=question.instead if shown else "")

    def _ranked(self, question: Question, among: Among) -> list[str]:
        """Ids of lessons, best first."""
        named = self._named(question, among)
        hits = [] if question.references and not question.words else self._hits(question, among)
        best = sorted(hits, key=lambda hit: (-_with_picks(question, hit), -hit.number))
        return list(dict.fromkeys(hit.lesson_id for hit in (*named, *best)))[:RANKED]

    def _hits(self, question: Question, among: Among) -> list[Hit]:
        """Those with all of the words, then those with some; few enough are weighed in one go."""
        words = question.words
        if len(words) > 1 and sum(one.count for one in words) <= _AT_ONCE:
            return self._engine.some_of([(one.forms, one.weight) for one in words], among)
        least = min([question.lessons, *(one.count for one in words)])
        every = sum(one.weight for one in words)
        hits = [hit._replace(weight=every) for hit in self._engine.all_of([one.forms for one in words], least, among)]
        if len(words) > 1 and len(hits) < RANKED:
            met = {hit.number for hit in hits}
            hits += [hit for hit in self._some(question, among) if hit.number not in met]
        return hits

    def _some(self, question: Question, among: Among) -> list[Hit]:
        """Lessons with some of the words; where even the rarest is everywhere, the newest that have it."""
        rarest = question.words[0]
        if rarest.count > WITHIN:
            newest = self._engine.all_of([rarest.forms], rarest.count, among)
            return [hit._replace(weight=rarest.weight) for hit in newest]
        return self._engine.some_of(_rarest(question), among)

    def _named(self, question: Question, among: Among) -> list[Hit]:
        """Lessons whose reference was named."""
        if not question.references:
            return []
        return self._engine.all_of([question.references], 0, replace(among, limit=_MOST_REFERENCES))

    def _lessons(self, ids: Sequence[str]) -> list[Lesson]:
        if not ids:
            return []
        asked = {f"id{n}": one for n, one in enumerate(ids)}
        found = {row.escalation_id: lesson_of(row) for row in self._connection.execute(_these(len(ids)), asked).all()}
        return [found[one] for one in ids if one in found]


def _rarest(question: Question) -> list[tuple[tuple[str, ...], float]]:
    """The rarest words, as many as few enough lessons have; at least one."""
    left, rarest = WITHIN, list[Wanted]()
    for one in question.words:
        left -= one.count
        if rarest and left < 0:
            break
        rarest.append(one)
    return [(one.forms, one.weight) for one in rarest]


def _with_picks(question: Question, hit: Hit) -> float:
    """What a hit weighs: a word that was picked says more than one that stands in a text."""
    picked = frozenset(hit.head.split())
    more = sum(one.weight for one in question.words if not picked.isdisjoint(one.forms))
    return hit.weight + _NAMED_AS_PICKED * more


@lru_cache
def _these(count: int) -> Select[Any]:
    """So many lessons by their ids; built once for each number, as building it takes longer than running it."""
    return select(L.__table__).where(L.escalation_id.in_([bindparam(f"id{n}") for n in range(count)]))


def _fits(lesson: Lesson, wanted: Search) -> bool:
    """The filters once more, on the lesson itself."""
    return (
        (not wanted.trigger or wanted.trigger in lesson.triggers)
        and (wanted.severity is None or lesson.severity == wanted.severity)
        and (not wanted.site_id or lesson.site_id == wanted.site_id)
        and (wanted.since is None or lesson.ended_at >= wanted.since)
        and (wanted.until is None or lesson.ended_at < wanted.until)
    )
