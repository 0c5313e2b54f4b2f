"""A weekly digest and a month of figures beside the bare rows that they are made of, and how they grow with these."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Engine, MetaData, select

from benchmarks.bench import Bench
from benchmarks.case_rows import SITE, fill
from benchmarks.stores import Store, plain_engine
from benchmarks.table import Row
from benchmarks.timing import in_turn, ms, p50
from domain.learning.figures import Span, month_of, weeks_until
from handlers.learning.figures.digest import WEEKS, digest_of
from handlers.learning.figures.gathering import month_figures
from storage.column_types import iso
from storage.database import Database
from storage.unit_of_work import SqlStore

_FEW, _MANY = 3_650, 36_500
_AT = datetime(2025, 12, 1, 9, tzinfo=UTC)
_MONTH = month_of(date(2025, 11, 15), SITE.zone)
_WEEKS = weeks_until(date(2025, 12, 1), WEEKS, SITE.zone)
_TIMES = 5


def measure(bench: Bench) -> Iterator[Row]:
    """On both stores."""
    for store in bench.stores:
        few = _took(bench, store, _FEW)
        many = _took(bench, store, _MANY)
        for what, cases in (("month", 61), ("digest", 84)):
            bare, own = many[f"{what}, rows"], many[what]
            each = f"{what} of {cases * _MANY // 365:,} cases"
            yield Row(
                "figures", f"{each}; floor: their bare rows", store.name, ms(bare), f"{ms(own)}, {own / bare:.2g}x"
            )
            grown = own / few[what] / (_MANY / _FEW)
            yield Row("figures", f"{what}: time for each case, ten times as many", store.name, "", "", grown, "<=", 1.3)


def _took(bench: Bench, store: Store, cases: int) -> dict[str, float]:
    bench.say(f"{store.name}: {cases:,} cases a year")
    url = store.fresh()
    database = Database(url)
    try:
        fill(database, cases)
        engine = plain_engine(url)
        samples = in_turn(_things(SqlStore(database), engine), _TIMES, warm_up=1)
        engine.dispose()
    finally:
        database.close()
    return {name: p50(found) for name, found in samples.items()}


def _things(store: SqlStore, engine: Engine) -> dict[str, Callable[[], object]]:
    found = MetaData()
    found.reflect(engine, only=["escalation", "timeline", "note"])
    two_months = Span(date(2025, 10, 1), _MONTH.last, month_of(date(2025, 10, 1), SITE.zone).start, _MONTH.end)
    twelve_weeks = Span(_WEEKS[0].first, _WEEKS[-1].last, _WEEKS[0].start, _WEEKS[-1].end)

    def month() -> object:
        with store.read() as uow:
            return month_figures(uow, SITE, _MONTH, _AT)

    def digest() -> object:
        with store.read() as uow:
            return digest_of(uow, SITE, _WEEKS[-1], _AT)

    return {
        "month": month,
        "month, rows": lambda: _bare(engine, found, two_months),
        "digest": digest,
        "digest, rows": lambda: _bare(engine, found, twelve_weeks),
    }


def _bare(engine: Engine, found: MetaData, span: Span) -> list[Any]:
    """All rows of the cases of a span, as the database gives them."""
    cases, rows = found.tables["escalation"], []
    with engine.connect() as connection:
        ours = (cases.c.raised_at >= _bound(engine, span.start)) & (cases.c.raised_at < _bound(engine, span.end))
        rows += connection.execute(select(cases).where(ours)).all()
        for name in ("timeline", "note"):
            part = found.tables[name]
            joined = select(part).join(cases, cases.c.id == part.c.escalation_id).where(ours)
            rows += connection.execute(joined).all()
    return rows


def _bound(engine: Engine, at: datetime) -> Any:
    """SQLite keeps instants as text."""
    return at if engine.dialect.name == "postgresql" else iso(at)
