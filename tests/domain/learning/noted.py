"""Finished notes written by hand: what the tests of proposals and training count."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain import timeline as t
from domain.escalation import fold
from domain.learning.case import FinishedNote
from domain.note import Note, id_of
from domain.severity import Severity
from tests.domain.learning.timelines import NOON, raised, resolved

DAY = timedelta(days=1)
RECEIPT, REFUND, QUEUE = map(id_of, ("No refund without receipt", "Refund or return", "Wait or queue"))
LIGHT, UNKNOWN, NOTHING = map(id_of, ("Poor light", "Unknown", "Nothing"))


def days_ago(days: float) -> datetime:
    """So many days before NOON."""
    return NOON - days * DAY


def noted(
    days: float,
    rule: str = "",
    triggers: tuple[str, ...] = (),
    harder: tuple[str, ...] = (),
    site: str = "harbour",
    severity: Severity = Severity.UPSET,
    **more: object,
) -> FinishedNote:
    """The finished note of a case that ended a minute after it was raised, so many days ago."""
    at = days_ago(days)
    called_off = bool(more.pop("called_off", False))
    training = more.pop("training", ())
    first = raised(severity, at, site_id=site, **more)
    end = t.Withdrawn(at + timedelta(minutes=1), "dana") if called_off else resolved(60, at)
    picks = {"trigger": triggers, "harder": harder, "training": training}
    if rule:
        picks["rule"] = (rule,)
    escalation = fold([first, end])
    return FinishedNote(escalation, Note(escalation.id, picks, done=True))  # type: ignore[arg-type]


def ids(*notes: FinishedNote) -> tuple[str, ...]:
    """Ids of their escalations."""
    return tuple(one.escalation.id for one in notes)
