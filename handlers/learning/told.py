"""What the messages about notes share: the escalation that they are about, as it stands when they are drawn."""

from __future__ import annotations

from datetime import datetime

from domain.page import Message
from domain.site import Directory
from handlers.ports import UnitOfWork
from handlers.screens import Scene


def drawn_scene(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Scene | None:
    """The escalation whose id stands in the message's detail; None where it, or its site, is gone."""
    e = uow.escalations.get(message.detail["id"])
    site = directory.site(e.site_id) if e else None
    return Scene(e, site, directory, at) if e and site else None
