"""How pages, joins, and the lack of an answer change an escalation."""

from __future__ import annotations

from dataclasses import replace

from domain import timeline as t
from domain.escalation.fold.entry import change
from domain.escalation.fold.epoch import state_of
from domain.escalation.state import Called, Escalation


@change.register
def _(entry: t.PagesMade, e: Escalation) -> Escalation:
    known = {called.person_id: called for called in e.called}
    for person in entry.people:
        before = known.get(person)
        known[person] = Called(
            person,
            times=1 + (before.times if before else 0),
            first_at=before.first_at if before else entry.at,
            last_at=entry.at,
            epoch=e.epoch,
        )
    return replace(e, round=entry.round, next_round_at=entry.next_round_at, called=tuple(known.values()))


@change.register
def _(entry: t.GroupsJoined, e: Escalation) -> Escalation:
    return replace(e, groups=e.groups | entry.groups)


@change.register
def _(entry: t.PageUndeliverable, e: Escalation) -> Escalation:
    return replace(e, undeliverable=e.undeliverable | {entry.person_id})


@change.register
def _(entry: t.EpochClosed, e: Escalation) -> Escalation:
    return replace(e, epoch_open=False, next_round_at=None)


@change.register
def _(entry: t.EpochReopened, e: Escalation) -> Escalation:
    # What was carried over from before counts no more than it did, or the one answer more would be there already.
    moved = tuple(replace(answer, epoch=e.epoch + 1) if answer.epoch == e.epoch else answer for answer in e.answers)
    return replace(
        e,
        epoch=e.epoch + 1,
        epoch_open=True,
        round=0,
        next_round_at=None,
        answers=moved,
        extra_answers=entry.extra,
    )


@change.register
def _(entry: t.RaiserTold, e: Escalation) -> Escalation:
    return replace(e, told_at=entry.at)


@change.register
def _(entry: t.WentUnanswered, e: Escalation) -> Escalation:
    unanswered = replace(e, unanswered_at=entry.at)
    return replace(unanswered, state=state_of(unanswered))
