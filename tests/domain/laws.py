"""What must hold of every single step of an escalation's life, whatever the step was (reliability.md, "Invariants")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain import timeline as t
from domain.escalation import Decision, Escalation, State, due_at
from domain.escalation import inputs as i
from domain.escalation.clockwork import told_due, unanswered_due
from domain.escalation.draft import JUST_NOW
from domain.escalation.rights import refusal
from domain.people import Roster
from domain.policy import Group
from domain.severity import Severity

FURTHER = {State.PAGING: 0, State.UNANSWERED: 0, State.ACKNOWLEDGED: 1, State.ON_THE_WAY: 2, State.WITH_THEM: 3}


@dataclass(frozen=True)
class Step:
    """One decision with what was before it."""

    before: Escalation
    change: i.Change
    at: datetime
    roster: Roster
    decision: Decision

    @property
    def after(self) -> Escalation:
        """The escalation that came of it."""
        return self.decision.escalation

    def did(self, *kinds: type[t.Entry]) -> bool:
        """Whether the step left an entry of one of these kinds."""
        return any(isinstance(entry, kinds) for entry in self.decision.entries)

    def off_limits(self) -> set[str]:
        """Whom no page may name: the raiser, whom it is about, and tier 1 where it is about one of them."""
        first_tier = self.roster.of(Group.TIER_1) if self.after.about_colleague else ()
        return {self.after.raiser_id, *self.after.excluded, *first_tier}

    def just_paged(self) -> set[str]:
        """Whose page of a moment ago serves for this round as well."""
        return {called.person_id for called in self.before.called if self.at - called.last_at < JUST_NOW}


def never_stuck(step: Step) -> None:
    """Invariant 3: open means that somebody looks again, and looking leaves nothing due at the same instant."""
    due = due_at(step.after)
    assert due is not None or not step.after.open
    if step.after.open and step.after.epoch_open:
        assert step.after.next_round_at is not None
    if isinstance(step.change, i.Tick):
        assert due is None or due > step.at


def pages_go_to_the_right_people(step: Step) -> None:
    """Invariants 5 and 6: none after the epoch closed, none to whom it is about, to the raiser, to who answered."""
    rounds = [entry for entry in step.decision.entries if isinstance(entry, t.PagesMade)]
    assert len(rounds) <= 1
    paged = [order.person_id for order in step.decision.pages]
    assert paged == [person for entry in rounds for person in entry.people]
    if rounds:
        assert step.after.open
        assert step.after.epoch_open
    assert not step.off_limits() & set(paged)
    assert set(paged) <= step.roster.reachable
    assert not any(step.after.answer_of(person) for person in paged)
    if step.after.epoch == step.before.epoch:
        assert all(entry.round > step.before.round for entry in rounds)
        if not step.before.epoch_open:
            assert not paged


def between_beats_only_newcomers(step: Step) -> None:
    """A group that joins off the beat moves no beat, and pages nobody a second time (domain.md b.4)."""
    beat, louder = step.before.next_round_at, (t.WentUnanswered, t.CheckMissed)
    if not isinstance(step.change, i.Tick) or step.after.epoch != step.before.epoch or step.did(*louder):
        return
    if beat and step.at < beat and step.before.epoch_open and step.after.epoch_open:
        assert step.after.next_round_at == beat
        paged = {called.person_id for called in step.before.called if called.epoch == step.before.epoch}
        assert not paged & {order.person_id for order in step.decision.pages}


def never_nobody(step: Step) -> None:
    """Invariant 10: a round names somebody while anybody can be called and nobody near has it; else a gap stands."""
    for entry in step.decision.entries:
        if isinstance(entry, t.PagesMade) and not entry.people and all(a.far for a in step.after.answers):
            named = {p for people in step.roster.groups.values() for p in people} | set(step.roster.last_resort)
            answered = {answer.person_id for answer in step.after.answers}
            could = (named & step.roster.reachable) - step.off_limits() - answered
            likely = could - step.after.undeliverable - step.after.passed
            served = (likely or could) & step.just_paged()
            assert served or not could
            assert served or step.did(t.GapFound)


def only_people_end_it(step: Step) -> None:
    """Invariant 8, and rule 13: a safety case ends with the raiser's word or a second person's, VIOLENT with that."""
    e = step.after
    if e.open or not step.before.open:
        return
    assert isinstance(step.change, i.Input)
    ending = next(entry for entry in step.decision.entries if isinstance(entry, t.Resolved | t.Withdrawn))
    assert ending.by
    assert e.ended_by == ending.by
    assert (ending.by == e.raiser_id) <= (isinstance(ending, t.Withdrawn) and not e.safety_case)
    if e.safety_case:
        assert e.seen_safe_by or (e.last_safe == "safe" and e.highest < Severity.VIOLENT and e.ended_how == "resolved")
        assert e.seen_safe_by != e.raiser_id


def states_move_along_the_edges(step: Step) -> None:
    """Invariant 7: the edge table of reliability.md."""
    was, now = step.before.state, step.after.state
    if was != now:
        assert now in _reached(step, was), f"{was} -> {now} by {step.change}"


def _reached(step: Step, was: State) -> set[State]:
    change = step.change
    back = {state for state, far in FURTHER.items() if far <= FURTHER.get(was, 0)}
    if not step.before.open:
        called_again = isinstance(change, i.Reopen) or (isinstance(change, i.AnswerSafe) and not change.safe)
        return {State.PAGING} if called_again else set()
    if isinstance(change, i.Acknowledge | i.OfferHelp | i.SaySameEvent | i.TakeOver):
        return {State.ACKNOWLEDGED} if FURTHER[was] == 0 or step.did(t.OwnerChanged) else set()
    if isinstance(change, i.ComeOnTheWay):
        return {State.ON_THE_WAY} - {was} if was != State.WITH_THEM else set()
    if isinstance(change, i.BeWithThem | i.SayHere):
        return {State.WITH_THEM}
    if isinstance(change, i.PassOn | i.NameColleague):
        return back - {State.UNANSWERED}
    if isinstance(change, i.Tick):
        return back | {State.UNANSWERED} if was != State.WITH_THEM else set()
    if isinstance(change, i.Resolve | i.SeeSafe) or (isinstance(change, i.AnswerSafe) and change.safe):
        return {State.RESOLVED}
    if isinstance(change, i.StandDown | i.Undo | i.SayMistake):
        return {State.WITHDRAWN}
    if step.did(t.SeverityRaised):
        return {State.PAGING} if was != State.WITH_THEM else set()
    return set()


def one_owner(step: Step) -> None:
    """Invariant 7: the first answer of an epoch owns it, until it is passed, handed on, taken over or stale."""
    e, was = step.after, step.before
    assert (e.owner_id is None) == (not e.answers)
    assert e.owner_id is None or e.answer_of(e.owner_id)
    if e.epoch == was.epoch and was.owner_id and e.owner_id != was.owner_id:
        assert step.did(t.OwnerChanged, t.PassedOn, t.ColleagueNamed)
    if was.owner_id is None and e.owner_id:
        assert e.owner_id == e.answers[0].person_id


def enough_answers_stop_the_pages(step: Step) -> None:
    """Principle 6: an epoch is closed once enough have answered anew, and closed only with somebody near who has it."""
    e = step.after
    if not e.open:
        return
    if e.epoch_open and e.answered() >= e.answers_needed():
        assert all(answer.epoch < e.epoch for answer in e.answers if not answer.far)
    if not e.epoch_open:
        assert e.answered() >= 1


def tiers_keep_their_order(step: Step) -> None:
    """Invariant 9: no group is called before its time but for a reason that stands in the timeline."""
    new = step.after.groups - step.before.groups
    clocks = step.after.columns()
    early = {g for g in new if not any(g in column.joined_by(step.at - start) for column, start in clocks)}
    if not early or step.after.about_colleague:
        return
    reasons = (t.GapFound, t.PassedOn, t.PageUndeliverable, t.AnswerWentStale, t.CheckMissed, t.WentUnanswered)
    somebody_busy = any(s.busy_in for s in step.roster.standings.values())
    too_far = any(answer.far for answer in step.after.answers)
    assert step.did(*reasons) or somebody_busy or too_far


def severity_is_a_ratchet(step: Step) -> None:
    """domain.md b.1 rule 4: lowered by a person only, and the highest level is kept."""
    if step.after.severity < step.before.severity:
        assert step.did(t.SeverityLowered, t.OnlyWordsSaid)
        assert isinstance(step.change, i.Input)
    assert step.after.highest >= max(step.before.highest, step.after.severity)


def raising_never_delays(step: Step) -> None:
    """screens.md rule 14: each deadline is the earlier of the old column's and the new column's."""
    was, now, at = step.before, step.after, step.at
    if not step.did(t.SeverityRaised) or step.did(t.AnswerWentStale) or not was.open:
        return
    assert step.did(t.PagesMade), "a raise pages at once"
    assert was.groups <= now.groups
    for group in Group:
        old, new = _joins_at(was, group), _joins_at(now, group)
        assert group in now.groups or old is None or (new is not None and new <= old)
    if now.state == State.PAGING:
        assert _no_later(unanswered_due(now), at + now.column.unanswered_after, unanswered_due(was))
    if not now.answers and not step.did(t.RaiserTold):
        assert _no_later(told_due(now), at + now.column.raiser_told_after, told_due(was))
    if was.next_check_at and not step.did(t.CheckAsked):
        assert now.next_check_at is not None
        assert now.next_check_at <= was.next_check_at


def _no_later(due: datetime | None, by_the_new: datetime, by_the_old: datetime | None) -> bool:
    return due is not None and due <= by_the_new and (by_the_old is None or due <= by_the_old)


def _joins_at(e: Escalation, group: Group) -> datetime | None:
    found = [start + join.after for column, start in e.columns() for join in column.joins if join.group == group]
    return min(found, default=None)


def a_denied_act_changes_nothing(step: Step) -> None:
    """Invariant 14: one Denied entry, no page, and the value as it was."""
    if not isinstance(step.change, i.Input):
        return
    if refusal(step.before, step.change, step.roster) is not None:
        (entry,) = step.decision.entries
        assert entry == t.Denied(step.at, step.change.by, action=type(step.change).__name__)
        assert step.after == replace(step.before, version=step.before.version + 1)
        assert step.decision.refusal is not None
        assert not step.decision.pages
    elif step.decision.refusal is not None:
        assert all(isinstance(entry, t.ResolveAsked) for entry in step.decision.entries)


def late_answers_never_reopen(step: Step) -> None:
    """F55: over is over for an answer that comes late, and whoever gave it is told."""
    late = (i.Acknowledge, i.OfferHelp, i.ComeOnTheWay, i.BeWithThem, i.SayHere, i.PassOn, i.HandOn, i.TakeOver)
    if not step.before.open and isinstance(step.change, late):
        assert step.decision.refusal is not None
        assert step.after.state == step.before.state
        assert not step.decision.pages


LAWS = (
    never_stuck,
    pages_go_to_the_right_people,
    between_beats_only_newcomers,
    never_nobody,
    only_people_end_it,
    states_move_along_the_edges,
    one_owner,
    enough_answers_stop_the_pages,
    tiers_keep_their_order,
    severity_is_a_ratchet,
    raising_never_delays,
    a_denied_act_changes_nothing,
    late_answers_never_reopen,
)
