"""What App Home shows of what changes at the site: open quick fixes and open proposals (domain.md d.6)."""

from __future__ import annotations

from datetime import datetime

from domain.learning.deciders import may_decide
from domain.learning.fixes import may_finish
from domain.people import Person
from domain.site import Directory, Site
from handlers.ports import UnitOfWork
from handlers.screens.learning.at_home import ChangesAtHome
from handlers.screens.learning.proposal_words import ProposalFacts


def changes_of(uow: UnitOfWork, directory: Directory, site: Site, person: Person, at: datetime) -> ChangesAtHome:
    """The part of one person; nobody but people of the site sees any of it."""
    if person.id not in site.people() or not person.reachable:
        return ChangesAtHome(of_site=False)
    fixes = tuple(
        (fix, directory.name(fix.owner_id) if fix.owner_id else "", may_finish(directory, person.id, fix))
        for fix in uow.learning.open_fixes(site.id)
    )
    waiting = uow.learning.proposals(site.id)
    proposals = tuple(ProposalFacts(one, directory, at, reader=person.id) for one in waiting)
    return ChangesAtHome(fixes, proposals, may_decide(directory, person.id, site.id))
