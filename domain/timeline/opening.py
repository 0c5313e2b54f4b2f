"""The first tap, and what people say of the event afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from domain.policy import EscalationPolicy
from domain.severity import Flag, Severity
from domain.timeline.entry import Entry


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
class Linked(Entry):
    """Raised at the same place within minutes of `other_id` (domain.md c.7)."""

    other_id: str = ""


@dataclass(frozen=True)
class SameEventSaid(Entry):
    """A human said that this and `other_id` are one event."""

    other_id: str = ""
