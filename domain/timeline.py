"""What happened to an escalation, in the past tense: folding these entries gives the escalation (invariant 12).

Every entry has the instant `at` (aware, UTC) and `by`, the person whose act it was, or None where the clock acted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from domain.policy import EscalationPolicy, Group
from domain.severity import Flag, Severity


@dataclass(frozen=True)
class Entry:
    """One change of one escalation."""

    at: datetime
    by: str | None = None


@dataclass(frozen=True)
class EscalationRaised(Entry):
    """Somebody called for help; the policy is frozen here (principle 7)."""

    id: str = ""
    reference: str = ""
    site_id: str = ""
    severity: Severity = Severity.THREATENING
    policy: EscalationPolicy = field(kw_only=True)
    place_id: str | None = None
    place_confirmed: bool = False
    silent: bool = False
    lone: bool = False
    about_colleague: bool = False
    excluded: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    words: str = ""


@dataclass(frozen=True)
class RaisedAgain(Entry):
    """The raiser called again for the same event; kept with the first (reliability.md F16)."""

    words: str = ""


@dataclass(frozen=True)
class SeverityRaised(Entry):
    """It got worse, or the raiser is not safe: a new epoch begins (screens.md rule 14)."""

    severity: Severity = Severity.VIOLENT
    because: str = ""


@dataclass(frozen=True)
class SeverityLowered(Entry):
    """A responder judged it lower; the highest level is kept (domain.md b.1 rule 4)."""

    severity: Severity = Severity.UPSET
    reason: str = ""


@dataclass(frozen=True)
class OnlyWordsSaid(Entry):
    """They only threaten a job, a complaint or a lawsuit: paging slows to the ABUSIVE column (domain.md b.3)."""


@dataclass(frozen=True)
class FlagsSet(Entry):
    """Facts about the event were tapped."""

    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True)
class LoneWorkerSet(Entry):
    """The raiser is alone: the lone-worker profile holds from here (domain.md b.5)."""


@dataclass(frozen=True)
class PlaceSet(Entry):
    """The place was confirmed or corrected."""

    place_id: str | None = None
    silent: bool = False
    lone: bool = False


@dataclass(frozen=True)
class ColleagueNamed(Entry):
    """The colleague whom this is about: out of paging and viewing (domain.md c.6)."""

    person_id: str = ""


@dataclass(frozen=True)
class WordsSaid(Entry):
    """Something typed about the event; goes to the responders as a quote (screens.md rule 9)."""

    words: str = ""


@dataclass(frozen=True)
class BoundaryKept(Entry):
    """The customer was warned, or the contact was ended (domain.md b.3, b.6). `step` is "warned" or "ended"."""

    step: str = "warned"


@dataclass(frozen=True)
class PoliceAnswered(Entry):
    """Somebody recorded whether the emergency call was made."""

    called: bool = True


@dataclass(frozen=True)
class SwapAsked(Entry):
    """The raiser asked to be swapped out."""


@dataclass(frozen=True)
class PagesMade(Entry):
    """One round of pages went into the outbox, one to each of `people`."""

    round: int = 0
    people: tuple[str, ...] = ()
    next_round_at: datetime | None = None


@dataclass(frozen=True)
class GroupsJoined(Entry):
    """Further groups of people are called from here on."""

    groups: frozenset[Group] = frozenset()


@dataclass(frozen=True)
class GapFound(Entry):
    """A group that should be called has nobody who can be (reliability.md F46, invariant 10)."""

    group: Group | None = None


@dataclass(frozen=True)
class PageUndeliverable(Entry):
    """A page cannot reach `person_id`; the next person is called (principle 8)."""

    person_id: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Acknowledged(Entry):
    """ "I have it". The first answer of an epoch owns the escalation (principle 6)."""


@dataclass(frozen=True)
class OnTheWay(Entry):
    """The responder says when they will be there; `eta_at` None means later than any button says."""

    eta_at: datetime | None = None
    far: bool = False


@dataclass(frozen=True)
class WithThem(Entry):
    """`person_id` is with the raiser, by their own word or the raiser's."""

    person_id: str = ""


@dataclass(frozen=True)
class EpochClosed(Entry):
    """Enough people have answered: no further page is claimed (invariant 6)."""


@dataclass(frozen=True)
class EpochReopened(Entry):
    """Paging goes on although somebody answered: too far away, or the raiser is silent (domain.md b.4).

    `extra` is how many answers more than the policy says are needed now.
    """

    extra: int = 0
    because: str = ""


@dataclass(frozen=True)
class AnswerWentStale(Entry):
    """Answered, then nothing: paging begins again one tier further up (reliability.md F59)."""

    people: tuple[str, ...] = ()


@dataclass(frozen=True)
class PassedOn(Entry):
    """ "Can't, pass on". No reason is asked (domain.md b.4)."""


@dataclass(frozen=True)
class HandOnAsked(Entry):
    """The responder asks `person_id` to take it; they stay responder until that person answers."""

    person_id: str = ""


@dataclass(frozen=True)
class OwnerChanged(Entry):
    """The responder is now `person_id`; `how` is "handed_on", "taken_over", "stale" or "passed_on"."""

    person_id: str = ""
    how: str = "handed_on"


@dataclass(frozen=True)
class RaiserTold(Entry):
    """The raiser read that nobody has answered yet, and what else they can do."""


@dataclass(frozen=True)
class WentUnanswered(Entry):
    """All tiers and the backup were silent past the limit: everybody is paged, for ever."""


@dataclass(frozen=True)
class CheckAsked(Entry):
    """The raiser was asked whether they are safe."""

    next_check_at: datetime | None = None


@dataclass(frozen=True)
class CheckMissed(Entry):
    """No answer to a safe check: counts as not safe (domain.md c.5)."""

    times: int = 1


@dataclass(frozen=True)
class SafeSaid(Entry):
    """The raiser (or the responder for them) answered the safe check; False is NOT SAFE."""

    safe: bool = True


@dataclass(frozen=True)
class SafeTakenBack(Entry):
    """The last *Safe* was taken back (screens.md rule 13)."""


@dataclass(frozen=True)
class SeenSafe(Entry):
    """A second person saw or spoke to the raiser, who is safe (domain.md c.1)."""


@dataclass(frozen=True)
class OkAnswered(Entry):
    """The raiser's answer to *OK?* once it was over."""

    ok: bool = True


@dataclass(frozen=True)
class OkAskedAgain(Entry):
    """*OK?* stood without an answer and was asked once more (domain.md b.4, UPSET column)."""


@dataclass(frozen=True)
class MistakeSaid(Entry):
    """The raiser says it was pressed by mistake; paging goes on until somebody confirms (screens.md rule 13)."""


@dataclass(frozen=True)
class Linked(Entry):
    """Raised at the same place within minutes of `other_id` (domain.md c.7)."""

    other_id: str = ""


@dataclass(frozen=True)
class SameEventSaid(Entry):
    """A human said that this and `other_id` are one event."""

    other_id: str = ""


@dataclass(frozen=True)
class ResolveAsked(Entry):
    """Resolve was pressed, but nobody has confirmed yet that the raiser is safe."""


@dataclass(frozen=True)
class Resolved(Entry):
    """It is over."""

    note_due_at: datetime | None = None


@dataclass(frozen=True)
class Withdrawn(Entry):
    """It ended without a visit; `how` is "undo", "withdrawn" or "stood_down"."""

    how: str = "withdrawn"


@dataclass(frozen=True)
class NoteKept(Entry):
    """Picks and words of the resolution note as they stand; `done` once complete."""

    done: bool = False


@dataclass(frozen=True)
class Reopened(Entry):
    """It was not over: paging begins again in a new epoch."""


@dataclass(frozen=True)
class Denied(Entry):
    """Somebody tried what they may not do (reliability.md, "Who may do what")."""

    action: str = ""
