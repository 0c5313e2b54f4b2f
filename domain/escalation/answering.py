"""The responders' answers: I have it, on my way, I'm with them, and who takes it from whom."""

from __future__ import annotations

from datetime import timedelta

from domain import timeline as t
from domain.errors import AlreadyTaken, NotAllowed
from domain.escalation import inputs as i
from domain.escalation.answered_as import answered_as
from domain.escalation.draft import Draft
from domain.escalation.state import State
from domain.policy import Group


def acknowledge(draft: Draft, inp: i.Acknowledge | i.OfferHelp) -> None:
    """Raises AlreadyTaken where enough others have answered; the first answer owns (invariant 7)."""
    e = draft.escalation
    if e.hand_on_to == inp.by and e.owner_id is not None:
        draft.record(t.OwnerChanged(draft.at, inp.by, person_id=inp.by, how="handed_on"))
        page_again_unless_enough(draft, "handed_on")
        close_if_answered(draft)
        return
    if e.answer_of(inp.by):
        return
    if not e.epoch_open:
        raise AlreadyTaken
    draft.record(t.Acknowledged(draft.at, inp.by, tier=answered_as(draft.roster, inp.by)))
    close_if_answered(draft)


def come(draft: Draft, inp: i.ComeOnTheWay) -> None:
    """On the way, with minutes; in a safety case over ten minutes keeps paging (domain.md b.4)."""
    e = draft.escalation
    before = e.answer_of(inp.by)
    if before and before.stage == State.WITH_THEM:
        return
    eta = None if inp.minutes is None else draft.at + timedelta(minutes=inp.minutes)
    too_long = inp.minutes is None or timedelta(minutes=inp.minutes) > e.policy.far_eta
    draft.record(t.OnTheWay(draft.at, inp.by, eta_at=eta, far=too_long and e.someone_may_get_hurt))
    answer = draft.escalation.answer_of(inp.by)
    if answer and answer.far:
        page_again_unless_enough(draft, "far", next_tier=True)
    close_if_answered(draft)


def page_again_unless_enough(draft: Draft, because: str, next_tier: bool = False) -> None:
    """An answer that closed the epoch no longer counts: paging goes on until enough others have answered."""
    e = draft.escalation
    if e.epoch_open or e.answered() >= e.answers_needed():
        return
    draft.record(t.EpochReopened(draft.at, extra=e.extra_answers, because=because))
    if next_tier:
        draft.join_next_tier()
    draft.want_round()


def be_with_them(draft: Draft, inp: i.BeWithThem) -> None:
    """Arrived, in person or on the line."""
    before = draft.escalation.answer_of(inp.by)
    if before and before.stage == State.WITH_THEM:
        return
    draft.record(t.WithThem(draft.at, inp.by, person_id=inp.by))
    close_if_answered(draft)


def say_here(draft: Draft, inp: i.SayHere) -> None:
    """The raiser says the responder is here: counts as arrival (screens.md rule 6)."""
    nearest = draft.escalation.nearest
    if nearest is None:
        raise NotAllowed("Nobody has answered yet, so nobody can be here. Paging goes on.")
    if nearest.stage != State.WITH_THEM:
        draft.record(t.WithThem(draft.at, inp.by, person_id=nearest.person_id))
        close_if_answered(draft)


def close_if_answered(draft: Draft) -> None:
    """Close the epoch once enough people, or everyone reachable, have answered (principle 6)."""
    e = draft.escalation
    if not e.epoch_open or e.answered() < 1:
        return
    if e.answered() >= e.answers_needed() or not _still_to_answer(draft):
        draft.record(t.EpochClosed(draft.at))


def _still_to_answer(draft: Draft) -> frozenset[str]:
    e, roster = draft.escalation, draft.roster
    callable_groups = [g for g in Group if g != Group.SAFETY or g in e.groups]
    people = {p for g in callable_groups for p in roster.of(g)} | set(roster.last_resort)
    gone = e.passed | e.excluded | e.undeliverable | {e.raiser_id} | {a.person_id for a in e.answers}
    return frozenset((people & roster.reachable) - gone)


def pass_on(draft: Draft, inp: i.PassOn) -> None:
    """Can't: the next person at once, down the list, then up a tier. No reason asked (domain.md b.4)."""
    e = draft.escalation
    if inp.by in e.passed:
        return
    draft.record(t.PassedOn(draft.at, inp.by))
    if draft.escalation.answers and e.owner_id == inp.by:
        owner = str(draft.escalation.owner_id)
        draft.record(t.OwnerChanged(draft.at, inp.by, person_id=owner, how="passed_on"))
    if e.epoch_open:
        draft.page_in_stead_of(inp.by)
    else:
        page_again_unless_enough(draft, "passed")


def hand_on(draft: Draft, inp: i.HandOn) -> None:
    """Ask somebody to take it; the responder keeps it until they answer."""
    e = draft.escalation
    if inp.to == e.raiser_id:
        raise NotAllowed("They raised this one. Pick somebody else.")
    if draft.off_limits(inp.to) or inp.to not in draft.roster.reachable:
        raise NotAllowed("They can't be reached by StepIn. Pick somebody else.")
    if inp.to == e.owner_id:
        raise AlreadyTaken("They have it already. Pick somebody else.")
    draft.record(t.HandOnAsked(draft.at, inp.by, person_id=inp.to))
    # Once the epoch is closed no page goes out (invariant 6): then they are asked by a line of their own.
    if e.epoch_open and not e.answer_of(inp.to):
        draft.page_only((inp.to,))


def take_over(draft: Draft, inp: i.TakeOver) -> None:
    """A higher tier or a manager becomes the responder, announced (domain.md c.2)."""
    if draft.escalation.owner_id == inp.by:
        return
    if draft.escalation.owner_id is None:
        draft.record(t.Acknowledged(draft.at, inp.by, tier=answered_as(draft.roster, inp.by)))
    else:
        draft.record(t.OwnerChanged(draft.at, inp.by, person_id=inp.by, how="taken_over"))
        page_again_unless_enough(draft, "taken_over")
    close_if_answered(draft)


def say_same_event(draft: Draft, inp: i.SaySameEvent) -> None:
    """A human joins two escalations; whoever says so has this one as well (domain.md c.7)."""
    if draft.escalation.same_event == inp.other_id:
        return
    draft.record(t.SameEventSaid(draft.at, inp.by, other_id=inp.other_id))
    own = inp.by == draft.escalation.raiser_id
    if draft.escalation.epoch_open and not draft.escalation.answer_of(inp.by) and not own:
        draft.record(t.Acknowledged(draft.at, inp.by, tier=answered_as(draft.roster, inp.by)))
        close_if_answered(draft)


def undeliverable(draft: Draft, inp: i.ReportUndeliverable) -> None:
    """A page cannot arrive: the next person at once, and the timeline says so (reliability.md F25, F27)."""
    e = draft.escalation
    if inp.person_id in e.undeliverable or not e.open:
        return
    draft.record(t.PageUndeliverable(draft.at, person_id=inp.person_id, reason=inp.reason))
    if e.epoch_open:
        draft.page_in_stead_of(inp.person_id)
