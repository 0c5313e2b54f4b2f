"""A proposal as those hear of it whose calls it came from: a short line for each move (domain.md d.6)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.escalation import Escalation
from domain.learning.proposal import Move, ProposalState
from handlers.screens.learning.proposal_words import ProposalFacts, about_words, day_of
from handlers.screens.parts import Button, Buttons, Line, Part, Quote, Screen, Strong
from handlers.screens.scene import Scene


@dataclass(frozen=True)
class News:
    """What one move, the `number`th, means to somebody who reported it, or proposed it by hand (then without `case`).

    `change` and the words of `move` come with nothing personal in them. `behind_a_tap`: customers see their screen.
    """

    facts: ProposalFacts
    move: Move
    case: Escalation | None
    change: str
    number: int = 0
    behind_a_tap: bool = False


def news_screen(news: News) -> Screen:
    """One line: what became of it (domain.md d.6, "Reply to the reporter"); it opens neutrally (screens.md rule 3)."""
    preview = f"{_tag(news)} · for you"
    if news.behind_a_tap:
        case_id = news.case.id if news.case else ""
        read = Button("proposal.read", "Read", f"{news.facts.proposal.id}|{news.number}|{case_id}")
        return Screen(preview, (Line((preview,)), Buttons((read,))))
    parts: list[Part] = [Line((f"{preview}. ", Strong(_since(news)), _said(news)))]
    if news.move.state == ProposalState.REFUSED:
        parts += [Line(("The reason:",)), Quote(news.move.words)]
    elif news.move.state in (ProposalState.ACCEPTED, ProposalState.DONE) and news.change:
        parts.append(Quote(news.change))
    return Screen(preview, tuple(parts))


def _tag(news: News) -> str:
    site = news.facts.directory.site(news.case.site_id) if news.case else None
    if news.case is None or site is None:
        return f"Proposal of {day_of(news.facts.proposal.proposed_at, news.facts.zone)}"
    return Scene(news.case, site, news.facts.directory, news.facts.at).tag()


def _since(news: News) -> str:
    site = news.facts.directory.site(news.case.site_id) if news.case else None
    if news.case is None or site is None:
        return "You proposed it: "
    return f"Because of your call on {day_of(news.case.raised_at, site.zone)}: "


def _said(news: News) -> str:
    about = about_words(news.facts.proposal, news.facts.directory)
    return _NEWS[news.move.state].format(about=f" about “{about}”" if about else "")


_NEWS = {
    ProposalState.PROPOSED: "a change{about} is proposed. It was drafted from what you reported.",
    ProposalState.ACCEPTED: "the change{about} is accepted.",
    ProposalState.REFUSED: "the change{about} was not accepted.",
    ProposalState.DONE: "the change{about} is done. It is checked in 60 days.",
    ProposalState.KEPT: "the change{about} helped, and it stays.",
    ProposalState.REOPENED: "the change{about} has not helped enough. It is looked at again.",
}
TOLD = frozenset(_NEWS)
"""The states of which those hear who raised the source cases."""
