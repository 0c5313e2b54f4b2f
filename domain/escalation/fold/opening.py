"""How what people say of the event changes an escalation: its level, facts, place, words."""

from __future__ import annotations

from dataclasses import replace

from domain import timeline as t
from domain.escalation.fold.entry import change
from domain.escalation.fold.epoch import new_epoch, running, state_of
from domain.escalation.state import Clock, Escalation, SafeAnswer, State
from domain.severity import Severity


@change.register
def _(entry: t.RaisedAgain, e: Escalation) -> Escalation:
    words = (*e.words, entry.words) if entry.words else e.words
    return replace(e, words=words, called_again_at=entry.at, mistake_said=False)


@change.register
def _(entry: t.SeverityRaised, e: Escalation) -> Escalation:
    severity = max(e.severity, entry.severity)
    kept = tuple(answer for answer in e.answers if answer.stage == State.WITH_THEM)
    column = e.policy.column(severity, e.lone)
    check = None if column.check_after is None else entry.at + column.check_after
    return replace(
        e,
        severity=severity,
        highest=max(e.highest, severity),
        clocks=running(e, Clock(severity, e.lone, entry.at)),
        next_check_at=min(filter(None, (e.next_check_at, check)), default=None),
        mistake_said=False,
        only_words=False,
        resolve_asked_by=None,
        # Who was safe before it got worse may not be safe now.
        seen_safe_by=None,
        last_safe=SafeAnswer.NONE if e.last_safe == SafeAnswer.SAFE else e.last_safe,
        **new_epoch(e, kept),  # type: ignore[arg-type]
    )


@change.register
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


@change.register
def _(entry: t.OnlyWordsSaid, e: Escalation) -> Escalation:
    lowered = change(t.SeverityLowered(entry.at, entry.by, severity=Severity.ABUSIVE), e)
    return replace(lowered, only_words=True)


@change.register
def _(entry: t.FlagsSet, e: Escalation) -> Escalation:
    return replace(e, flags=entry.flags)


@change.register
def _(entry: t.LoneWorkerSet, e: Escalation) -> Escalation:
    return _alone(e, entry)


@change.register
def _(entry: t.PlaceSet, e: Escalation) -> Escalation:
    placed = replace(e, place_id=entry.place_id, place_confirmed=True, silent=entry.silent)
    return _alone(placed, entry) if entry.lone and not e.lone else placed


def _alone(e: Escalation, entry: t.Entry) -> Escalation:
    after = e.policy.column(e.severity, True).check_after
    check = entry.at + after if after else None
    return replace(
        e,
        lone=True,
        clocks=running(e, Clock(e.severity, True, entry.at)),
        next_check_at=min(filter(None, (e.next_check_at, check)), default=None),
    )


@change.register
def _(entry: t.ColleagueNamed, e: Escalation) -> Escalation:
    answers = tuple(answer for answer in e.answers if answer.person_id != entry.person_id)
    owner = e.owner_id if e.owner_id != entry.person_id else (answers[0].person_id if answers else None)
    named = replace(e, excluded=e.excluded | {entry.person_id}, answers=answers, owner_id=owner)
    return replace(named, state=state_of(named))


@change.register
def _(entry: t.WordsSaid, e: Escalation) -> Escalation:
    # Words that were removed since are no words any more (domain.md e.6).
    return replace(e, words=(*e.words, entry.words)) if entry.by == e.raiser_id and entry.words else e


@change.register
def _(entry: t.BoundaryKept, e: Escalation) -> Escalation:
    if entry.step == "warned":
        return replace(e, warnings=e.warnings + 1)
    return replace(e, contact_ended=True)


@change.register
def _(entry: t.PoliceAnswered, e: Escalation) -> Escalation:
    # Nobody can undo a police call: "no" after "yes" changes nothing (domain.md c.2).
    return e if e.police_called else replace(e, police_called=entry.called, police_at=entry.at)


@change.register
def _(entry: t.SwapAsked, e: Escalation) -> Escalation:
    return replace(e, swap_asked=True)


@change.register
def _(entry: t.Linked, e: Escalation) -> Escalation:
    return replace(e, linked=tuple(dict.fromkeys((*e.linked, entry.other_id))))


@change.register
def _(entry: t.SameEventSaid, e: Escalation) -> Escalation:
    return replace(e, same_event=entry.other_id)
