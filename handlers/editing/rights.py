"""Who may edit: admins, and nobody of whom that is not known (reliability.md, invariant 14)."""

from __future__ import annotations

from domain.edits import present
from domain.errors import NotAllowed
from domain.people import Role
from domain.site import Directory


def may_edit(directory: Directory, person_id: str) -> bool:
    """Whether this person is an admin with an account that is neither a guest's nor deactivated."""
    return any(one.id == person_id and one.reachable and Role.ADMIN in one.roles for one in present(directory))


def check_admin(directory: Directory, person_id: str) -> None:
    """Raises NotAllowed for everybody else."""
    if not may_edit(directory, person_id):
        raise NotAllowed("You can't change this. An admin can.")
