"""P21: whether people find what they look for: made-up lessons by some of their words, and judged questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from statistics import mean

from benchmarks import judged
from benchmarks import lesson_questions as q
from benchmarks.bench import Bench
from benchmarks.lesson_case import NOW, LessonCase
from benchmarks.lesson_rows import fill
from benchmarks.stores import Store
from benchmarks.table import Row
from domain.learning.lesson import Search
from storage.database import Database
from storage.unit_of_work import SqlStore

_LESSONS, _FULL, _TIMES, _PAGE = 10_000, 100_000, 200, 10
_KINDS = {"own words": (q.own_words, 0.99), "inflected": (q.inflected, 0.97), "one letter wrong": (q.mistyped, 0.97)}


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    case = LessonCase(_FULL if bench.full else _LESSONS)
    for store in bench.stores:
        bench.say(store.name)
        database = Database(store.fresh())
        fill(database, case.lessons())
        yield from _made_up(store, case, SqlStore(database))
        database.close()
        yield from _judged(store)


def _made_up(store: Store, case: LessonCase, product: SqlStore) -> Iterator[Row]:
    for name, (kind, goal) in _KINDS.items():
        asked = q.asked(kind, case, _TIMES)
        recall = mean(_id(number) in _found(product, words, _PAGE) for number, words in asked)
        what = f"recall at {_PAGE}, {name}, {case.count:,} lessons"
        yield Row("P21", what, store.name, "", f"{recall:.3f}", recall, ">=", goal, "")
    asked = q.asked(q.by_reference, case, _TIMES)
    first = mean(_found(product, words, 1) == [_id(number)] for number, words in asked)
    yield Row("P21", "a named reference is the first hit", store.name, "", f"{first:.3f}", first, "==", 1, "")


def _judged(store: Store) -> Iterator[Row]:
    """Issue: "a small set of queries with known right answers"."""
    known = judged.judged_set()
    database = Database(store.fresh())
    fill(database, known.lessons)
    product = SqlStore(database)
    found = [(one, _found(product, one.words, _PAGE, judged.NOW)) for one in known.questions]
    database.close()
    about = f"{len(known.questions)} judged questions, {len(known.lessons)} lessons"
    recall = mean(one.recall(ids) for one, ids in found)
    yield Row("P21", f"recall at {judged.AT_BEST}, {about}", store.name, "", f"{recall:.3f}", recall, ">=", 0.9, "")
    rank = mean(one.reciprocal_rank(ids) for one, ids in found)
    yield Row("P21", f"mean reciprocal rank, {about}", store.name, "", f"{rank:.3f}")


def _id(number: int) -> str:
    return f"l{number:07}"


def _found(product: SqlStore, words: str, limit: int, at: datetime = NOW) -> Sequence[str]:
    with product.read() as uow:
        found = uow.lessons.search(Search(words, limit=limit), at)
    return [lesson.escalation_id for lesson in found.lessons]
