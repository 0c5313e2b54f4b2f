"""How an escalation ends, and begins again."""

from __future__ import annotations

from dataclasses import replace

from domain import timeline as t
from domain.escalation.fold.entry import change
from domain.escalation.fold.epoch import new_epoch
from domain.escalation.state import Clock, Escalation, NoteState, SafeAnswer, State


@change.register
def _(entry: t.ResolveAsked, e: Escalation) -> Escalation:
    return replace(e, resolve_asked_by=entry.by)


@change.register
def _(entry: t.Resolved, e: Escalation) -> Escalation:
    return _ended(e, State.RESOLVED, entry, "resolved", note=NoteState.DUE, note_due_at=entry.note_due_at)


@change.register
def _(entry: t.Withdrawn, e: Escalation) -> Escalation:
    return _ended(e, State.WITHDRAWN, entry, entry.how)


def _ended(e: Escalation, state: State, entry: t.Entry, how: str, **note: object) -> Escalation:
    return replace(
        e,
        state=state,
        epoch_open=False,
        next_round_at=None,
        next_check_at=None,
        check_asked_at=None,
        hand_on_to=None,
        ended_at=entry.at,
        ended_by=entry.by,
        ended_how=how,
        **note,  # type: ignore[arg-type]
    )


@change.register
def _(entry: t.NoteKept, e: Escalation) -> Escalation:
    done = entry.done or e.note == NoteState.DONE
    return replace(e, note=NoteState.DONE if done else NoteState.DUE)


@change.register
def _(entry: t.HoldSet, e: Escalation) -> Escalation:
    return replace(e, held=entry.why)


@change.register
def _(entry: t.HoldLifted, e: Escalation) -> Escalation:
    return replace(e, held="")


@change.register
def _(entry: t.TextsRemoved, e: Escalation) -> Escalation:
    return replace(e, texts_gone_at=entry.at)


@change.register
def _(entry: t.Reopened, e: Escalation) -> Escalation:
    column = e.policy.column(e.severity, e.lone)
    again = replace(e, **new_epoch(e, ()))  # type: ignore[arg-type]
    return replace(
        again,
        clocks=(Clock(e.severity, e.lone, entry.at),),
        groups=frozenset(),
        next_check_at=entry.at + column.check_after if column.check_after else None,
        check_asked_at=None,
        checks_missed=0,
        last_safe=SafeAnswer.NONE,
        seen_safe_by=None,
        resolve_asked_by=None,
        mistake_said=False,
        ended_at=None,
        ended_by=None,
        ended_how="",
        ok_answer=None,
        ok_asked_again=False,
        note=NoteState.NONE,
        note_due_at=None,
    )
