"""The first tap, and everything that makes an escalation worse, clearer or slower afterwards."""

from __future__ import annotations

from datetime import datetime

from domain import timeline as t
from domain.errors import NotAllowed, NotHigher, NotLower, ReasonMissing
from domain.escalation import inputs as i
from domain.escalation.answering import close_if_answered, page_again_unless_enough
from domain.escalation.draft import Decision, Draft
from domain.escalation.fold import begin
from domain.people import Roster
from domain.policy import Group
from domain.severity import Flag, Severity, with_flags


def raise_escalation(request: i.RaiseEscalation, at: datetime, roster: Roster) -> Decision:
    """A new escalation and its first round of pages. `at` is aware, in UTC."""
    excluded = roster.belonging(Group.TIER_1) if request.about_colleague else frozenset()
    entry = t.EscalationRaised(
        at,
        by=request.by,
        id=request.id,
        reference=request.reference,
        site_id=request.site_id,
        severity=with_flags(request.severity, request.flags),
        policy=request.policy,
        place_id=request.place_id,
        place_confirmed=request.place_confirmed,
        silent=request.silent,
        lone=request.lone or Flag.ALONE in request.flags,
        about_colleague=request.about_colleague,
        excluded=excluded - {request.by},
        flags=request.flags,
        words=request.words,
    )
    draft = Draft(begin(entry), at, roster, entries=[entry])
    draft.want_round()
    return draft.done()


def raise_again(draft: Draft, inp: i.RaiseAgain) -> None:
    """The same raiser calls again: never a second escalation, never less help (reliability.md F16).

    A stuck key says nothing new: within one interval of the last call only new words or a worse level count.
    """
    e = draft.escalation
    words = "" if inp.words in e.words else inp.words
    since = draft.at - (e.called_again_at or e.raised_at)
    if words or inp.severity > e.severity or e.mistake_said or since >= e.column.repage_every:
        draft.record(t.RaisedAgain(draft.at, inp.by, words=words))
    if inp.severity > draft.escalation.severity:
        worsen(draft, inp.by, inp.severity)


def raise_severity(draft: Draft, inp: i.RaiseSeverity) -> None:
    """It got personal, a threat, or worse. Raises NotHigher where it is at that level already."""
    if inp.to <= draft.escalation.severity:
        raise NotHigher
    worsen(draft, inp.by, inp.to)


def worsen(draft: Draft, by: str | None, to: Severity, because: str = "") -> None:
    """A new epoch at `to`, with a round of pages at once; no deadline gets later (screens.md rule 14)."""
    draft.record(t.SeverityRaised(draft.at, by, severity=to, because=because))
    draft.want_round()


def lower_severity(draft: Draft, inp: i.LowerSeverity) -> None:
    """The highest level ever reached is kept (domain.md b.1 rule 4); one answer may be enough now (b.4).

    Raises NotLower or ReasonMissing.
    """
    if inp.to >= draft.escalation.severity:
        raise NotLower
    if not inp.reason.strip():
        raise ReasonMissing
    draft.record(t.SeverityLowered(draft.at, inp.by, severity=inp.to, reason=inp.reason.strip()))
    close_if_answered(draft)


def say_only_words(draft: Draft, inp: i.SayOnlyWords) -> None:
    """THREATENING turns out to be about a job, a complaint or a lawsuit; people already paged stay paged."""
    e = draft.escalation
    if e.severity > Severity.THREATENING or e.severity < Severity.ABUSIVE or e.only_words:
        raise NotLower
    draft.record(t.OnlyWordsSaid(draft.at, inp.by))


def set_flags(draft: Draft, inp: i.SetFlags) -> None:
    """Flags may make it VIOLENT, or bring in the lone-worker profile (domain.md b.2, b.5)."""
    e = draft.escalation
    if inp.flags == e.flags:
        return
    draft.record(t.FlagsSet(draft.at, inp.by, flags=inp.flags))
    if Flag.ALONE in inp.flags and not e.lone:
        draft.record(t.LoneWorkerSet(draft.at, inp.by))
    if (severity := with_flags(e.severity, inp.flags)) > e.severity:
        worsen(draft, inp.by, severity)
    elif draft.escalation.epoch_open:
        draft.page_newly_joined()


def set_place(draft: Draft, inp: i.SetPlace) -> None:
    """The place was confirmed, or corrected: then everybody is paged anew (screens.md rule 10)."""
    e = draft.escalation
    if e.place_id == inp.place_id and e.place_confirmed:
        return
    moved = e.place_id != inp.place_id
    draft.record(t.PlaceSet(draft.at, inp.by, place_id=inp.place_id, silent=inp.silent, lone=inp.lone))
    if moved and draft.escalation.epoch_open:
        draft.want_round()


def name_colleague(draft: Draft, inp: i.NameColleague) -> None:
    """Whom it is about: out of paging and viewing from here (domain.md c.6). Raises NotAllowed for the raiser."""
    if inp.person_id == draft.escalation.raiser_id:
        raise NotAllowed("They raised this one. Pick somebody else.")
    if inp.person_id in draft.escalation.excluded:
        return
    answered = draft.escalation.answer_of(inp.person_id) is not None
    draft.record(t.ColleagueNamed(draft.at, inp.by, person_id=inp.person_id))
    if answered:
        page_again_unless_enough(draft, "colleague")
    if draft.escalation.epoch_open:
        draft.want_round()
