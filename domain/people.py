"""People, their roles, and who stands where towards one escalation when it asks who may do what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.policy import TIERS, Group
from domain.rota import Absence, DaysOff


class Role(StrEnum):
    """What a person is at a site beyond being staff (reliability.md, "Who may do what")."""

    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True)
class Person:
    """Somebody of the site file. `user_id` is the chat account; `dm_id` the kept direct-message channel.

    A person without `dm_id`, deactivated or a guest is not reachable and can hold no tier.
    """

    id: str
    name: str
    user_id: str
    roles: frozenset[Role] = frozenset()
    dm_id: str | None = None
    deactivated: bool = False
    guest: bool = False
    phone: str = ""
    absences: tuple[Absence, ...] = ()
    days_off: tuple[DaysOff, ...] = ()

    @property
    def reachable(self) -> bool:
        """Whether a page to this person can arrive at all."""
        return not self.deactivated and not self.guest and bool(self.user_id)


@dataclass(frozen=True)
class Standing:
    """Where one person stands towards one escalation. Anything not known is False: missing data means no.

    `tiers` are those whose call they take now; `belongs` those they take turns in, on call or not.
    """

    person_id: str
    active: bool = False
    of_site: bool = False
    tiers: frozenset[Group] = frozenset()
    roles: frozenset[Role] = frozenset()
    busy_in: str | None = None
    belongs: frozenset[Group] = frozenset()

    @property
    def manages(self) -> bool:
        """On call in any tier, or of manager role."""
        return self.active and (bool(self.tiers) or Role.MANAGER in self.roles)

    @property
    def highest_tier(self) -> int:
        """3 for tier 3 down to 0 for somebody who is in none."""
        return max((TIERS.index(tier) + 1 for tier in self.tiers if tier in TIERS), default=0)


@dataclass(frozen=True)
class Roster:
    """Who could be called for a site at this instant, each group in its order (reliability.md, "Edges").

    `standings` holds everybody of the site and whoever acts; `groups` the people of each group in order, in a tier
    whoever holds it now first; `lately` who held a tier in the last minutes, before a handoff; `belong` everybody
    who takes turns in a tier; `last_resort` those called when nobody else can be.
    """

    groups: Mapping[Group, tuple[str, ...]]
    standings: Mapping[str, Standing] = field(default_factory=dict)
    reachable: frozenset[str] = frozenset()
    last_resort: tuple[str, ...] = ()
    lately: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)
    belong: Mapping[Group, tuple[str, ...]] = field(default_factory=dict)

    def standing(self, person_id: str) -> Standing:
        """Where this person stands; a stranger may do nothing that needs a right."""
        return self.standings.get(person_id, Standing(person_id))

    def of(self, group: Group) -> tuple[str, ...]:
        """The people of a group, in order."""
        return tuple(self.groups.get(group, ()))

    def belonging(self, group: Group) -> frozenset[str]:
        """Everybody who takes turns in a group, on call or not."""
        return frozenset((*self.of(group), *self.belong.get(group, ())))

    def busy(self, person_id: str) -> bool:
        """Whether this person is already a responder of another open escalation."""
        return self.standing(person_id).busy_in is not None
