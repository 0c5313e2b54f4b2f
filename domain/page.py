"""One message that must reach somebody: a page, a card, a line; its claims, and what became of it (principle 5)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.severity import Severity

LEASE = timedelta(seconds=10)
# An edit that was given up may still land, and undo a newer one. So long after its lease we reckon with it no more and
# draw the truth once again, well within the minute in which people must see it (reliability.md F58).
LANDS_WITHIN = timedelta(seconds=30)
LIST_ABOVE = 3
_BACKOFF = (1, 2, 4, 8, 15, 30, 60)
_LOOK_UP_AFTER = (1, 2, 5)
LOOKS = 2


class Kind(StrEnum):
    """What a message is for. A PAGE is one logical call to one person; the others show or tell."""

    PAGE = "page"
    LIST = "list"
    RAISER_CARD = "raiser_card"
    MODAL_CARD = "modal_card"
    CHANNEL_CARD = "channel_card"
    CHANNEL_CALL = "channel_call"
    THREAD = "thread"
    TOLD = "told"


class Delivery(StrEnum):
    """Where a message stands.

    DUE: to be posted. SENDING: claimed, under a lease. SENT: posted (and redrawn whenever `due_at` is set).
    UNKNOWN: it may or may not have arrived, and is looked up before anything is sent again.
    CARRIED: a page that travels inside a LIST. CANCELLED, FAILED: nothing more to do.
    """

    DUE = "due"
    SENDING = "sending"
    SENT = "sent"
    UNKNOWN = "unknown"
    CARRIED = "carried"
    CANCELLED = "cancelled"
    FAILED = "failed"


@dataclass(frozen=True)
class Ref:
    """Where a message stands on the platform: its channel and its time stamp there (or a view's external id)."""

    channel: str
    ts: str


@dataclass(frozen=True)
class Message:
    """One row of the outbox. `key` is unique: a page's is escalation, epoch, round, person, channel (principle 6).

    `due_at` is the next instant at which somebody must handle it, None where nobody must. `wanted` and `shown`
    count versions: shown behind wanted means that what people see is out of date. `rank`: lowest first.
    `lease_until`: the end of a claim; of what is out already and in nobody's hands, until when an edit that was given
    up may still land. `superseded`: a stub, or a line that never changes; once shown it is drawn no more.
    `detail` holds what the screen needs beyond the escalation (strings only, no personal data in metadata).
    """

    id: str
    key: str
    kind: Kind
    target: str
    rank: int
    due_at: datetime | None
    escalation_id: str | None = None
    site_id: str | None = None
    person_id: str | None = None
    epoch: int = 0
    round: int = 0
    state: Delivery = Delivery.DUE
    detail: Mapping[str, str] = field(default_factory=dict)
    wanted: int = 1
    shown: int = 0
    attempts: int = 0
    unknowns: int = 0
    token: int = 0
    lease_until: datetime | None = None
    ref: Ref | None = None
    superseded: bool = False
    list_id: str | None = None
    made_at: datetime | None = None


class Job(StrEnum):
    """What a claim is for."""

    POST = "post"
    EDIT = "edit"
    LOOK_UP = "look_up"


@dataclass(frozen=True)
class Claim:
    """A message in somebody's hands until `lease_until`; only a result with this `message.token` counts.

    `may_land_until`: an earlier edit of it was given up, or its holder died, and may still land before then.
    """

    message: Message
    job: Job
    lease_until: datetime
    may_land_until: datetime | None = None


def rank_of(kind: Kind, severity: Severity, times: int = 1) -> int:
    """The order of the outbox: worst first, then first pages before repeats, cards after pages (reliability.md F52)."""
    worst_first = (Severity.VIOLENT - severity) * 10
    if kind in (Kind.PAGE, Kind.LIST):
        return worst_first + min(times - 1, 3)
    return worst_first + {Kind.RAISER_CARD: 4, Kind.TOLD: 5, Kind.MODAL_CARD: 6}.get(kind, 7)


def edit_rank(severity: Severity) -> int:
    """Redrawing what is already there waits for everything that is not there yet."""
    return 50 + (Severity.VIOLENT - severity)


def retry_after(attempts: int) -> timedelta:
    """How long to wait before the next try of something that was definitely not sent."""
    return timedelta(seconds=_BACKOFF[min(max(attempts, 1), len(_BACKOFF)) - 1])


def look_up_after(unknowns: int) -> timedelta | None:
    """How long to wait before the next look for a message whose fate is unknown; None: looked often enough.

    Looks fall 1, 3 and 8 s after the call. Two that find nothing are enough to send again (LOOKS), so that a page
    whose claimer died is out within 15 s: lease 10, tick 1, second look 2 (reliability.md B1).
    """
    if unknowns > len(_LOOK_UP_AFTER):
        return None
    return timedelta(seconds=_LOOK_UP_AFTER[unknowns - 1])
