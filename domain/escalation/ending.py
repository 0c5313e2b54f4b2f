"""How an escalation ends, and begins again: only people end it (invariant 8)."""

from __future__ import annotations

from domain import timeline as t
from domain.durations import duration_text
from domain.errors import NeedsSecondPerson, StillOpen, TooLateToReopen, TooLateToUndo
from domain.escalation import inputs as i
from domain.escalation.draft import Draft
from domain.escalation.state import NoteState


def undo(draft: Draft, inp: i.Undo) -> None:
    """Raises TooLateToUndo after ten seconds, or in a safety case (domain.md c.7)."""
    until = draft.escalation.undo_until()
    if until is None or draft.at > until:
        raise TooLateToUndo
    draft.record(t.Withdrawn(draft.at, inp.by, how="undo"))


def say_mistake(draft: Draft, inp: i.SayMistake) -> None:
    """Withdraws UPSET and ABUSIVE; a safety case only asks the responders, and paging goes on."""
    if draft.escalation.safety_case:
        if not draft.escalation.mistake_said:
            draft.record(t.MistakeSaid(draft.at, inp.by))
        return
    draft.record(t.Withdrawn(draft.at, inp.by, how="withdrawn"))


def stand_down(draft: Draft, inp: i.StandDown) -> None:
    """*No longer needed*. Raises NeedsSecondPerson in a safety case that nobody looked at."""
    e = draft.escalation
    if e.safety_case and not e.seen_safe_by:
        if not inp.saw:
            raise NeedsSecondPerson
        draft.record(t.SeenSafe(draft.at, inp.by))
    draft.record(t.Withdrawn(draft.at, inp.by, how="stood_down" if e.safety_case else "withdrawn"))


def resolve(draft: Draft, inp: i.Resolve) -> None:
    """One tap; a safety case first waits until somebody has seen or spoken to the raiser (domain.md c.1)."""
    if inp.saw and draft.escalation.needs_second_person():
        draft.record(t.SeenSafe(draft.at, inp.by))
    if draft.escalation.needs_second_person():
        if draft.escalation.resolve_asked_by is None:
            draft.record(t.ResolveAsked(draft.at, inp.by))
        raise NeedsSecondPerson
    _resolved(draft, inp.by)


def resolve_if_asked(draft: Draft) -> None:
    """Do the *Resolve* that waited for a second person."""
    e = draft.escalation
    if e.open and e.resolve_asked_by and not e.needs_second_person():
        _resolved(draft, e.resolve_asked_by)


def _resolved(draft: Draft, by: str) -> None:
    e = draft.escalation
    due = draft.at + e.policy.column(e.highest, e.lone).note_due_after
    draft.record(t.Resolved(draft.at, by, note_due_at=due))


def keep_note(draft: Draft, inp: i.KeepNote) -> None:
    """The note changed. Raises StillOpen while the escalation itself is still open."""
    if draft.escalation.note == NoteState.NONE:
        raise StillOpen
    draft.record(t.NoteKept(draft.at, inp.by, done=inp.done))


def reopen(draft: Draft, inp: i.Reopen) -> None:
    """Begin again within the site's `reopen_within` of the end. Raises StillOpen or TooLateToReopen."""
    e = draft.escalation
    if e.open or e.ended_at is None:
        raise StillOpen("This one is still open. Paging goes on.")
    if draft.at > e.ended_at + e.policy.reopen_within:
        raise TooLateToReopen(duration_text(e.policy.reopen_within))
    draft.record(t.Reopened(draft.at, inp.by))
    draft.want_round()


def set_hold(draft: Draft, inp: i.SetHold) -> None:
    """Keep it until somebody lifts the hold. Raises StillOpen while it is open: nothing is removed then anyhow."""
    if draft.escalation.open:
        raise StillOpen
    if inp.why in i.HOLDS and draft.escalation.held != inp.why:
        draft.record(t.HoldSet(draft.at, inp.by, why=inp.why))


def lift_hold(draft: Draft, inp: i.LiftHold) -> None:
    """No hold any more; where the police were called, others may not learn from it until somebody says so as well."""
    if draft.escalation.held or draft.escalation.police_called:
        draft.record(t.HoldLifted(draft.at, inp.by))


def answer_ok(draft: Draft, inp: i.AnswerOk) -> None:
    """The raiser's answer to *OK?*. Raises StillOpen while the escalation is still open."""
    if draft.escalation.open:
        raise StillOpen
    if draft.escalation.ok_answer != inp.ok:
        draft.record(t.OkAnswered(draft.at, inp.by, ok=inp.ok))
