"""Whether the raiser is safe: asked, answered, missed, taken back, confirmed by somebody (domain.md c.5)."""

from __future__ import annotations

from domain import timeline as t
from domain.escalation import inputs as i
from domain.escalation.answering import close_if_answered
from domain.escalation.draft import Draft
from domain.escalation.ending import resolve_if_asked
from domain.escalation.opening import worsen
from domain.escalation.state import Escalation, SafeAnswer, State
from domain.policy import MissedCheck
from domain.severity import Severity


def answer_safe(draft: Draft, inp: i.AnswerSafe) -> None:
    """*Safe* slows nothing; *NOT SAFE* is VIOLENT at once (screens.md rule 13)."""
    if not inp.safe and _just_said_not_safe(draft):
        return
    draft.record(t.SafeSaid(draft.at, inp.by, safe=inp.safe))
    if not inp.safe:
        worsen(draft, inp.by, Severity.VIOLENT, because="not_safe")
        return
    if inp.by != draft.escalation.raiser_id:
        draft.record(t.SeenSafe(draft.at, inp.by))
    resolve_if_asked(draft)


def _just_said_not_safe(draft: Draft) -> bool:
    """A shaking hand presses twice: one round of pages is enough for one interval."""
    e = draft.escalation
    if e.severity != Severity.VIOLENT or e.last_safe != SafeAnswer.NOT_SAFE or e.last_safe_at is None:
        return False
    return draft.at < e.last_safe_at + e.column.repage_every


def take_back_safe(draft: Draft, inp: i.TakeBackSafe) -> None:
    """*Safe* was wrong: the answer is missing again, and so asked for again."""
    draft.record(t.SafeTakenBack(draft.at, inp.by))
    ask(draft)


def see_safe(draft: Draft, inp: i.SeeSafe) -> None:
    """A second person confirms; a pending *Resolve* is done with it."""
    draft.record(t.SeenSafe(draft.at, inp.by))
    resolve_if_asked(draft)


def ask(draft: Draft) -> None:
    """Ask the raiser, and set when to ask next."""
    every = draft.escalation.column.check_every
    draft.record(t.CheckAsked(draft.at, next_check_at=draft.at + every if every else None))


def check_due(draft: Draft) -> None:
    """Ask when it is time; count a check without an answer, and do what the policy says of it."""
    e = draft.escalation
    if e.check_asked_at and not e.checks_missed and draft.at >= e.check_asked_at + e.column.check_answer_within:
        _missed(draft)
    e = draft.escalation
    if e.open and e.next_check_at and draft.at >= e.next_check_at:
        if e.check_asked_at and (e.check_missed_at is None or e.check_missed_at < draft.at):
            _missed(draft)
        ask(draft)


def _missed(draft: Draft) -> None:
    """No answer counts as not safe (domain.md c.5); the row "Missed safe check" of b.4."""
    times = draft.escalation.checks_missed + 1
    rule = _rule(draft.escalation)
    draft.record(t.CheckMissed(draft.at, times=times))
    if rule == MissedCheck.NEXT_TIER_THEN_VIOLENT and times >= 2:
        worsen(draft, None, Severity.VIOLENT, because="no_answer")
    elif rule in (MissedCheck.NEXT_TIER, MissedCheck.NEXT_TIER_THEN_VIOLENT):
        _page_next_tier(draft)


def _rule(e: Escalation) -> MissedCheck:
    """Where nobody fears to be hurt and somebody is with them, who was told "you can step away" is only asked again."""
    if e.state == State.WITH_THEM and not e.someone_may_get_hurt:
        return MissedCheck.ASK_AGAIN
    return e.column.missed_check


def _page_next_tier(draft: Draft) -> None:
    e = draft.escalation
    if not e.epoch_open:
        draft.record(t.EpochReopened(draft.at, extra=e.answered(), because="no_answer"))
    if not draft.join_next_tier() and not e.epoch_open:
        close_if_answered(draft)
    if draft.escalation.epoch_open:
        draft.want_round()
