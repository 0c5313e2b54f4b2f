"""The one function that decides: an escalation, an input and an instant in; a decision out (principle 1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain import timeline as t
from domain.errors import AlreadyEnded, EscalationError, TextsGone
from domain.escalation import answering, clockwork, ending, opening, safety
from domain.escalation import inputs as i
from domain.escalation.draft import Decision, Draft
from domain.escalation.rights import refusal
from domain.escalation.state import Escalation
from domain.people import Roster


def decide(e: Escalation, change: i.Change, at: datetime, roster: Roster) -> Decision:
    """What `change` does to `e` at the aware UTC instant `at`, with the people of `roster`.

    Raises nothing of its own: a refused act comes back with its sentence in `refusal`, and where the right was
    missing, with a Denied entry (reliability.md, "Who may do what").
    """
    draft = Draft(e, at, roster)
    if e.texts_gone_at is not None:
        # Not even a refusal is written down: it would name somebody again.
        return draft.done(TextsGone())
    if isinstance(change, i.Tick):
        clockwork.tick(draft)
        return draft.done()
    if isinstance(change, i.ReportUndeliverable):
        answering.undeliverable(draft, change)
        return draft.done()
    if denied := refusal(e, change, roster):
        draft.record(t.Denied(at, change.by, action=type(change).__name__))
        return draft.done(denied)
    try:
        _act(draft, change)
    except EscalationError as refused:
        return draft.done(refused)
    return draft.done()


def _act(draft: Draft, change: i.Input) -> None:
    if not draft.escalation.open and _revives(draft, change):
        return
    if not draft.escalation.open and type(change) not in _AFTER_THE_END:
        raise AlreadyEnded
    _ACTS[type(change)](draft, change)


def _revives(draft: Draft, change: i.Input) -> bool:
    """*NOT SAFE* pressed on something that is over calls for help again."""
    if not isinstance(change, i.AnswerSafe) or change.safe:
        return False
    ending.reopen(draft, i.Reopen(change.by))
    safety.answer_safe(draft, change)
    return True


def _say(draft: Draft, inp: i.Say) -> None:
    if inp.words.strip():
        draft.record(t.WordsSaid(draft.at, inp.by, words=inp.words))


def _boundary(draft: Draft, inp: i.KeepBoundary) -> None:
    if inp.step == "warned" or not draft.escalation.contact_ended:
        draft.record(t.BoundaryKept(draft.at, inp.by, step=inp.step))


def _police(draft: Draft, inp: i.AnswerPolice) -> None:
    if draft.escalation.police_called != inp.called and not draft.escalation.police_called:
        draft.record(t.PoliceAnswered(draft.at, inp.by, called=inp.called))


def _swap(draft: Draft, inp: i.AskSwap) -> None:
    if not draft.escalation.swap_asked:
        draft.record(t.SwapAsked(draft.at, inp.by))


def _link(draft: Draft, inp: i.Link) -> None:
    if inp.other_id not in draft.escalation.linked:
        draft.record(t.Linked(draft.at, inp.by, other_id=inp.other_id))


_AFTER_THE_END = frozenset(
    {i.Reopen, i.KeepNote, i.AnswerOk, i.Say, i.Link, i.AnswerPolice, i.AnswerSafe, i.SetHold, i.LiftHold}
)

_ACTS: dict[type[i.Input], Callable[[Draft, Any], None]] = {
    i.RaiseAgain: opening.raise_again,
    i.RaiseSeverity: opening.raise_severity,
    i.LowerSeverity: opening.lower_severity,
    i.SayOnlyWords: opening.say_only_words,
    i.SetFlags: opening.set_flags,
    i.SetPlace: opening.set_place,
    i.NameColleague: opening.name_colleague,
    i.Say: _say,
    i.KeepBoundary: _boundary,
    i.AnswerPolice: _police,
    i.AskSwap: _swap,
    i.Acknowledge: answering.acknowledge,
    i.OfferHelp: answering.acknowledge,
    i.ComeOnTheWay: answering.come,
    i.BeWithThem: answering.be_with_them,
    i.SayHere: answering.say_here,
    i.PassOn: answering.pass_on,
    i.HandOn: answering.hand_on,
    i.TakeOver: answering.take_over,
    i.AnswerSafe: safety.answer_safe,
    i.TakeBackSafe: safety.take_back_safe,
    i.AnswerOk: ending.answer_ok,
    i.SeeSafe: safety.see_safe,
    i.SayMistake: ending.say_mistake,
    i.Undo: ending.undo,
    i.StandDown: ending.stand_down,
    i.Link: _link,
    i.SaySameEvent: answering.say_same_event,
    i.Resolve: ending.resolve,
    i.KeepNote: ending.keep_note,
    i.Reopen: ending.reopen,
    i.SetHold: ending.set_hold,
    i.LiftHold: ending.lift_hold,
}
