"""What the messages about quick fixes say now: their facts from the store when they are drawn (principle 5)."""

from __future__ import annotations

from datetime import datetime

from domain.page import Message
from domain.site import Directory
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Screen
from handlers.screens.learning.fixes import FixFacts, fix_news, fix_screen


def fix_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """To whoever does it."""
    facts = _facts(uow, directory, message.detail["id"], at)
    return fix_screen(facts, message.detail.get("due") == "yes") if facts else None


def fix_news_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """To whoever raised it."""
    facts = _facts(uow, directory, message.detail["id"], at)
    return fix_news(facts, facts.case is not None and facts.case.silent) if facts else None


def fix_read(ports: Ports, fix_id: str, by: str, at: datetime) -> Screen | None:
    """*Read*: what stood behind a tap, for whoever raised it."""
    with ports.store.read() as uow:
        facts = _facts(uow, ports.memory.directory, fix_id, at)
    mine = facts is not None and facts.case is not None and facts.case.raiser_id == by and facts.fix.done_at is not None
    return fix_news(facts, behind_a_tap=False) if facts and mine else None


def _facts(uow: UnitOfWork, directory: Directory, fix_id: str, at: datetime) -> FixFacts | None:
    fix = uow.learning.fix(fix_id)
    site = directory.site(fix.site_id) if fix else None
    if fix is None or site is None:
        return None
    return FixFacts(fix, site, directory, at, uow.escalations.get(fix.escalation_id))
