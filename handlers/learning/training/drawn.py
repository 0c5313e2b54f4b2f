"""What the messages about training say (principle 5)."""

from __future__ import annotations

from datetime import datetime

from domain.page import Message
from domain.site import Directory
from handlers.ports import UnitOfWork
from handlers.screens import Screen
from handlers.screens.learning.training import asked_screen, suggestion_screen


def suggestion_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """To whoever looks after training: a topic and a count."""
    site = directory.site(message.detail["site"])
    return suggestion_screen(site, message.detail["topic"], int(message.detail["count"])) if site else None


def asked_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """To whoever looks after training: somebody asks for it."""
    detail, site = message.detail, directory.site(message.detail["site"])
    if site is None:
        return None
    return asked_screen(site, directory.name(detail["by"]), detail.get("topic", ""), detail.get("words", ""))
