"""Who is asked for a missing note: whoever ended it, then the tier above, and only those who may write it (c.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.escalation import Escalation
from domain.escalation.inputs import KeepNote
from domain.escalation.rights import refusal
from domain.people import Roster
from domain.policy import TIERS
from domain.shifts.held import held_by
from domain.site import Directory, Site
from handlers.ports import UnitOfWork
from handlers.roster import roster_of
from handlers.shifts.outgoing import managers_of


@dataclass(frozen=True)
class Writers:
    """The people of one escalation's site as they stand at this moment."""

    e: Escalation
    site: Site
    directory: Directory
    roster: Roster

    def writer(self) -> str | None:
        """Whoever ended it; where they cannot be asked, whoever had it."""
        return next((one for one in (self.e.ended_by, self.e.owner_id) if one and self._may(one)), None)

    def above(self) -> tuple[str, ...]:
        """Those who take the calls of the next tier above the writer's, or of the first where the writer has none;
        where nobody does, the managers of the site."""
        writer = self.e.ended_by or ""
        standing = self.roster.standing(writer)
        own = max((TIERS.index(tier) + 1 for tier in standing.tiers | standing.belongs if tier in TIERS), default=0)
        for tier in TIERS[own:]:
            line = [one for one in self.roster.of(tier) if tier in self.roster.standing(one).tiers]
            if people := tuple(one for one in line if one != writer and self._may(one)):
                return people
        return tuple(one for one in managers_of(self.directory, self.site, writer) if self._may(one))

    def _may(self, person_id: str) -> bool:
        person = self.directory.person(person_id)
        reachable = person is not None and person.reachable
        return reachable and refusal(self.e, KeepNote(person_id), self.roster) is None


def writers_of(uow: UnitOfWork, e: Escalation, site: Site, directory: Directory, at: datetime) -> Writers:
    """The writers of one note at `at`."""
    return Writers(e, site, directory, roster_of(uow, directory, site, e.ended_by, e.id, at))


def shift_end_of(e: Escalation, directory: Directory) -> datetime | None:
    """When the shift ends that whoever ended it was on; None where they were on none, or it has no end."""
    if e.ended_by is None or e.ended_at is None or e.note_due_at is None or e.note_due_at <= e.ended_at:
        return None
    shifts = held_by(directory, e.ended_by, e.ended_at, e.note_due_at)
    ends = (one.end for one in shifts if one.start <= e.ended_at and not one.endless)
    return max(ends, default=None)
