"""What people can do to an escalation, and the clock's own tick: imperative, one value each."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.policy import EscalationPolicy
from domain.severity import Flag, Severity

HOLDS = ("police", "hr", "legal")
"""For whom something is kept under hold."""


@dataclass(frozen=True)
class RaiseEscalation:
    """The first tap. `id` and `reference` are made by the caller, since the core knows no randomness."""

    id: str
    reference: str
    site_id: str
    by: str
    severity: Severity
    policy: EscalationPolicy = field(kw_only=True)
    place_id: str | None = None
    place_confirmed: bool = False
    silent: bool = False
    lone: bool = False
    about_colleague: bool = False
    flags: frozenset[Flag] = frozenset()
    words: str = ""


@dataclass(frozen=True)
class Input:
    """Something done by person `by`."""

    by: str


@dataclass(frozen=True)
class Tick:
    """Time has passed: do whatever is due."""


@dataclass(frozen=True)
class RaiseAgain(Input):
    """The raiser calls again while this one is open (reliability.md F16)."""

    severity: Severity = Severity.THREATENING
    words: str = ""


@dataclass(frozen=True)
class RaiseSeverity(Input):
    """It is worse than it was."""

    to: Severity = Severity.VIOLENT


@dataclass(frozen=True)
class LowerSeverity(Input):
    """It is less than was thought; needs a reason."""

    to: Severity = Severity.UPSET
    reason: str = ""


@dataclass(frozen=True)
class SayOnlyWords(Input):
    """They only threaten a job, a complaint, a review or a lawsuit (domain.md b.3)."""


@dataclass(frozen=True)
class SetFlags(Input):
    """All flags as they are ticked now."""

    flags: frozenset[Flag] = frozenset()


@dataclass(frozen=True)
class SetPlace(Input):
    """*Change*, *Wrong place*, or a tap that confirms the place. `lone`, `silent` come from the site file."""

    place_id: str = ""
    silent: bool = False
    lone: bool = False


@dataclass(frozen=True)
class NameColleague(Input):
    """The colleague whom it is about."""

    person_id: str = ""


@dataclass(frozen=True)
class Say(Input):
    """Words typed into the app's conversation."""

    words: str = ""


@dataclass(frozen=True)
class KeepBoundary(Input):
    """*Warned* or *Ended*."""

    step: str = "warned"


@dataclass(frozen=True)
class AnswerPolice(Input):
    """Whether the emergency call was made."""

    called: bool = True


@dataclass(frozen=True)
class AskSwap(Input):
    """*Swap me out*."""


@dataclass(frozen=True)
class Acknowledge(Input):
    """*I have it*."""


@dataclass(frozen=True)
class OfferHelp(Input):
    """*I can help* in the channel."""


@dataclass(frozen=True)
class ComeOnTheWay(Input):
    """*On my way* with minutes; None is *Longer*."""

    minutes: int | None = None


@dataclass(frozen=True)
class BeWithThem(Input):
    """*I'm with them*."""


@dataclass(frozen=True)
class SayHere(Input):
    """The raiser says that the responder is here."""


@dataclass(frozen=True)
class PassOn(Input):
    """*Can't, pass on*."""


@dataclass(frozen=True)
class HandOn(Input):
    """*Hand on* to a person."""

    to: str = ""


@dataclass(frozen=True)
class TakeOver(Input):
    """A higher tier or a manager takes it from the responder, announced."""


@dataclass(frozen=True)
class AnswerSafe(Input):
    """*Safe now* or *NOT SAFE*."""

    safe: bool = True


@dataclass(frozen=True)
class TakeBackSafe(Input):
    """*Safe* was wrong."""


@dataclass(frozen=True)
class AnswerOk(Input):
    """The raiser's answer to *OK?* once it is over."""

    ok: bool = True


@dataclass(frozen=True)
class SeeSafe(Input):
    """Saw or spoke to the raiser, who is safe."""


@dataclass(frozen=True)
class SayMistake(Input):
    """*Pressed by mistake*."""


@dataclass(frozen=True)
class Undo(Input):
    """*Undo*, within ten seconds."""


@dataclass(frozen=True)
class StandDown(Input):
    """*No longer needed*. `saw`: saw or spoke to the raiser."""

    saw: bool = False


@dataclass(frozen=True)
class Link(Input):
    """Another escalation was raised at the same place within minutes (by is its raiser)."""

    other_id: str = ""


@dataclass(frozen=True)
class SaySameEvent(Input):
    """*Same event*: this and another are one."""

    other_id: str = ""


@dataclass(frozen=True)
class Resolve(Input):
    """*Resolve*, one tap. `saw`: and confirms having seen or spoken to the raiser."""

    saw: bool = False


@dataclass(frozen=True)
class KeepNote(Input):
    """The note was kept; `done` when everything required is there."""

    done: bool = False


@dataclass(frozen=True)
class Reopen(Input):
    """It was not over."""


@dataclass(frozen=True)
class SetHold(Input):
    """*Keep under hold*. `why` is one of HOLDS; nothing is removed until it is lifted (domain.md e.6)."""

    why: str = "legal"


@dataclass(frozen=True)
class LiftHold(Input):
    """*Lift the hold*."""


@dataclass(frozen=True)
class ReportUndeliverable:
    """A page to `person_id` cannot arrive."""

    person_id: str
    reason: str


Change = Input | Tick | ReportUndeliverable
