"""As whom somebody answers: the tier whose call it was, so that figures show which tier really comes (domain.md f)."""

from __future__ import annotations

from domain.people import Roster
from domain.policy import TIERS, Group

LAST_RESORT = "last_resort"
NOBODY_CALLED = "other"
_BESIDE = (Group.BACKUP, Group.SECURITY, Group.HELPERS, Group.SAFETY)


def answered_as(roster: Roster, person_id: str) -> str:
    """The lowest tier that this person holds now, else that they are listed in, held lately or take turns in.

    A group beside the tiers where they are in none; LAST_RESORT, or NOBODY_CALLED for somebody who just helps.
    """
    for tier in TIERS:
        if roster.of(tier)[:1] == (person_id,):
            return tier.value
    for group in (*TIERS, *_BESIDE):
        if person_id in roster.of(group) or person_id in roster.lately.get(group, ()):
            return group.value
    for tier in TIERS:
        if person_id in roster.belonging(tier):
            return tier.value
    return LAST_RESORT if person_id in roster.last_resort else NOBODY_CALLED
