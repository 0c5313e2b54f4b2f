"""Day after day of each site, each read to its end before a row is given: however slowly the rows are taken, no
transaction waits for them, and memory holds one day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from domain.learning.figures import Span, month_of
from domain.learning.figures.spans import span_of
from domain.site import Site
from handlers.learning.exporting.columns import Kind
from handlers.learning.exporting.rows import Cells, case_row, figure_rows, note_row
from handlers.learning.figures.gathering import figures_of
from handlers.ports import Store, UnitOfWork

_DAY = timedelta(days=1)
_Read = Callable[[UnitOfWork, Site, Span, datetime], list[Cells]]


def export(store: Store, kind: Kind, sites: Sequence[Site], first: date, last: date, at: datetime) -> Iterator[Cells]:
    """All rows of the days from `first` until before `last`, by each site's own calendar, site after site.

    Cases by the day of the tap, notes by the day of the end; figures month by month, cut off at both ends.
    """
    read, spans = _READ[kind], _months if kind == Kind.FIGURES else _days
    for site in sites:
        for span in spans(first, last, site.zone):
            with store.read() as uow:
                rows = read(uow, site, span, at)
            yield from rows


def count(store: Store, sites: Sequence[Site], first: date, last: date) -> int:
    """How many cases were raised in these days: what `export` of cases gives."""
    with store.read() as uow:
        spans = [(site, span_of(first, last, site.zone)) for site in sites]
        return sum(uow.learning.how_many(span.start, span.end, site.id) for site, span in spans)


def _days(first: date, last: date, zone: str) -> Iterator[Span]:
    day = first
    while day < last:
        yield span_of(day, day + _DAY, zone)
        day += _DAY


def _months(first: date, last: date, zone: str) -> Iterator[Span]:
    while first < last:
        end = min(month_of(first, zone).last, last)
        yield span_of(first, end, zone)
        first = end


def _cases(uow: UnitOfWork, site: Site, span: Span, _at: datetime) -> list[Cells]:
    return [case_row(site, case) for case in uow.learning.cases(span.start, span.end, site.id)]


def _notes(uow: UnitOfWork, site: Site, span: Span, at: datetime) -> list[Cells]:
    finished = uow.learning.finished(span.start, span.end, site.id)
    rows = (note_row(one, uow.lessons.get(one.escalation.id), at) for one in finished)
    return [row for row in rows if row]


def _figures(uow: UnitOfWork, site: Site, span: Span, at: datetime) -> list[Cells]:
    return list(figure_rows(site, span, figures_of(uow, site, span, at)))


_READ: Mapping[Kind, _Read] = {Kind.CASES: _cases, Kind.NOTES: _notes, Kind.FIGURES: _figures}
