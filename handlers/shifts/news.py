"""Who is told of which step of a request for cover: new messages where somebody must notice, the others redrawn."""

from __future__ import annotations

from datetime import datetime

from domain.page import Message
from domain.planning import Cover, CoverState
from domain.shifts.held import belonging, holds
from domain.site import Directory, Site
from handlers.ports import UnitOfWork
from handlers.shifts.outgoing import managers_of, redraw, to_channel, to_person

_NEWS = (CoverState.AGREED, CoverState.DECLINED, CoverState.LAPSED)


def asked_messages(directory: Directory, request: Cover, at: datetime) -> list[Message]:
    """One to each of those who could, and one to whoever asks, with *Withdraw*."""
    asker = to_person(directory, request.by, _key(request, request.by), at, _detail(request, "asked"))
    return [*asker, *(one for person in request.asked for one in _to(directory, request, person, "asked", at))]


def keep_step(uow: UnitOfWork, directory: Directory, site: Site, request: Cover, at: datetime) -> None:
    """Save a request after its step and tell everybody whom the step concerns."""
    uow.plans.save_cover(request)
    redraw(uow, _standing(directory, site, request), at)
    uow.messages.add(_told(directory, site, request, at))


def _standing(directory: Directory, site: Site, request: Cover) -> list[str]:
    """Every key that a message about this request may stand under."""
    admins = [one.id for one in directory.people if one.roles]
    people = dict.fromkeys([*belonging(site, request.tier), request.by, *request.asked, *admins, *site.people()])
    stages = ("", "approve", *CoverState)
    return [f"cover:{request.id}:channel", *(_key(request, one, stage) for one in people for stage in stages)]


def _told(directory: Directory, site: Site, request: Cover, at: datetime) -> list[Message]:
    state = request.state
    if state == CoverState.ASKED:
        return _to(directory, request, request.by, "nobody", at) if not request.asked else []
    if state == CoverState.TAKEN:
        approvers = approvers_of(directory, site, request)
        return [one for person in approvers for one in _to(directory, request, person, "approve", at)]
    told: list[Message] = []
    kept = holds(directory, site, request.tier, request.by, request.start, request.end)
    if state in _NEWS or (state == CoverState.WITHDRAWN and not kept):
        told += _to(directory, request, request.by, state.value, at)
    if request.taken_by and (state != CoverState.AGREED or request.approved_by):
        told += _to(directory, request, request.taken_by, state.value, at)
    if state == CoverState.AGREED:
        told += to_channel(site, f"cover:{request.id}:channel", at, _detail(request, "channel"))
    return told


def approvers_of(directory: Directory, site: Site, request: Cover) -> list[str]:
    """Managers and admins of the site, without the two whom it is about."""
    return managers_of(directory, site, request.by, request.taken_by)


def _to(directory: Directory, request: Cover, person_id: str, stage: str, at: datetime) -> list[Message]:
    key = _key(request, person_id, "" if stage == "asked" else stage)
    return to_person(directory, person_id, key, at, _detail(request, stage))


def _key(request: Cover, person_id: str, stage: str = "") -> str:
    return f"cover:{request.id}:{person_id}:{stage}" if stage else f"cover:{request.id}:{person_id}"


def _detail(request: Cover, stage: str) -> dict[str, str]:
    return {"about": "cover", "id": request.id, "stage": stage}
