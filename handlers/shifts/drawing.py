"""What a message about shifts says now: its facts from the store, at the moment at which it is drawn (principle 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.page import Message
from domain.shifts.held import holds
from domain.site import Directory
from handlers.ports import UnitOfWork
from handlers.screens import Screen
from handlers.screens.imported import calendar_note
from handlers.screens.shifts.cover import CoverFacts, cover_screen
from handlers.screens.shifts.moved import moved_screen
from handlers.shifts.handing_drawn import hand_over_drawn
from handlers.shifts.starting_drawn import starting_drawn
from handlers.watch.drawn import ahead_drawn, handoff_drawn, standing_drawn

_Draw = Callable[[UnitOfWork, Message, Directory, datetime], Screen | None]


def shift_screen(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The screen; None where it says nothing any more and need not be sent."""
    draw = _DRAWN.get(message.detail["about"])
    return draw(uow, message, directory, at) if draw else None


def _cover(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    request = uow.plans.cover(message.detail["id"])
    site = directory.site(request.site_id) if request else None
    if request is None or site is None:
        return None
    on_call = holds(directory, site, request.tier, request.by, request.start, request.end)
    return cover_screen(CoverFacts(request, site, directory, at, message.person_id, message.detail["stage"], on_call))


def _moved(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    return moved_screen(message.detail, directory)


_DRAWN: Mapping[str, _Draw] = {
    "cover": _cover,
    "shift": starting_drawn,
    "hand_over": hand_over_drawn,
    "moved": _moved,
    "calendar": lambda _uow, message, _directory, _at: calendar_note(message.detail),
    "handoff": handoff_drawn,
    "ahead": ahead_drawn,
    "standing": standing_drawn,
}
