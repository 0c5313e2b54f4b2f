"""What the posts and warnings about the rota say at the moment at which they are sent (principle 5)."""

from __future__ import annotations

from datetime import datetime

from domain.page import Message
from domain.site import Directory
from domain.watch.ahead import same_trouble, troubles
from domain.watch.handoffs import changed_since
from handlers.ports import UnitOfWork
from handlers.screens import Screen
from handlers.screens.watch import ahead_screen, handoff_screen, standing_screen
from handlers.watch.ahead import unpacked


def handoff_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """Who is on call now, of the tiers that changed hands; None where none did after all."""
    site = directory.site(message.detail["site"])
    if site is None:
        return None
    since = datetime.fromisoformat(message.detail["since"])
    changed = changed_since(directory, site, since, max(since, at))
    return handoff_screen(directory, site, changed, at) if changed else None


def ahead_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """What is still wrong of what was found; None where all of it was mended meanwhile."""
    site = directory.site(message.detail["site"])
    if site is None:
        return None
    told = unpacked(message.detail["what"])
    still = [one for one in troubles(directory, site, at) if any(same_trouble(one, other) for other in told)]
    return ahead_screen(directory, site, still) if still else None


def standing_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """Why the topic or the user group could not be kept in step."""
    site = directory.site(message.detail["site"])
    return standing_screen(site, message.detail["what"], message.detail["why"]) if site else None
