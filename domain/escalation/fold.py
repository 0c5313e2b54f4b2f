"""The only place where an escalation changes: one timeline entry in, the next value out (invariant 12)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import singledispatch

from domain import timeline as t
from domain.escalation.state import (
    Answer,
    Called,
    Clock,
    Escalation,
    NoteState,
    SafeAnswer,
    State,
)
from domain.severity import Severity


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
    changed = _apply(entry, escalation)
    return replace(changed, version=escalation.version + 1)


@singledispatch
def _apply(entry: t.Entry, e: Escalation) -> Escalation:
    return e


@_apply.register
def _(entry: t.RaisedAgain, e: Escalation) -> Escalation:
    return replace(e, words=(*e.words, entry.words) if entry.words else e.words, mistake_said=False)


@_apply.register
def _(entry: t.SeverityRaised, e: Escalation) -> Escalation:
    severity = max(e.severity, entry.severity)
    kept = tuple(answer for answer in e.answers if answer.stage == State.WITH_THEM)
    column = e.policy.column(severity, e.lone)
    check = None if column.check_after is None else entry.at + column.check_after
    return replace(
        e,
        severity=severity,
        highest=max(e.highest, severity),
        clocks=_running(e, Clock(severity, e.lone, entry.at)),
        next_check_at=min(filter(None, (e.next_check_at, check)), default=None),
        mistake_said=False,
        only_words=False,
        resolve_asked_by=None,
        **_new_epoch(e, kept),  # type: ignore[arg-type]
    )


def _running(e: Escalation, clock: Clock) -> tuple[Clock, ...]:
    """The clocks with one more; the same column restarted keeps only its earlier start (screens.md rule 14)."""
    same = [c for c in e.clocks if (c.severity, c.lone) == (clock.severity, clock.lone)]
    return e.clocks if same else (*e.clocks, clock)


def _new_epoch(e: Escalation, kept: tuple[Answer, ...]) -> dict[str, object]:
    """What each new epoch resets: only *with them* carries over (principle 6)."""
    owner = e.owner_id if any(answer.person_id == e.owner_id for answer in kept) else None
    if owner is None and kept:
        owner = kept[0].person_id
    return {
        "epoch": e.epoch + 1,
        "epoch_open": True,
        "round": 0,
        "next_round_at": None,
        "answers": kept,
        "owner_id": owner,
        "hand_on_to": None,
        "state": State.WITH_THEM if kept else State.PAGING,
        "extra_answers": 0,
        "passed": frozenset(),
        "undeliverable": frozenset(),
        "told_at": None,
        "unanswered_at": None,
    }


@_apply.register
def _(entry: t.SeverityLowered, e: Escalation) -> Escalation:
    started_at = e.clocks[0].started_at
    column = e.policy.column(entry.severity, e.lone)
    check = e.next_check_at if column.check_after else None
    return replace(
        e,
        severity=entry.severity,
        clocks=(Clock(entry.severity, e.lone, started_at),),
        next_check_at=check,
        check_asked_at=e.check_asked_at if check else None,
    )


@_apply.register
def _(entry: t.OnlyWordsSaid, e: Escalation) -> Escalation:
    lowered = _apply(t.SeverityLowered(entry.at, entry.by, severity=Severity.ABUSIVE), e)
    return replace(lowered, only_words=True)


@_apply.register
def _(entry: t.FlagsSet, e: Escalation) -> Escalation:
    return replace(e, flags=entry.flags)


@_apply.register
def _(entry: t.LoneWorkerSet, e: Escalation) -> Escalation:
    return _alone(e, entry)


def _alone(e: Escalation, entry: t.Entry) -> Escalation:
    after = e.policy.column(e.severity, True).check_after
    check = entry.at + after if after else None
    return replace(
        e,
        lone=True,
        clocks=_running(e, Clock(e.severity, True, entry.at)),
        next_check_at=min(filter(None, (e.next_check_at, check)), default=None),
    )


@_apply.register
def _(entry: t.PlaceSet, e: Escalation) -> Escalation:
    placed = replace(e, place_id=entry.place_id, place_confirmed=True, silent=entry.silent)
    return _alone(placed, entry) if entry.lone and not e.lone else placed


@_apply.register
def _(entry: t.ColleagueNamed, e: Escalation) -> Escalation:
    answers = tuple(answer for answer in e.answers if answer.person_id != entry.person_id)
    owner = e.owner_id if e.owner_id != entry.person_id else (answers[0].person_id if answers else None)
    named = replace(e, excluded=e.excluded | {entry.person_id}, answers=answers, owner_id=owner)
    return replace(named, state=_state_of(named))


@_apply.register
def _(entry: t.WordsSaid, e: Escalation) -> Escalation:
    return replace(e, words=(*e.words, entry.words)) if entry.by == e.raiser_id else e


@_apply.register
def _(entry: t.BoundaryKept, e: Escalation) -> Escalation:
    if entry.step == "warned":
        return replace(e, warnings=e.warnings + 1)
    return replace(e, contact_ended=True)


@_apply.register
def _(entry: t.PoliceAnswered, e: Escalation) -> Escalation:
    # Nobody can undo a police call: "no" after "yes" changes nothing (domain.md c.2).
    return e if e.police_called else replace(e, police_called=entry.called, police_at=entry.at)


@_apply.register
def _(entry: t.SwapAsked, e: Escalation) -> Escalation:
    return replace(e, swap_asked=True)


@_apply.register
def _(entry: t.PagesMade, e: Escalation) -> Escalation:
    known = {called.person_id: called for called in e.called}
    for person in entry.people:
        before = known.get(person)
        known[person] = Called(
            person,
            times=1 + (before.times if before else 0),
            first_at=before.first_at if before else entry.at,
            last_at=entry.at,
        )
    return replace(e, round=entry.round, next_round_at=entry.next_round_at, called=tuple(known.values()))


@_apply.register
def _(entry: t.GroupsJoined, e: Escalation) -> Escalation:
    return replace(e, groups=e.groups | entry.groups)


@_apply.register
def _(entry: t.PageUndeliverable, e: Escalation) -> Escalation:
    return replace(e, undeliverable=e.undeliverable | {entry.person_id})


@_apply.register
def _(entry: t.Acknowledged, e: Escalation) -> Escalation:
    return _answered(e, entry.by, State.ACKNOWLEDGED, entry)


@_apply.register
def _(entry: t.OnTheWay, e: Escalation) -> Escalation:
    return _answered(e, entry.by, State.ON_THE_WAY, entry, entry.eta_at, entry.far)


@_apply.register
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
    return replace(answered, state=_state_of(answered))


def _state_of(e: Escalation) -> State:
    """The state that the answers give: that of whoever is furthest along."""
    if not e.open:
        return e.state
    if e.nearest is not None:
        return e.nearest.stage
    return State.UNANSWERED if e.unanswered_at else State.PAGING


@_apply.register
def _(entry: t.EpochClosed, e: Escalation) -> Escalation:
    return replace(e, epoch_open=False, next_round_at=None)


@_apply.register
def _(entry: t.EpochReopened, e: Escalation) -> Escalation:
    moved = tuple(replace(answer, epoch=e.epoch + 1) for answer in e.answers)
    return replace(
        e,
        epoch=e.epoch + 1,
        epoch_open=True,
        round=0,
        next_round_at=None,
        answers=moved,
        extra_answers=entry.extra,
    )


@_apply.register
def _(entry: t.AnswerWentStale, e: Escalation) -> Escalation:
    kept = tuple(answer for answer in e.answers if answer.person_id not in entry.people)
    fresh = replace(e, **_new_epoch(e, ()), clocks=(Clock(e.severity, e.lone, entry.at),))  # type: ignore[arg-type]
    if not kept:
        return fresh
    staying = replace(fresh, answers=kept, owner_id=kept[0].person_id)
    return replace(staying, state=_state_of(staying))


@_apply.register
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
    return replace(passed, state=_state_of(passed))


@_apply.register
def _(entry: t.HandOnAsked, e: Escalation) -> Escalation:
    return replace(e, hand_on_to=entry.person_id, passed=e.passed - {entry.person_id})


@_apply.register
def _(entry: t.OwnerChanged, e: Escalation) -> Escalation:
    """The new responder keeps their own answer; a handed-on responder's answer is over."""
    left = tuple(a for a in e.answers if a.person_id != e.owner_id or a.person_id == entry.person_id)
    if not any(answer.person_id == entry.person_id for answer in left):
        left = (Answer(entry.person_id, State.ACKNOWLEDGED, entry.at, e.epoch), *left)
    changed = replace(e, owner_id=entry.person_id, answers=left, hand_on_to=None, unanswered_at=None)
    return replace(changed, state=_state_of(changed))


@_apply.register
def _(entry: t.RaiserTold, e: Escalation) -> Escalation:
    return replace(e, told_at=entry.at)


@_apply.register
def _(entry: t.WentUnanswered, e: Escalation) -> Escalation:
    unanswered = replace(e, unanswered_at=entry.at)
    return replace(unanswered, state=_state_of(unanswered))


@_apply.register
def _(entry: t.CheckAsked, e: Escalation) -> Escalation:
    return replace(e, check_asked_at=entry.at, next_check_at=entry.next_check_at)


@_apply.register
def _(entry: t.CheckMissed, e: Escalation) -> Escalation:
    return replace(e, checks_missed=entry.times, check_missed_at=entry.at)


@_apply.register
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


@_apply.register
def _(entry: t.SafeTakenBack, e: Escalation) -> Escalation:
    return replace(e, last_safe=SafeAnswer.NONE, last_safe_at=entry.at, seen_safe_by=None)


@_apply.register
def _(entry: t.SeenSafe, e: Escalation) -> Escalation:
    return replace(
        e,
        seen_safe_by=entry.by,
        last_safe=SafeAnswer.SAFE,
        last_safe_at=entry.at,
        check_asked_at=None,
        checks_missed=0,
    )


@_apply.register
def _(entry: t.OkAnswered, e: Escalation) -> Escalation:
    return replace(e, ok_answer=entry.ok)


@_apply.register
def _(entry: t.OkAskedAgain, e: Escalation) -> Escalation:
    return replace(e, ok_asked_again=True)


@_apply.register
def _(entry: t.MistakeSaid, e: Escalation) -> Escalation:
    return replace(e, mistake_said=True)


@_apply.register
def _(entry: t.Linked, e: Escalation) -> Escalation:
    return replace(e, linked=tuple(dict.fromkeys((*e.linked, entry.other_id))))


@_apply.register
def _(entry: t.SameEventSaid, e: Escalation) -> Escalation:
    return replace(e, same_event=entry.other_id)


@_apply.register
def _(entry: t.ResolveAsked, e: Escalation) -> Escalation:
    return replace(e, resolve_asked_by=entry.by)


@_apply.register
def _(entry: t.Resolved, e: Escalation) -> Escalation:
    return _ended(e, State.RESOLVED, entry, "resolved", note=NoteState.DUE, note_due_at=entry.note_due_at)


@_apply.register
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


@_apply.register
def _(entry: t.NoteKept, e: Escalation) -> Escalation:
    done = entry.done or e.note == NoteState.DONE
    return replace(e, note=NoteState.DONE if done else NoteState.DUE)


@_apply.register
def _(entry: t.Reopened, e: Escalation) -> Escalation:
    column = e.policy.column(e.severity, e.lone)
    again = replace(e, state=State.PAGING, **_new_epoch(e, ()))  # type: ignore[arg-type]
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
