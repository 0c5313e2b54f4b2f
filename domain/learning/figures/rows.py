"""All figures of a span as rows, one figure of one level, place or band each: what files and tables are made of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from domain.learning.figures.closed import Closed, Ratio
from domain.learning.figures.facts import BANDS
from domain.learning.figures.figures import Counted, Figures, Lists, Times
from domain.learning.figures.guard import Share
from domain.learning.figures.names import Figure
from domain.severity import Severity

Lines = tuple[Counted, ...]


@dataclass(frozen=True)
class Row:
    """One figure. `value` None: fewer than three cases. `base`: of how many cases (or proposals), where it is a share
    and that may be given. `measure` says what the value is: cases, percent, median_s, p90_s (seconds) or proposals.

    `place_id`, `trigger` and `item` (of a pick-list, a tier or a side of the ratio) are ids.
    """

    figure: Figure
    value: int | None
    measure: str = "cases"
    base: int | None = None
    level: Severity | None = None
    place_id: str = ""
    band: int | None = None
    item: str = ""
    trigger: str = ""


def rows_of(figures: Figures, closed: Closed | None = None) -> Iterator[Row]:
    """Every figure, in the order of docs/metrics.md."""
    yield from _cases(figures)
    yield from _times(Figure.ACKNOWLEDGED, figures.acknowledged)
    yield from _times(Figure.WITH_STAFF, figures.with_staff)
    yield from _shares(figures)
    yield from _listed(figures)
    yield _share(Figure.NOTES_ON_TIME, figures.notes_on_time)
    yield from _closed(closed) if closed else ()


def _cases(figures: Figures) -> Iterator[Row]:
    if figures.cases.total is not None or figures.cases.few:
        yield Row(Figure.CASES, figures.cases.total)
    for level in Severity:
        yield Row(Figure.CASES, figures.cases.given.get(level), level=level)
    for place, count in figures.at.items():
        yield Row(Figure.CASES_AT, count, place_id=place)
    for band in BANDS:
        yield Row(Figure.CASES_IN, figures.hours.get(band), band=band)
    yield Row(Figure.UNDONE, figures.undone)


def _times(figure: Figure, times: Mapping[Severity, Times]) -> Iterator[Row]:
    for level in Severity:
        found = times.get(level)
        yield Row(figure, found.median if found else None, "median_s", level=level)
        yield Row(figure, found.ninetieth if found else None, "p90_s", level=level)


def _shares(figures: Figures) -> Iterator[Row]:
    yield _share(Figure.UNANSWERED, figures.unanswered)
    for tier, share in figures.answered_by.items():
        yield _share(Figure.ANSWERED_BY, share, tier)
    yield _share(Figure.STALE, figures.stale)
    yield _share(Figure.CLIMBED, figures.climbed)
    yield Row(Figure.EARLY_HELP, figures.early, item="early")
    yield Row(Figure.EARLY_HELP, figures.late, item="late")
    yield _share(Figure.NEAR_MISSES, figures.near_misses)


def _share(figure: Figure, share: Share, item: str = "") -> Row:
    if share.told:
        return Row(figure, share.count, base=share.base, item=item)
    return Row(figure, share.percent, "percent", item=item)


def _listed(figures: Figures) -> Iterator[Row]:
    yield from _entries(Figure.TRIGGERS, figures.triggers)
    yield from _by(Figure.TRIGGERS_AT, figures.triggers_at)
    yield from _by(Figure.TRIGGERS_IN, figures.triggers_in)
    yield from _entries(Figure.RULES, figures.rules)
    yield from _by(Figure.RULES_AT, figures.rules_at)
    yield from _by(Figure.RULES_IN, figures.rules_in)
    yield from _entries(Figure.HELPED, figures.helped)
    for trigger, helped in figures.helped_with.items():
        for one in helped:
            yield Row(Figure.HELPED_WITH, one.cases, item=one.id, trigger=trigger)


def _entries(
    figure: Figure, counted: tuple[Counted, ...], place_id: str = "", band: int | None = None
) -> Iterator[Row]:
    for one in counted:
        yield Row(figure, one.cases, place_id=place_id, band=band, item=one.id)


def _by(figure: Figure, lists: Lists) -> Iterator[Row]:
    for key, counted in lists.items():
        by_place = figure in (Figure.TRIGGERS_AT, Figure.RULES_AT)
        yield from _entries(figure, counted, key if by_place else "", None if by_place else int(key))


def _closed(closed: Closed) -> Iterator[Row]:
    shares: tuple[tuple[Figure, Ratio], ...] = (
        (Figure.PROPOSALS_DECIDED, closed.decided),
        (Figure.PROPOSALS_DONE, closed.done),
        (Figure.PROPOSALS_CHECKED, closed.checked),
        (Figure.PROPOSALS_DROPPED, closed.dropped),
    )
    for figure, ratio in shares:
        yield Row(figure, ratio.count, "proposals", ratio.base)
