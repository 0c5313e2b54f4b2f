"""How the responders' answers change an escalation, and whose it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain import timeline as t
from domain.escalation.fold.entry import change
from domain.escalation.fold.epoch import new_epoch, state_of
from domain.escalation.state import Answer, Clock, Escalation, State


@change.register
def _(entry: t.Acknowledged, e: Escalation) -> Escalation:
    return _answered(e, entry.by, State.ACKNOWLEDGED, entry)


@change.register
def _(entry: t.OnTheWay, e: Escalation) -> Escalation:
    return _answered(e, entry.by, State.ON_THE_WAY, entry, entry.eta_at, entry.far)


@change.register
def _(entry: t.WithThem, e: Escalation) -> Escalation:
    return _answered(e, entry.person_id, State.WITH_THEM, entry)


def _answered(
    e: Escalation,
    person_id: str | None,
    stage: State,
    entry: t.Entry,
    eta_at: datetime | None = None,
    far: bool = False,
) -> Escalation:
    """One person's answer, in place of their earlier one; the first answer of an epoch owns (invariant 7)."""
    before = e.answer_of(person_id)
    since = before.at if before and before.epoch == e.epoch else entry.at
    answer = Answer(str(person_id), stage, since, e.epoch, eta_at, far)
    answers = tuple(answer if a.person_id == person_id else a for a in e.answers)
    if before is None:
        answers = (*e.answers, answer)
    answered = replace(
        e,
        answers=answers,
        owner_id=e.owner_id or str(person_id),
        passed=e.passed - {str(person_id)},
        unanswered_at=None,
    )
    return replace(answered, state=state_of(answered))


@change.register
def _(entry: t.AnswerWentStale, e: Escalation) -> Escalation:
    kept = tuple(answer for answer in e.answers if answer.person_id not in entry.people)
    fresh = replace(e, **new_epoch(e, ()), clocks=(Clock(e.severity, e.lone, entry.at),))  # type: ignore[arg-type]
    if not kept:
        return fresh
    staying = replace(fresh, answers=kept, owner_id=kept[0].person_id)
    return replace(staying, state=state_of(staying))


@change.register
def _(entry: t.PassedOn, e: Escalation) -> Escalation:
    answers = tuple(answer for answer in e.answers if answer.person_id != entry.by)
    owner = e.owner_id if e.owner_id != entry.by else (answers[0].person_id if answers else None)
    passed = replace(
        e,
        passed=e.passed | {str(entry.by)},
        answers=answers,
        owner_id=owner,
        hand_on_to=None if e.hand_on_to == entry.by else e.hand_on_to,
    )
    return replace(passed, state=state_of(passed))


@change.register
def _(entry: t.HandOnAsked, e: Escalation) -> Escalation:
    return replace(e, hand_on_to=entry.person_id, passed=e.passed - {entry.person_id})


@change.register
def _(entry: t.OwnerChanged, e: Escalation) -> Escalation:
    """The new responder keeps their own answer; a handed-on responder's answer is over."""
    left = tuple(a for a in e.answers if a.person_id != e.owner_id or a.person_id == entry.person_id)
    if not any(answer.person_id == entry.person_id for answer in left):
        left = (Answer(entry.person_id, State.ACKNOWLEDGED, entry.at, e.epoch), *left)
    changed = replace(
        e,
        owner_id=entry.person_id,
        answers=left,
        hand_on_to=None,
        unanswered_at=None,
        passed=e.passed - {entry.person_id},
    )
    return replace(changed, state=state_of(changed))
