"""P22: what the index adds to keeping one lesson; it is kept after the answer, never inside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count

from sqlalchemy import Engine, insert

from benchmarks.bench import Bench
from benchmarks.lesson_case import LessonCase
from benchmarks.lesson_rows import ended, fill
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import ms, p50, p99, prepared_in_turn
from domain.learning.lesson import Lesson
from storage.database import Database
from storage.lessons.rows import columns_of
from storage.tables import LessonRow
from storage.unit_of_work import SqlStore

_SIZES, _FULL, _TIMES = (10_000, 100_000), (100_000, 1_000_000), 200


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores, among few and among many lessons."""
    for store in bench.stores:
        for size in _FULL if bench.full else _SIZES:
            bench.say(f"{store.name}, {size:,} lessons")
            yield from _beside(store, LessonCase(size + 2 * _TIMES + 20), size)


def _beside(store: Store, case: LessonCase, size: int) -> Iterator[Row]:
    """In turn: a row of a lesson and nothing else, and a lesson with its index; a commit each."""
    database, bare = Database(store.fresh()), Database(store.fresh())
    fill(database, (case.lesson(number) for number in range(size)))
    for each in (database, bare):
        ended(each, [case.lesson(number).escalation_id for number in range(size, case.count)])
    product, floor = SqlStore(database), plain_engine(bare.url.render_as_string(hide_password=False))
    numbers = {"floor": count(size), "product": count(size)}
    samples = prepared_in_turn(
        {
            "floor": _next(case, numbers["floor"], lambda lesson: _insert(floor, lesson)),
            "product": _next(case, numbers["product"], lambda lesson: _keep(product, lesson)),
        },
        _TIMES,
    )
    alone, own = samples["floor"], samples["product"]
    what = f"keeping a lesson beside {size:,}"
    yield Row("P22", f"{what}, p50", store.name, ms(p50(alone)), ms(p50(own)), p50(own) / p50(alone), "<=", 2.5)
    yield Row("P22", f"{what}, p99", store.name, ms(p99(alone)), ms(p99(own)))
    floor.dispose()
    database.close()
    bare.close()


def _next(case: LessonCase, numbers: count[int], store: Callable[[Lesson], None]) -> Callable[[], Callable[[], None]]:
    def prepare() -> Callable[[], None]:
        lesson = case.lesson(next(numbers))
        return lambda: store(lesson)

    return prepare


def _insert(engine: Engine, lesson: Lesson) -> None:
    with engine.begin() as connection:
        connection.execute(insert(LessonRow).values(**columns_of(lesson), yes=0, no=0))


def _keep(product: SqlStore, lesson: Lesson) -> None:
    with product.work() as uow:
        uow.lessons.keep(lesson)
        uow.commit()
