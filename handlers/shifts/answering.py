"""The taps on a request for cover: taken, declined, approved, withdrawn; and what time does to it.

Each is one transaction that locks the request first, so of two taps the second sees who has it (F16, invariant 7).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.errors import EscalationError, NotAllowed
from domain.planning import CoverRequest, CoverState
from domain.shifts import cover as c
from domain.shifts.agreed import overrides_of, with_overrides, without_overrides
from domain.shifts.held import belonging, could_take, holds
from domain.site import Directory, Site
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.news import approvers_of, keep_step
from handlers.shifts.rota import count_as_on, held_directory, keep, site_of, step
from handlers.shifts.sentences import agreed_sentence, withdrawn_sentence

_Step = Callable[[UnitOfWork, Directory, Site, CoverRequest], CoverRequest]


class UnknownRequest(EscalationError):
    """This request is not there any more. Nothing was changed."""


def take(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """*I'll take it*: the first tap has it. Raises the sentence for everybody after."""

    def taken(uow: UnitOfWork, directory: Directory, site: Site, request: CoverRequest) -> CoverRequest:
        _check_taker(directory, site, request, by)
        after = _named(directory, request, lambda: c.take(request, by, at, site.cover_needs_approval))
        _check_still_so(directory, site, after, at)
        if after.state == CoverState.TAKEN and not approvers_of(directory, site, after):
            # Nobody is there who could approve it: the two have agreed.
            after = c.take(request, by, at, to_approve=False)
        return _agreed(ports, uow, directory, site, after, at)

    _step(ports, request_id, at, taken)


def cannot(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """*I can't*: nobody counts these; whoever asked hears when nobody is left."""
    _step(ports, request_id, at, lambda uow, directory, site, request: c.cannot(request, by))


def approve(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """A manager agrees."""

    def approved(uow: UnitOfWork, directory: Directory, site: Site, request: CoverRequest) -> CoverRequest:
        after = c.approve(request, by, at)
        _check_approver(directory, site, request, by)
        _check_still_so(directory, site, after, at)
        return _agreed(ports, uow, directory, site, after, at)

    _step(ports, request_id, at, approved)


def decline(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """A manager does not agree: whoever asked stays on call."""

    def declined(uow: UnitOfWork, directory: Directory, site: Site, request: CoverRequest) -> CoverRequest:
        after = c.decline(request, by)
        _check_approver(directory, site, request, by)
        return after

    _step(ports, request_id, at, declined)


def withdraw(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """Whoever asked does it themselves after all."""

    def withdrawn(uow: UnitOfWork, directory: Directory, site: Site, request: CoverRequest) -> CoverRequest:
        after = c.withdraw(request, by, at)
        if request.state == CoverState.AGREED:
            _check_not_passed_on(directory, site, request)
            free = without_overrides(directory, site.id, request.tier, request.override_ids, at)
            keep(ports, uow, free, site, request.tier, by, withdrawn_sentence(directory, site, request), at)
        return after

    _step(ports, request_id, at, withdrawn)


def close(ports: Ports, request_id: str, at: datetime) -> None:
    """What time does: a request whose shift began lapses; one that nobody needs any more is dropped."""

    def closed(uow: UnitOfWork, directory: Directory, site: Site, request: CoverRequest) -> CoverRequest:
        return closing(directory, request, at) or request

    _step(ports, request_id, at, closed)


def closing(directory: Directory, request: CoverRequest, at: datetime) -> CoverRequest | None:
    """What has become of an open request by itself; None where it goes on."""
    if lapsed := c.lapse(request, at):
        return lapsed
    site = directory.site(request.site_id)
    start = max(request.start, at)
    if c.is_open(request) and (
        site is None or not holds(directory, site, request.tier, request.by, start, request.end)
    ):
        return c.drop(request)
    return None


def _step(ports: Ports, request_id: str, at: datetime, change: _Step) -> None:
    def write(uow: UnitOfWork) -> None:
        request = uow.plans.cover(request_id)
        if request is None:
            raise UnknownRequest
        directory = held_directory(uow)
        site = site_of(directory, request.site_id)
        after = change(uow, directory, site, request)
        if after != request:
            keep_step(uow, directory, site, after, at)

    step(ports, write)


def _agreed(
    ports: Ports, uow: UnitOfWork, directory: Directory, site: Site, after: CoverRequest, at: datetime
) -> CoverRequest:
    """An agreed request with its overrides in the rota; any other as it is."""
    if after.state != CoverState.AGREED:
        return after
    new = overrides_of(after, at)
    changed = with_overrides(directory, site.id, after.tier, *new)
    by = after.approved_by or str(after.taken_by)
    keep(ports, uow, changed, site, after.tier, by, agreed_sentence(directory, site, after), at)
    if new[0].start <= at:
        count_as_on(uow, changed, site, after.tier, str(after.taken_by), at)
    return c.with_override_ids(after, tuple(one.id for one in new))


def _named(directory: Directory, request: CoverRequest, once: Callable[[], CoverRequest]) -> CoverRequest:
    try:
        return once()
    except c.TakenByYou:
        raise
    except c.TakenAlready as taken:
        raise c.TakenAlready(f"{directory.name(request.taken_by)} took it. Thank you.") from taken


def _check_taker(directory: Directory, site: Site, request: CoverRequest, by: str) -> None:
    """Anybody of the tier, also after *I can't*; a swap is asked of one person alone."""
    may = by in request.asked or (not request.is_swap and by in belonging(site, request.tier))
    if by == request.by or not may:
        raise c.NotAskedOfYou


def _check_still_so(directory: Directory, site: Site, request: CoverRequest, at: datetime) -> None:
    """Both hold what they give, and the other could take it."""
    taker, tier, start = str(request.taken_by), request.tier, max(request.start, at)
    if not holds(directory, site, tier, request.by, start, request.end):
        raise c.ShiftMoved(f"The shifts have changed: {directory.name(request.by)} is not on call in all of that time.")
    if not could_take(directory, site, tier, taker, start, request.end):
        raise c.ShiftMoved(f"{directory.name(taker)} is away or on call elsewhere then. Nothing was changed.")
    if request.swap_start and request.swap_end:
        if not holds(directory, site, tier, taker, request.swap_start, request.swap_end):
            raise c.ShiftMoved(
                f"The shifts have changed: {directory.name(taker)} does not hold the other one any more."
            )
        if not could_take(directory, site, tier, request.by, request.swap_start, request.swap_end):
            raise c.ShiftMoved(f"{directory.name(request.by)} is away or on call elsewhere then. Nothing was changed.")


def _check_not_passed_on(directory: Directory, site: Site, request: CoverRequest) -> None:
    taker = str(request.taken_by)
    if not holds(directory, site, request.tier, taker, request.start, request.end):
        raise c.ShiftMoved(f"The shifts have changed since: {directory.name(taker)} does not hold this one any more.")


def _check_approver(directory: Directory, site: Site, request: CoverRequest, by: str) -> None:
    if by not in approvers_of(directory, site, request):
        raise NotAllowed("A manager of this site can say yes or no to this.")
