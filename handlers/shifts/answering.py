"""The taps on a request for cover: taken, declined, approved, withdrawn; and what time does to it.

Each is one transaction that locks the request first, so of two taps the second sees who has it (F16, invariant 7).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.errors import EscalationError
from domain.planning import Cover, CoverState
from domain.shifts import cover as c
from domain.shifts.agreed import overrides_of, with_overrides, without_overrides
from domain.shifts.held import holds
from domain.site import Directory, Site
from handlers.ports import Ports, UnitOfWork
from handlers.shifts.checking import check_approver, check_not_passed_on, check_still_so, check_taker, named
from handlers.shifts.news import approvers_of, keep_step
from handlers.shifts.rota import count_as_on, held_directory, keep, site_of, step
from handlers.shifts.sentences import agreed_sentence, withdrawn_sentence

_Step = Callable[[UnitOfWork, Directory, Site, Cover], Cover]


class UnknownCover(EscalationError):
    """This request is not there any more. Nothing was changed."""


def take(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """*I'll take it*: the first tap has it. Raises the sentence for everybody after."""

    def taken(uow: UnitOfWork, directory: Directory, site: Site, request: Cover) -> Cover:
        check_taker(directory, site, request, by)
        after = named(directory, request, lambda: c.take(request, by, at, site.cover_needs_approval))
        check_still_so(directory, site, after, at)
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

    def approved(uow: UnitOfWork, directory: Directory, site: Site, request: Cover) -> Cover:
        after = c.approve(request, by, at)
        check_approver(directory, site, request, by)
        check_still_so(directory, site, after, at)
        return _agreed(ports, uow, directory, site, after, at)

    _step(ports, request_id, at, approved)


def decline(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """A manager does not agree: whoever asked stays on call."""

    def declined(uow: UnitOfWork, directory: Directory, site: Site, request: Cover) -> Cover:
        after = c.decline(request, by)
        check_approver(directory, site, request, by)
        return after

    _step(ports, request_id, at, declined)


def withdraw(ports: Ports, request_id: str, by: str, at: datetime) -> None:
    """Whoever asked does it themselves after all."""

    def withdrawn(uow: UnitOfWork, directory: Directory, site: Site, request: Cover) -> Cover:
        after = c.withdraw(request, by, at)
        if request.state == CoverState.AGREED:
            check_not_passed_on(directory, site, request)
            free = without_overrides(directory, site.id, request.tier, request.override_ids, at)
            keep(ports, uow, free, site, request.tier, by, withdrawn_sentence(directory, site, request), at)
        return after

    _step(ports, request_id, at, withdrawn)


def close(ports: Ports, request_id: str, at: datetime) -> None:
    """What time does: a request whose shift began lapses; one that nobody needs any more is dropped."""

    def write(uow: UnitOfWork) -> None:
        request, directory = uow.plans.cover(request_id), uow.people.directory()
        after = closing(directory, request, at) if request else None
        site = directory.site(after.site_id) if after else None
        if after and site:
            keep_step(uow, directory, site, after, at)
        elif after:
            # Its site is gone: there is nobody to tell, and nothing to show.
            uow.plans.save_cover(after)

    step(ports, write)


def closing(directory: Directory, request: Cover, at: datetime) -> Cover | None:
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
            raise UnknownCover
        directory = held_directory(uow)
        site = site_of(directory, request.site_id)
        after = change(uow, directory, site, request)
        if after != request:
            keep_step(uow, directory, site, after, at)

    step(ports, write)


def _agreed(ports: Ports, uow: UnitOfWork, directory: Directory, site: Site, after: Cover, at: datetime) -> Cover:
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
