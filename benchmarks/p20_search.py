"""P20: how long a search takes beside the bare engine's own, for each kind of question, and how it grows."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks import lesson_questions as q
from benchmarks.bench import Bench
from benchmarks.floors.full_text import FullText
from benchmarks.lesson_case import NOW, LessonCase
from benchmarks.lesson_rows import fill
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import in_turn, ms, p50, p99
from domain.learning.lesson import Search
from domain.severity import Severity
from handlers.learning.finding.similar import LOOKED_THROUGH
from storage.database import Database
from storage.unit_of_work import SqlStore

_SMALL, _LARGE, _FULL, _TIMES = 10_000, 100_000, 1_000_000, 100
_KINDS = {
    "telling words": q.rare,
    "telling and common": q.mixed,
    "words of many": q.scattered,
    "common words": q.common,
}
Grown = dict[str, list[float]]


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores: beside the floor at each size, then what growth does to the slowest of a hundred."""
    sizes = (_LARGE, _FULL) if bench.full else (_SMALL, _LARGE)
    for store in bench.stores:
        grown: Grown = {}
        for size in sizes:
            bench.say(f"{store.name}, {size:,} lessons")
            yield from _at(store, LessonCase(size), grown)
        for name, slowest in grown.items():
            before, after = slowest
            what = f"search, {name}, p99 at {sizes[0]:,} -> {sizes[1]:,}"
            if bench.full:
                yield Row("P20", what, store.name, ms(before), ms(after), after / before, "<=", 5)
            else:
                # Nothing is bounded yet among so few: the law is about a million beside a hundred thousand.
                yield Row("P20", what, store.name, "", f"{ms(before)} -> {ms(after)}, {after / before:.3g}x")


def _at(store: Store, case: LessonCase, grown: Grown) -> Iterator[Row]:
    database = Database(store.fresh())
    fill(database, case.lessons())
    product, engine = SqlStore(database), plain_engine(store.fresh(migrated=False))
    floor = FullText(engine, case)
    for name, kind in _KINDS.items():
        words = [asked for _, asked in q.asked(kind, case, _TIMES + 5)]
        yield from _beside(store, name, case, words, product, floor, grown)
    yield from _alone(store, case, product)
    engine.dispose()
    database.close()


def _beside(
    store: Store, name: str, case: LessonCase, words: list[str], product: SqlStore, floor: FullText, grown: Grown
) -> Iterator[Row]:
    """One kind of question: each is asked of both, one after the other."""
    turns = {"floor": iter(words), "product": iter(words)}
    samples = in_turn(
        {
            "floor": lambda: floor.search(next(turns["floor"])),
            "product": lambda: _searched(product, Search(next(turns["product"]))),
        },
        _TIMES,
    )
    bare, own = samples["floor"], samples["product"]
    grown.setdefault(name, []).append(p99(own))
    for what, figure in (("p50", p50), ("p99", p99)):
        ratio = figure(own) / figure(bare)
        title = f"search, {name}, {what}, {case.count:,} lessons"
        yield Row("P20", title, store.name, ms(figure(bare)), ms(figure(own)), ratio, "<=", 2)


def _alone(store: Store, case: LessonCase, product: SqlStore) -> Iterator[Row]:
    """What the bare engine has no answer to: a mistyped word, filters, nothing but filters, what a page looks up."""
    mistyped = iter(words for _, words in q.asked(q.mistyped, case, _TIMES + 5))
    site, trigger = case.lesson(0).site_id, case.lesson(0).triggers[0]
    some = iter(words for _, words in q.asked(q.mixed, case, _TIMES + 5))
    samples = in_turn(
        {
            "one letter wrong": lambda: _searched(product, Search(next(mistyped))),
            "with filters": lambda: _searched(
                product, Search(next(some), trigger=trigger, site_id=site, severity=Severity.UPSET)
            ),
            "filters alone": lambda: _searched(product, Search("", trigger=trigger, site_id=site)),
            "similar ones, as a page is drawn": lambda: _recent(product, site),
        },
        _TIMES,
    )
    for name, found in samples.items():
        said = f"p50 {ms(p50(found))}, p99 {ms(p99(found))}"
        yield Row("P20", f"search, {name}, {case.count:,} lessons", store.name, "", said)


def _recent(product: SqlStore, site_id: str) -> None:
    with product.read() as uow:
        uow.lessons.recent(site_id, NOW, LOOKED_THROUGH)


def _searched(product: SqlStore, wanted: Search) -> None:
    with product.read() as uow:
        uow.lessons.search(wanted, NOW)
