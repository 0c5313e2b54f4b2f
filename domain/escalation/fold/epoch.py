"""What every new epoch resets, and what the answers make of the state (principle 6)."""

from __future__ import annotations

from domain.escalation.state import Answer, Clock, Escalation, State


def running(e: Escalation, clock: Clock) -> tuple[Clock, ...]:
    """The clocks with one more; the same column restarted keeps only its earlier start (screens.md rule 14)."""
    same = [c for c in e.clocks if (c.severity, c.lone) == (clock.severity, clock.lone)]
    return e.clocks if same else (*e.clocks, clock)


def new_epoch(e: Escalation, kept: tuple[Answer, ...]) -> dict[str, object]:
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


def state_of(e: Escalation) -> State:
    """The state that the answers give: that of whoever is furthest along."""
    if not e.open:
        return e.state
    if e.nearest is not None:
        return e.nearest.stage
    return State.UNANSWERED if e.unanswered_at else State.PAGING
