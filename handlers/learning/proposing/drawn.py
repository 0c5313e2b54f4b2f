"""What the messages about proposals say now: their facts from the store when they are drawn (principle 5)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from domain.learning.proposal import Proposal
from domain.page import Message
from domain.site import Directory, Site
from handlers.learning.clearing import rid_of, words_known
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Screen
from handlers.screens.learning.proposal import proposal_card
from handlers.screens.learning.proposal_news import News, news_screen
from handlers.screens.learning.proposal_words import ProposalFacts


def facts_of(uow: UnitOfWork, directory: Directory, proposal: Proposal, at: datetime) -> ProposalFacts:
    """A proposal with its source cases, as far as they are still known."""
    cases = (uow.escalations.get(one) for one in proposal.cases)
    return ProposalFacts(proposal, directory, at, tuple(one for one in cases if one))


def proposal_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """The message in which it is decided, or a reminder of it."""
    proposal = uow.learning.proposal(message.detail["id"])
    if proposal is None:
        return None
    facts = replace(facts_of(uow, directory, proposal, at), reader=message.person_id)
    return proposal_card(facts, message.detail.get("why", ""))


def news_drawn(uow: UnitOfWork, message: Message, directory: Directory, at: datetime) -> Screen | None:
    """What became of it, to somebody who reported it."""
    detail = message.detail
    news = _news(uow, directory, detail["id"], int(detail["move"]), detail.get("case", ""), at)
    if news is None:
        return None
    return news_screen(replace(news, behind_a_tap=news.case is not None and news.case.silent))


def news_read(ports: Ports, value: str, by: str, at: datetime) -> Screen | None:
    """*Read*: the words of a message that stood behind a tap, for whom they are about."""
    proposal_id, number, case_id = (*value.split("|"), "", "")[:3]
    with ports.store.read() as uow:
        known = number.isascii() and number.isdigit()
        news = _news(uow, ports.memory.directory, proposal_id, int(number), case_id, at) if known else None
    return news_screen(news) if news and news.case and news.case.raiser_id == by else None


def _news(
    uow: UnitOfWork, directory: Directory, proposal_id: str, number: int, case_id: str, at: datetime
) -> News | None:
    proposal = uow.learning.proposal(proposal_id)
    if proposal is None or number >= len(proposal.moves):
        return None
    case = uow.escalations.get(case_id) if case_id else None
    facts = facts_of(uow, directory, proposal, at)
    move, change = proposal.moves[number], proposal.change
    site = directory.site(case.site_id if case else proposal.site_id)
    return News(facts, replace(move, words=_clear(move.words, site, directory)), case,
                _clear(change, site, directory), number)  # fmt: skip


def _clear(words: str, site: Site | None, directory: Directory) -> str:
    """Typed for those who decide; those who reported it read it without names and numbers."""
    return rid_of(words, words_known(site or directory.sites[0], directory)) if words and directory.sites else words
