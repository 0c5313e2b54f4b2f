"""The responders' answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.timeline.entry import Entry


@dataclass(frozen=True)
class Acknowledged(Entry):
    """ "I have it". The first answer of an epoch owns the escalation (principle 6).

    `tier` says as whom they answered (domain/escalation/answered_as.py), "" in entries from before it was kept.
    """

    tier: str = ""


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
