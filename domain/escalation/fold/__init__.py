"""The only place where an escalation changes: one timeline entry in, the next value out (invariant 12).

One file for each kind of entry: `opening.py`, `paging.py`, `answering.py`, `safety.py`, `ending.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain import timeline as t
from domain.escalation.fold import answering, ending, opening, paging, safety
from domain.escalation.fold.entry import change
from domain.escalation.state import Clock, Escalation

RULES = (opening, paging, answering, safety, ending)


def begin(entry: t.EscalationRaised) -> Escalation:
    """The escalation that this first entry makes."""
    return Escalation(
        id=entry.id,
        reference=entry.reference,
        site_id=entry.site_id,
        raiser_id=entry.by or "",
        raised_at=entry.at,
        policy=entry.policy,
        severity=entry.severity,
        highest=entry.severity,
        clocks=(Clock(entry.severity, entry.lone, entry.at),),
        place_id=entry.place_id,
        place_confirmed=entry.place_confirmed,
        silent=entry.silent,
        lone=entry.lone,
        about_colleague=entry.about_colleague,
        excluded=entry.excluded,
        flags=entry.flags,
        words=(entry.words,) if entry.words else (),
        next_check_at=_first_check(entry),
        version=1,
    )


def _first_check(entry: t.EscalationRaised) -> datetime | None:
    after = entry.policy.column(entry.severity, entry.lone).check_after
    return None if after is None else entry.at + after


def fold(entries: Iterable[t.Entry]) -> Escalation:
    """The escalation that a whole timeline gives. Raises ValueError where the first entry is not a raise."""
    escalation: Escalation | None = None
    for entry in entries:
        if escalation is None:
            if not isinstance(entry, t.EscalationRaised):
                raise ValueError("a timeline begins with EscalationRaised")
            escalation = begin(entry)
        else:
            escalation = apply(escalation, entry)
    if escalation is None:
        raise ValueError("an empty timeline")
    return escalation


def apply(escalation: Escalation, entry: t.Entry) -> Escalation:
    """The escalation after one more entry."""
    changed = change(entry, escalation)
    return replace(changed, version=escalation.version + 1)
