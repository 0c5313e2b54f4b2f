"""What people agree about shifts and change in the rota, as it is kept: changes, shifts taken on, cover, feeds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.policy import Group


@dataclass(frozen=True)
class Change:
    """One edit by an admin. `subject` names the thing that changed ("site:harbour", "tier:harbour:tier_1",
    "person:dana"); `before` and `after` hold it as text, so that it can be undone and compared."""

    id: str
    at: datetime
    by: str
    subject: str
    sentence: str
    before: str
    after: str
    site_id: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, order=True)
class ShiftKey:
    """One shift of one person in one tier; stays the same however often it is asked for."""

    site_id: str
    tier: Group
    start: datetime
    person_id: str

    def __str__(self) -> str:
        return f"{self.site_id}:{self.tier.value}:{self.start.isoformat()}:{self.person_id}"


class CoverState(StrEnum):
    """ASKED: anybody of those asked can take it. TAKEN: waits for a manager's approval. AGREED: in the rota.
    WITHDRAWN, DECLINED (by the manager) and LAPSED (it began before anybody took it) are ends."""

    ASKED = "asked"
    TAKEN = "taken"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"
    DECLINED = "declined"
    LAPSED = "lapsed"


@dataclass(frozen=True)
class Cover:
    """*I need cover* for a span of one's own shifts; with `swap_start` and `swap_end` a swap of two shifts, asked of
    `asked` alone. `override_ids` are what it put into the rota."""

    id: str
    site_id: str
    tier: Group
    by: str
    start: datetime
    end: datetime
    asked: tuple[str, ...]
    made_at: datetime
    note: str = ""
    state: CoverState = CoverState.ASKED
    taken_by: str | None = None
    approved_by: str | None = None
    swap_start: datetime | None = None
    swap_end: datetime | None = None
    override_ids: tuple[str, ...] = ()
    version: int = 1

    @property
    def is_swap(self) -> bool:
        """Whether it offers one shift for another."""
        return self.swap_start is not None


@dataclass(frozen=True)
class HandOver:
    """The outgoing manager hands a tier over; stays on call until `to` has accepted by name."""

    id: str
    site_id: str
    tier: Group
    by: str
    to: str
    words: str
    asked_at: datetime
    override_id: str = ""
    accepted_at: datetime | None = None


@dataclass(frozen=True)
class Feed:
    """A secret calendar address: of a person, or of one tier of a site. `digest` is all that is kept of the secret."""

    digest: str
    by: str
    made_at: datetime
    person_id: str | None = None
    site_id: str | None = None
    tier: Group | None = None
    revoked_at: datetime | None = None
