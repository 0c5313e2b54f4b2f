"""Finished notes put into a house as if they had been written: what proposals are drafted from."""

from __future__ import annotations

from datetime import timedelta

from domain import timeline as t
from domain.escalation import fold
from domain.note import Note, id_of
from domain.policy import STANDARD
from domain.severity import Severity
from tests.handlers.given import AT, House

RECEIPT, LIGHT = id_of("No refund without receipt"), id_of("Poor light")


def wrote(
    home: House,
    number: int,
    days_ago: float = 1,
    rule: str = RECEIPT,
    by: str = "mia",
    site: str = "hotel",
    severity: Severity = Severity.UPSET,
    harder: str = "",
    **more: str | bool,
) -> str:
    """A case of so many days before AT with its finished note; the id of its escalation."""
    at, id_ = AT - timedelta(days=days_ago), f"past{number}"
    change = str(more.pop("change", ""))
    entries: list[t.Entry] = [
        t.EscalationRaised(
            at, by, id=id_, reference=f"P{number}", site_id=site, severity=severity, policy=STANDARD, place_id="bar",
            **more,  # type: ignore[arg-type]
        ),
        t.Resolved(at, "dana", note_due_at=at + timedelta(hours=8)),
        t.NoteKept(at, "dana", done=True),
    ]  # fmt: skip
    picks = {"rule": (rule,) if rule else (), "harder": (harder,) if harder else ()}
    with home.ports.store.work() as uow:
        uow.escalations.add(fold(entries), entries, None, f"past:{number}")
        uow.notes.keep(Note(id_, picks, {"change": change}, "dana", done=True, done_at=at), at)
        uow.commit()
    return id_
