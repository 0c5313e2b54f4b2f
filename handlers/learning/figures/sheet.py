"""The figures of a month as a CSV file: a row for each figure, by the columns of docs/metrics.md."""

from __future__ import annotations

import csv
from io import StringIO

from domain.learning.figures import FEWER, Closed, Figure, Figures, Row, band_words, rows_of
from domain.note import words_of
from domain.site import Site
from handlers.learning.figures.cells import safe_cell
from handlers.learning.figures.words import place_words, tier_words

VERSION = 1
COLUMNS = (
    "version", "site", "month", "figure", "level", "place", "hours", "trigger", "item", "measure", "value", "base",
)  # fmt: skip
_LISTS = {
    Figure.TRIGGERS: "trigger",
    Figure.TRIGGERS_AT: "trigger",
    Figure.TRIGGERS_IN: "trigger",
    Figure.RULES: "rule",
    Figure.RULES_AT: "rule",
    Figure.RULES_IN: "rule",
    Figure.HELPED: "helped",
    Figure.HELPED_WITH: "helped",
}


def cells_of(site: Site, month: str, row: Row) -> tuple[str | int, ...]:
    """One row of the file, by COLUMNS; `month` is "2026-02". Text is safe for a spreadsheet."""
    texts = (
        site.name,
        month,
        row.figure.value,
        row.level.word if row.level else "",
        place_words(site, row.place_id) if row.place_id else "",
        band_words(row.band) if row.band is not None else "",
        words_of("trigger", row.trigger, site.note_lists) if row.trigger else "",
        _item(site, row),
        row.measure,
    )
    value = FEWER if row.value is None else row.value
    return (VERSION, *map(safe_cell, texts), value, "" if row.base is None else row.base)


def _item(site: Site, row: Row) -> str:
    if row.figure in _LISTS:
        return words_of(_LISTS[row.figure], row.item, site.note_lists)
    return tier_words(row.item) if row.figure == Figure.ANSWERED_BY else row.item


def sheet(site: Site, month: str, figures: Figures, closed: Closed) -> bytes:
    """The whole file, in UTF-8 with the mark by which spreadsheets know it."""
    written = StringIO()
    out = csv.writer(written)
    out.writerow(COLUMNS)
    out.writerows(cells_of(site, month, row) for row in rows_of(figures, closed))
    return written.getvalue().encode("utf-8-sig")
