"""What must still be so when somebody answers a request for cover; each refusal is a sentence with the name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.errors import NotAllowed
from domain.planning import Cover
from domain.policy import Group
from domain.shifts import cover as c
from domain.shifts.held import belonging, could_take, holds
from domain.site import Directory, Site
from handlers.shifts.news import approvers_of

Span = tuple[datetime, datetime]


def named(directory: Directory, request: Cover, once: Callable[[], Cover]) -> Cover:
    """A step; who was too late reads who has it."""
    try:
        return once()
    except c.TakenByYou:
        raise
    except c.TakenAlready as taken:
        raise c.TakenAlready(f"{directory.name(request.taken_by)} took it. Thank you.") from taken


def check_taker(directory: Directory, site: Site, request: Cover, by: str) -> None:
    """Anybody of the tier, also after *I can't*; a swap is asked of one person alone."""
    may = by in request.asked or (not request.is_swap and by in belonging(site, request.tier))
    if by == request.by or not may:
        raise c.NotAskedOfYou


def check_still_so(directory: Directory, site: Site, request: Cover, at: datetime) -> None:
    """Both hold what they give, and the other could take it."""
    taker, start = str(request.taken_by), max(request.start, at)
    _check_passes(directory, site, request.tier, (request.by, taker), (start, request.end))
    if request.swap_start and request.swap_end:
        _check_passes(directory, site, request.tier, (taker, request.by), (request.swap_start, request.swap_end))


def check_not_passed_on(directory: Directory, site: Site, request: Cover) -> None:
    """Whoever got a shift by an agreed request still holds it: taken back from under a third, it would be nobody's."""
    _check_holds(directory, site, request.tier, str(request.taken_by), (request.start, request.end))
    if request.swap_start and request.swap_end:
        _check_holds(directory, site, request.tier, request.by, (request.swap_start, request.swap_end))


def _check_passes(directory: Directory, site: Site, tier: Group, people: tuple[str, str], span: Span) -> None:
    giver, taker = people
    _check_holds(directory, site, tier, giver, span)
    if not could_take(directory, site, tier, taker, *span):
        raise c.ShiftMoved(f"{directory.name(taker)} is away or on call elsewhere then. Nothing was changed.")


def _check_holds(directory: Directory, site: Site, tier: Group, person_id: str, span: Span) -> None:
    if not holds(directory, site, tier, person_id, *span):
        name = directory.name(person_id)
        raise c.ShiftMoved(f"The shifts have changed: {name} is not on call in all of that time any more.")


def check_approver(directory: Directory, site: Site, request: Cover, by: str) -> None:
    """A manager or an admin of the site, and neither of the two."""
    if by not in approvers_of(directory, site, request):
        raise NotAllowed("A manager of this site can say yes or no to this.")
