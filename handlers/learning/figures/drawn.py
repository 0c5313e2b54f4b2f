"""How a digest and the monthly trends look: from what was counted when they were made."""

from __future__ import annotations

import json
from datetime import datetime

from domain.page import Message
from domain.site import Directory
from handlers.learning.figures.sections import Section
from handlers.learning.figures.showing import pictures_in
from handlers.ports import UnitOfWork
from handlers.screens import Screen
from handlers.screens.figures import digest_screen, trends_screen


def digest_drawn(_uow: UnitOfWork, message: Message, _directory: Directory, _at: datetime) -> Screen | None:
    """The digest in the channel."""
    return digest_screen(message.detail["title"], _sections(message), pictures_in(message.detail))


def trends_drawn(_uow: UnitOfWork, message: Message, _directory: Directory, _at: datetime) -> Screen | None:
    """The trends in somebody's conversation with the app."""
    detail = message.detail
    about = f"{detail['site']}|{detail['month']}"
    return trends_screen(detail["title"], _sections(message), pictures_in(detail), about)


def _sections(message: Message) -> tuple[Section, ...]:
    return tuple((title, tuple(lines)) for title, lines in json.loads(message.detail["sections"]))
