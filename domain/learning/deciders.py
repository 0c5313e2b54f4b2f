"""Who may own, decide and work on a proposal, denied unless said (domain.md d.6; reliability.md, invariant 14)."""

from __future__ import annotations

from domain.errors import NotAllowed
from domain.learning.proposal import Proposal
from domain.people import Role
from domain.policy import Group
from domain.site import Directory


def may_decide(directory: Directory, person_id: str, site_id: str) -> bool:
    """Managers and admins of the site; for all sites, admins and tier 3. Nobody whose account is a guest's or off."""
    person, site = directory.person(person_id), directory.site(site_id)
    if person is None or not person.reachable:
        return False
    if Role.ADMIN in person.roles:
        return True
    if site_id == "":
        return any(person_id in one.groups.get(Group.TIER_3, ()) for one in directory.sites)
    return site is not None and Role.MANAGER in person.roles and person_id in site.people()


def check_decides(directory: Directory, person_id: str, proposal: Proposal) -> None:
    """Raises NotAllowed for whoever may neither own nor decide it."""
    if not may_decide(directory, person_id, proposal.site_id):
        raise NotAllowed("You can't decide this. A manager or an admin of the site can.")


def check_works(directory: Directory, person_id: str, proposal: Proposal) -> None:
    """Raises NotAllowed for whoever may not say that it is in work or done: its owner may, and who may decide."""
    owner = directory.person(proposal.owner_id)
    if owner is None or owner.id != person_id or not owner.reachable:
        check_decides(directory, person_id, proposal)
