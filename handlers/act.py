"""The one transaction that every input shares: load, decide once, save, fill the outbox (principles 1 and 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from domain.errors import EscalationError
from domain.escalation import Decision, Escalation, decide, due_at
from domain.escalation.inputs import BeWithThem, Change, ComeOnTheWay, Input, SaySameEvent
from domain.site import Directory, Site
from handlers.outbox import keep
from handlers.ports import Conflict, Ports, StoreUnavailable, UnitOfWork
from handlers.roster import roster_of
from handlers.screens import Scene

_TRIES = 8


class UnknownEscalation(EscalationError):
    """This one is not known here. Raise a new one with /escalate."""


@dataclass(frozen=True)
class Outcome:
    """What came of an input: the scene after it, the decision, and the sentence where it was refused."""

    scene: Scene
    decision: Decision
    refusal: EscalationError | None = None


@dataclass(frozen=True)
class Attempt:
    """One try of one input. `safety` takes the reserved connections (principle 9); `once` is the key of a delivery
    that may come again (reliability.md F05)."""

    ports: Ports
    escalation_id: str
    change: Change
    at: datetime
    safety: bool = False
    once: str = ""


def act(
    ports: Ports, escalation_id: str, change: Change, at: datetime, safety: bool = False, once: str = ""
) -> Outcome:
    """Apply one input to one escalation, durably, and say what came of it.

    Raises UnknownEscalation, or StoreUnavailable where nothing was recorded. A click that lost a race is decided
    again on what won (invariant 7).
    """
    attempt = Attempt(ports, escalation_id, change, at, safety, once)
    outcome = retried(lambda: _once(attempt))
    if outcome.decision.entries:
        ports.wake()
    _carry_to_same_event(attempt, outcome)
    return outcome


T = TypeVar("T")


def retried(once: Callable[[], T]) -> T:
    """Run a whole transaction again where somebody else was first; bounded (reliability.md F69)."""
    for _ in range(_TRIES - 1):
        try:
            return once()
        except Conflict:
            continue
    try:
        return once()
    except Conflict as crowded:
        raise StoreUnavailable("too many at once") from crowded


def _once(attempt: Attempt) -> Outcome:
    ports = attempt.ports
    with ports.store.safety() if attempt.safety else ports.store.work() as uow:
        outcome = decide_in(uow, ports, attempt.escalation_id, attempt.change, attempt.at)
        first_time = not attempt.once or uow.people.take_event(attempt.once, attempt.at)
        if outcome.decision.entries and first_time:
            ports.boundary("act.before_commit")
            uow.commit()
            ports.boundary("act.after_commit")
    return outcome


def decide_in(uow: UnitOfWork, ports: Ports, escalation_id: str, change: Change, at: datetime) -> Outcome:
    """Load, decide once and save in a transaction that the caller commits."""
    directory = ports.memory.directory
    e = uow.escalations.get(escalation_id)
    site = directory.site(e.site_id) if e else None
    if e is None or site is None:
        raise UnknownEscalation
    actor = change.by if isinstance(change, Input) else None
    decision = decide(e, change, at, roster_of(uow, directory, site, actor, e.id, at))
    if decision.entries:
        uow.escalations.save(decision.escalation, decision.entries, due_at(decision.escalation))
        keep(uow, decision, directory, site, at)
    return Outcome(scene_of(uow, decision.escalation, site, directory, at), decision, decision.refusal)


def scene_of(uow: UnitOfWork, e: Escalation, site: Site, directory: Directory, at: datetime) -> Scene:
    """The escalation with the others raised at the same place, which some screens name."""
    linked = (uow.escalations.get(other) for other in e.linked) if e.linked else ()
    return Scene(e, site, directory, at, tuple(other for other in linked if other and other.open))


def _carry_to_same_event(attempt: Attempt, outcome: Outcome) -> None:
    """Two escalations that a human called one event move together: whoever comes, comes for both (domain.md c.7)."""
    change, other_id = attempt.change, outcome.scene.e.same_event
    if outcome.refusal or other_id is None or not outcome.decision.entries:
        return
    if isinstance(change, SaySameEvent):
        back = SaySameEvent(change.by, other_id=attempt.escalation_id)
        retried(lambda: _once(Attempt(attempt.ports, other_id, back, attempt.at)))
    elif isinstance(change, ComeOnTheWay | BeWithThem):
        retried(lambda: _once(Attempt(attempt.ports, other_id, change, attempt.at)))
