"""Nobody and no site is taken away from under an open escalation (reliability.md, invariant 8)."""

from __future__ import annotations

from domain.edits import Refused, present
from domain.site import Directory
from handlers.ports import UnitOfWork


def check_in_use(uow: UnitOfWork, before: Directory, after: Directory) -> None:
    """Raises Refused at "site" or "person" where what goes is still part of an open escalation."""
    for site in before.sites:
        if after.site(site.id) is None and (still := uow.escalations.open_at(site.id)):
            raise Refused("site", f"{still[0].reference} is open at {site.name}. Remove it once that is over.")
    stay = {person.id for person in present(after)}
    for person in present(before):
        reference = "" if person.id in stay else _open_one(uow, person.id)
        if reference:
            raise Refused("person", f"{person.name} is part of {reference}, which is open. Wait until it is over.")


def _open_one(uow: UnitOfWork, person_id: str) -> str:
    raised = uow.escalations.open_of_raiser(person_id)
    _, reference = uow.escalations.responding([person_id]).get(person_id, ("", ""))
    return raised[0].reference if raised else reference
