"""Counts the cases of a site in a span, in one pass over the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.learning.figures import (
    Closed,
    Counting,
    Figures,
    Span,
    WeekCounting,
    WeekCounts,
    closed,
    facts_of,
    month_before,
)
from domain.site import Site
from handlers.ports import UnitOfWork


@dataclass(frozen=True)
class Month:
    """A month of a site beside the one before it."""

    span: Span
    figures: Figures
    before: Figures
    closed: Closed


def figures_of(uow: UnitOfWork, site: Site, span: Span, at: datetime) -> Figures:
    """The figures of the cases raised in this span."""
    counting = Counting(at)
    for case in uow.learning.cases(span.start, span.end, site.id):
        counting.add(facts_of(case, site.zone))
    return counting.figures()


def month_figures(uow: UnitOfWork, site: Site, span: Span, at: datetime) -> Month:
    """This month, the one before, and what had become of proposals by its end (or by now, while it runs)."""
    before = figures_of(uow, site, month_before(span.first, site.zone), at)
    learned = closed(uow.learning.proposals(site.id, only_open=False), min(span.end, at))
    return Month(span, figures_of(uow, site, span, at), before, learned)


def weeks_of(
    uow: UnitOfWork, site: Site, weeks: Sequence[Span], at: datetime
) -> tuple[tuple[WeekCounts, ...], Figures]:
    """The cases of these weeks, oldest first, week by week and all together."""
    by_week, together = WeekCounting(weeks), Counting(at)
    for case in uow.learning.cases(weeks[0].start, weeks[-1].end, site.id):
        facts = facts_of(case, site.zone)
        by_week.add(facts)
        together.add(facts)
    return by_week.counts(), together.figures()
