"""One row of each kind: picks, codes, instants and counts. No id of a person and no text gets in here, but for the
words of a lesson that a person cleared for everybody (domain.md e.6 rule 1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from domain.learning.case import Case, FinishedNote
from domain.learning.figures import Span, band_words, facts_of, rows_of
from domain.learning.figures.figures import Figures
from domain.learning.lesson import Lesson
from domain.site import Site
from handlers.learning.exporting.columns import PICKED, SCHEMA

Cell = str | int | bool | None
Cells = tuple[Cell, ...]


def case_row(site: Site, case: Case) -> Cells:
    """One case, by COLUMNS. Of one about a colleague neither place nor flags (domain.md c.6)."""
    e, facts = case.escalation, facts_of(case, site.zone)
    return (
        SCHEMA,
        e.reference,
        e.site_id,
        facts.place_id,
        instant(e.raised_at),
        instant(e.ended_at),
        e.ended_how or None,
        facts.first.word,
        facts.highest.word,
        e.safety_case,
        e.about_colleague,
        "" if e.about_colleague else joined(e.flags),
        facts.answered_as or None,
        facts.acknowledged_after,
        facts.with_staff_after,
        facts.unanswered,
        facts.stale,
        e.police_called,
        e.warnings,
        e.contact_ended,
        e.note.value,
        bool(e.held),
        instant(e.texts_gone_at),
    )


def note_row(finished: FinishedNote, lesson: Lesson | None, at: datetime) -> Cells | None:
    """One finished note, by COLUMNS; None of one about a colleague. The words only once others may read them."""
    e, note = finished.escalation, finished.note
    if e.about_colleague:
        return None
    picks = (joined(note.picks.get(field, ())) for field in PICKED)
    shared = lesson.text if lesson and lesson.shown(at) else ""
    return (SCHEMA, e.reference, e.site_id, instant(e.ended_at), e.highest.word, *picks, shared or None)


def figure_rows(site: Site, span: Span, figures: Figures) -> Iterator[Cells]:
    """The figures of a span, by COLUMNS; `value` is None where fewer than three cases stand behind it."""
    for row in rows_of(figures):
        yield (
            SCHEMA,
            site.id,
            span.first.isoformat(),
            span.last.isoformat(),
            row.figure.value,
            row.level.word if row.level else None,
            row.place_id or None,
            band_words(row.band) if row.band is not None else None,
            row.trigger or None,
            row.item or None,
            row.measure,
            row.value,
            row.base,
        )


def instant(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, to the second."""
    return at.isoformat(timespec="seconds").replace("+00:00", "Z") if at else None


def joined(ids: Iterable[str]) -> str:
    """Ids of picks or flags with a blank between them: none has one of its own."""
    return " ".join(sorted(map(str, ids)))
