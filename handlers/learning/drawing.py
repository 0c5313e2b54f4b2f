"""What a message about notes and learning says now: its facts from the store when it is drawn (principle 5)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.page import Message
from domain.site import Directory
from handlers.learning.figures.drawn import digest_drawn, trends_drawn
from handlers.learning.fixing import FIX, FIX_NEWS, fix_drawn, fix_news_drawn
from handlers.learning.proposing import NEWS, PROPOSAL, news_drawn, proposal_drawn
from handlers.learning.training import ASKED, SUGGESTION, asked_drawn, suggestion_drawn
from handlers.notes.chased import CHASE
from handlers.notes.chasing import chase_drawn
from handlers.notes.hour_later import HOUR, hour_drawn
from handlers.notes.telling import EXCEPTION, THANKS, exception_drawn, thanks_drawn
from handlers.ports import UnitOfWork
from handlers.screens import Screen

Draw = Callable[[UnitOfWork, Message, Directory, datetime], Screen | None]

PREFIX = "learn."
"""What `about` in the detail of such a message begins with."""


def learning_screen(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The screen; None where it says nothing any more and need not be sent."""
    draw = _DRAWN.get(message.detail["about"])
    return draw(uow, message, directory, at) if draw else None


_DRAWN: Mapping[str, Draw] = {
    PROPOSAL: proposal_drawn,
    NEWS: news_drawn,
    FIX: fix_drawn,
    FIX_NEWS: fix_news_drawn,
    SUGGESTION: suggestion_drawn,
    ASKED: asked_drawn,
    "learn.digest": digest_drawn,
    "learn.trends": trends_drawn,
    CHASE: chase_drawn,
    EXCEPTION: exception_drawn,
    HOUR: hour_drawn,
    THANKS: thanks_drawn,
}
