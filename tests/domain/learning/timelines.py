"""Timelines written by hand, entry by entry: what the tests of figures count."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

from domain import timeline as t
from domain.escalation import fold
from domain.learning.case import Case
from domain.learning.figures import CaseFacts, Counting, Figures, facts_of
from domain.note import Note, id_of
from domain.policy import STANDARD
from domain.severity import Severity
from domain.timeline import Entry

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
BERLIN = "Europe/Berlin"
REFUND, QUEUE = id_of("Refund or return"), id_of("Wait or queue")
OPTIONS = id_of("Options")
_numbers = count(1)


def later(seconds: float, since: datetime = NOON) -> datetime:
    """So many seconds after the tap."""
    return since + timedelta(seconds=seconds)


def raised(
    severity: Severity = Severity.UPSET, at: datetime = NOON, place: str | None = "bar", **more: object
) -> Entry:
    """The tap."""
    number = next(_numbers)
    entry = {
        "id": f"e{number}",
        "reference": f"R{number}",
        "site_id": "harbour",
        "place_id": place,
        "by": "mia",
        **more,
    }
    return t.EscalationRaised(at, severity=severity, policy=STANDARD, **entry)  # type: ignore[arg-type]


def paged(seconds: float = 0, *people: str, since: datetime = NOON) -> Entry:
    """A round of pages."""
    return t.PagesMade(later(seconds, since), round=1, people=people or ("dana",))


def answered(seconds: float, tier: str = "tier_1", by: str = "dana", since: datetime = NOON) -> Entry:
    """ "I have it"."""
    return t.Acknowledged(later(seconds, since), by, tier=tier)


def with_them(seconds: float, since: datetime = NOON) -> Entry:
    """ "I'm with them"."""
    return t.WithThem(later(seconds, since), "dana", person_id="dana")


def resolved(seconds: float, since: datetime = NOON) -> Entry:
    """The end; the note is due eight hours later."""
    at = later(seconds, since)
    return t.Resolved(at, "dana", note_due_at=at + timedelta(hours=8))


def case(*entries: Entry, **picks: tuple[str, ...]) -> Case:
    """A case of these entries; with picks, its note is finished."""
    escalation = fold(entries)
    note = Note(escalation.id, picks, done=True) if picks else None
    return Case(escalation, entries, note)


def facts(*entries: Entry, zone: str = BERLIN, **picks: tuple[str, ...]) -> CaseFacts:
    """What counts of it."""
    return facts_of(case(*entries, **picks), zone)


def figures(*cases: CaseFacts, at: datetime = NOON + timedelta(days=7)) -> Figures:
    """What may be given of these."""
    counting = Counting(at)
    for one in cases:
        counting.add(one)
    return counting.figures()
