"""The life of a request for cover or a swap: asked, taken, approved where the site wants it, agreed; or its ends.

Each step gives the next version of the request, or raises the sentence that the person reads. Until it is AGREED
whoever asked is on call, and every screen says so.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.errors import EscalationError, NotAllowed
from domain.planning import Cover, CoverState

_OPEN = (CoverState.ASKED, CoverState.TAKEN)


class TakenAlready(EscalationError):
    """Somebody took it already. Thank you."""


class TakenByYou(TakenAlready):
    """You took it already. Thank you."""


class CoverIsOver(EscalationError):
    """This is not needed any more. Nothing was changed."""


class NotAskedOfYou(EscalationError):
    """This was asked of somebody else. Nothing was changed."""


class ShiftHasBegun(EscalationError):
    """That shift has begun, so this cannot be changed here any more. Ask for cover, or hand over."""


class ShiftMoved(EscalationError):
    """The shifts have changed since. Nothing was changed."""


class NobodyCould(EscalationError):
    """Nobody else of this tier could take it: away, on call elsewhere, or not reachable. You are on call."""


def first_start(request: Cover) -> datetime:
    """When the first of the shifts that it is about begins."""
    return min(request.start, request.swap_start or request.start)


def lapses_at(request: Cover) -> datetime:
    """When nobody can take it any more: the shift begins; or ends, where it ran already when cover was asked for."""
    begins = first_start(request)
    return begins if begins > request.made_at else request.end


def is_open(request: Cover) -> bool:
    """Whether it still waits for somebody."""
    return request.state in _OPEN


def take(request: Cover, by: str, at: datetime, to_approve: bool) -> Cover:
    """The first tap has it. `to_approve`: a manager says yes or no first."""
    if request.state in (CoverState.TAKEN, CoverState.AGREED):
        raise TakenByYou if request.taken_by == by else TakenAlready
    if request.state != CoverState.ASKED or at >= lapses_at(request):
        raise CoverIsOver
    state = CoverState.TAKEN if to_approve else CoverState.AGREED
    return _next(request, state=state, taken_by=by)


def cannot(request: Cover, by: str) -> Cover:
    """*I can't*: asked no more; it stays open for the others."""
    if request.state != CoverState.ASKED:
        raise CoverIsOver
    if by not in request.asked:
        raise NotAskedOfYou
    return _next(request, asked=tuple(one for one in request.asked if one != by))


def approve(request: Cover, by: str, at: datetime) -> Cover:
    """A manager says yes."""
    _check_approver(request, by)
    if at >= lapses_at(request):
        raise CoverIsOver
    return _next(request, state=CoverState.AGREED, approved_by=by)


def decline(request: Cover, by: str) -> Cover:
    """A manager says no: whoever asked stays on call."""
    _check_approver(request, by)
    return _next(request, state=CoverState.DECLINED, approved_by=by)


def withdraw(request: Cover, by: str, at: datetime) -> Cover:
    """Whoever asked needs it no more: while it is open, and after it was agreed until the first shift begins."""
    if by != request.by:
        raise NotAllowed
    if request.state == CoverState.AGREED and at >= first_start(request):
        raise ShiftHasBegun
    if not is_open(request) and request.state != CoverState.AGREED:
        raise CoverIsOver
    return _next(request, state=CoverState.WITHDRAWN)


def lapse(request: Cover, at: datetime) -> Cover | None:
    """It began before it was agreed; None while it can still be taken, or where it has ended already."""
    if not is_open(request) or at < lapses_at(request):
        return None
    return _next(request, state=CoverState.LAPSED)


def with_override_ids(request: Cover, ids: tuple[str, ...]) -> Cover:
    """What an agreed request put into the rota; part of the step that agreed."""
    return replace(request, override_ids=ids)


def drop(request: Cover) -> Cover:
    """Whoever asked is not on call then any more, so nobody has to take it."""
    return _next(request, state=CoverState.WITHDRAWN)


def _check_approver(request: Cover, by: str) -> None:
    if by in (request.by, request.taken_by):
        raise NotAllowed("Somebody else has to approve this one.")
    if request.state == CoverState.AGREED:
        raise CoverIsOver("This is agreed already. Nothing was changed.")
    if request.state != CoverState.TAKEN:
        raise CoverIsOver


def _next(request: Cover, **changes: object) -> Cover:
    return replace(request, **changes, version=request.version + 1)  # type: ignore[arg-type]
