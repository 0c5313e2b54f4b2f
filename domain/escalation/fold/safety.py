"""How the safe checks and their answers change an escalation."""

from __future__ import annotations

from dataclasses import replace

from domain import timeline as t
from domain.escalation.fold.entry import change
from domain.escalation.state import Escalation, SafeAnswer


@change.register
def _(entry: t.CheckAsked, e: Escalation) -> Escalation:
    return replace(e, check_asked_at=entry.at, next_check_at=entry.next_check_at)


@change.register
def _(entry: t.CheckMissed, e: Escalation) -> Escalation:
    return replace(e, checks_missed=entry.times, check_missed_at=entry.at)


@change.register
def _(entry: t.SafeSaid, e: Escalation) -> Escalation:
    answer = SafeAnswer.SAFE if entry.safe else SafeAnswer.NOT_SAFE
    seen = e.seen_safe_by if entry.safe else None
    return replace(
        e,
        last_safe=answer,
        last_safe_at=entry.at,
        check_asked_at=None,
        checks_missed=0,
        seen_safe_by=seen,
    )


@change.register
def _(entry: t.SafeTakenBack, e: Escalation) -> Escalation:
    return replace(e, last_safe=SafeAnswer.NONE, last_safe_at=entry.at, seen_safe_by=None)


@change.register
def _(entry: t.SeenSafe, e: Escalation) -> Escalation:
    return replace(
        e,
        seen_safe_by=entry.by,
        last_safe=SafeAnswer.SAFE,
        last_safe_at=entry.at,
        check_asked_at=None,
        checks_missed=0,
    )


@change.register
def _(entry: t.OkAnswered, e: Escalation) -> Escalation:
    return replace(e, ok_answer=entry.ok)


@change.register
def _(entry: t.OkAskedAgain, e: Escalation) -> Escalation:
    return replace(e, ok_asked_again=True)


@change.register
def _(entry: t.MistakeSaid, e: Escalation) -> Escalation:
    return replace(e, mistake_said=True)
