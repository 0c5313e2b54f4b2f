"""Reads what a button about a shift gives back; anything that is none of ours is refused (reliability.md F75)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from domain.errors import EscalationError
from domain.planning import ShiftKey
from domain.policy import TIERS, Group
from domain.shifts.cover import ShiftMoved
from domain.shifts.held import Held


class NotYourShift(EscalationError):
    """This shift is not yours any more. Nothing was changed."""


@dataclass(frozen=True)
class Asked:
    """The shift that a message asks about: as it stood when it was sent."""

    site_id: str
    tier: Group
    start: datetime
    person_id: str

    @staticmethod
    def of(text: str) -> Asked:
        """From a button's value. Raises NotYourShift."""
        site_id, tier, start, person_id = _four(text)
        try:
            return Asked(site_id, _tier(tier), instant(start), person_id)
        except ValueError:
            raise NotYourShift from None

    def key_of(self, person_id: str) -> ShiftKey:
        """The shift as taken on by somebody."""
        return ShiftKey(self.site_id, self.tier, self.start, person_id)

    @property
    def key(self) -> ShiftKey:
        """The shift as its own person takes it on."""
        return self.key_of(self.person_id)


def own_shift(text: str, person_id: str) -> Held:
    """A shift of *My shifts*, from its button's value. Raises ShiftMoved."""
    site_id, tier, start, end = _four(text)
    try:
        begin = instant(start)
        return Held(begin, instant(end) if end else begin, site_id, _tier(tier), person_id, not end)
    except ValueError:
        raise ShiftMoved from None


def instant(text: str) -> datetime:
    """An instant of ISO text. Raises ValueError, also where it has no offset."""
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError(text)
    return found.astimezone(UTC)


def _four(text: str) -> tuple[str, str, str, str]:
    first, second, third, fourth = (*text.split("|", 3), "", "", "", "")[:4]
    return first, second, third, fourth


def _tier(text: str) -> Group:
    return TIERS[TIERS.index(Group(text))]
