"""What time alone does: pages again, goes up, tells the raiser, asks, gives up on a stale answer (domain.md b.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from domain import timeline as t
from domain.escalation.draft import Draft
from domain.escalation.safety import ask, check_due
from domain.escalation.state import Answer, Escalation, State
from domain.policy import Column, Group


def due_at(e: Escalation) -> datetime | None:
    """The next instant at which somebody must look at this escalation (principle 3); None where nobody must."""
    if not e.open:
        return _ask_ok_again_at(e)
    return min(_instants(e), default=None)


def _instants(e: Escalation) -> Iterator[datetime]:
    if e.epoch_open:
        if e.next_round_at:
            yield e.next_round_at
        yield from _joins(e)
    for instant in (told_due(e), unanswered_due(e), stale_due(e), left_alone_due(e)):
        if instant:
            yield instant
    if e.check_asked_at and not e.checks_missed:
        yield e.check_asked_at + e.column.check_answer_within
    if e.next_check_at:
        yield e.next_check_at


def _joins(e: Escalation) -> Iterator[datetime]:
    for column, started_at in e.columns():
        for join in column.joins:
            if join.group not in e.groups and not (e.about_colleague and join.group == Group.TIER_1):
                yield started_at + join.after


def _earliest(e: Escalation, after: Callable[[Column], timedelta]) -> datetime:
    """The earliest of what each running column says: raising severity never delays (screens.md rule 14)."""
    return min(started_at + after(column) for column, started_at in e.columns())


def told_due(e: Escalation) -> datetime | None:
    """When the raiser hears (again) that nobody has answered; None once somebody has."""
    if e.answers:
        return None
    if e.told_at is None:
        return _earliest(e, lambda column: column.raiser_told_after)
    every = e.column.raiser_told_every
    return e.told_at + every if every else None


def unanswered_due(e: Escalation) -> datetime | None:
    """When it counts as unanswered; None once it does, or somebody has answered."""
    if e.state != State.PAGING:
        return None
    return _earliest(e, lambda column: column.unanswered_after)


def stale_due(e: Escalation) -> datetime | None:
    """When the answers that stand are too old to be believed; None where somebody is with them (F59)."""
    if not e.answers or e.state == State.WITH_THEM:
        return None
    return max(_stale_at(e, answer) for answer in _relied_on(e))


def _relied_on(e: Escalation) -> tuple[Answer, ...]:
    """The answers whose silence matters: one from too far away does not make up for a near one that went silent."""
    return tuple(answer for answer in e.answers if not answer.far) or e.answers


def left_alone_due(e: Escalation) -> datetime | None:
    """When to ask the raiser where somebody is with them and no other clock runs: nothing is ever stuck (invariant 3).

    A column without safe checks (UPSET) asks as often as an answer would go stale (domain.md c.1, WITH STAFF).
    """
    if e.state != State.WITH_THEM or e.next_check_at:
        return None
    heard = [e.check_asked_at, e.last_safe_at, *(answer.at for answer in e.answers)]
    return max(instant for instant in heard if instant) + e.column.stale_after


def _stale_at(e: Escalation, answer: Answer) -> datetime:
    limit = answer.at + e.column.stale_after
    return max(limit, answer.eta_at + e.policy.eta_grace) if answer.eta_at else limit


def _ask_ok_again_at(e: Escalation) -> datetime | None:
    if e.state != State.RESOLVED or e.ended_at is None or e.ok_answer is not None or e.ok_asked_again:
        return None
    return e.ended_at + e.column.check_answer_within


def tick(draft: Draft) -> None:
    """Do everything that is due at `draft.at`, each thing once however late it is (reliability.md F37, F51)."""
    if not draft.escalation.open:
        _ask_ok_again(draft)
        return
    _go_stale(draft)
    check_due(draft)
    _ask_if_left_alone(draft)
    _go_unanswered(draft)
    _page_if_due(draft)
    _tell_raiser(draft)


def _ask_ok_again(draft: Draft) -> None:
    due = _ask_ok_again_at(draft.escalation)
    if due and draft.at >= due:
        draft.record(t.OkAskedAgain(draft.at))


def _go_stale(draft: Draft) -> None:
    due = stale_due(draft.escalation)
    if due and draft.at >= due:
        e = draft.escalation
        # A far answer that has gone stale by now goes with the near one, so that nothing stays due at this instant.
        gone = [a for a in e.answers if a in _relied_on(e) or draft.at >= _stale_at(e, a)]
        people = tuple(answer.person_id for answer in gone)
        draft.record(t.AnswerWentStale(draft.at, people=people))
        draft.join_next_tier()
        draft.want_round()


def _ask_if_left_alone(draft: Draft) -> None:
    due = left_alone_due(draft.escalation)
    if due and draft.at >= due:
        ask(draft)


def _go_unanswered(draft: Draft) -> None:
    due = unanswered_due(draft.escalation)
    if due and draft.at >= due:
        draft.record(t.WentUnanswered(draft.at))
        draft.want_round()


def _page_if_due(draft: Draft) -> None:
    e = draft.escalation
    if not e.epoch_open or draft.round_wanted:
        return
    if e.next_round_at is None or draft.at >= e.next_round_at:
        draft.want_round()
    elif any(instant <= draft.at for instant in _joins(e)):
        draft.page_newly_joined()


def _tell_raiser(draft: Draft) -> None:
    due = told_due(draft.escalation)
    if due and draft.at >= due:
        draft.record(t.RaiserTold(draft.at))
