"""By when a proposal is to be owned, decided and checked (domain.md d.6: 7, 30 and 60 days)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from domain.learning.proposal import CHECKED_AFTER, DECIDED_WITHIN, OWNER_WITHIN, Cause, Proposal, ProposalState

_S = ProposalState
DECIDES = frozenset({_S.OWNED, _S.REOPENED})
"""The states in which it waits to be accepted or refused."""


def counted(proposal: Proposal) -> bool:
    """Whether there is anything to count before and after."""
    return proposal.cause != Cause.SAID and bool(proposal.about)


def check_due(proposal: Proposal, at: datetime) -> bool:
    """Whether it was done 60 days ago or longer, and is not checked yet."""
    return proposal.state == _S.DONE and at >= proposal.moves[-1].at + CHECKED_AFTER


def owner_late(proposal: Proposal, at: datetime) -> bool:
    """Nobody owns it after seven days."""
    return proposal.state == _S.PROPOSED and at >= proposal.proposed_at + OWNER_WITHIN


def decision_late(proposal: Proposal, at: datetime, zone: str) -> bool:
    """The day by which it is to be decided has come at the site, and it is not decided."""
    today = at.astimezone(ZoneInfo(zone)).date()
    return proposal.state in DECIDES and today >= decide_by(proposal)


def decide_by(proposal: Proposal) -> date:
    """The decision date: the one written down, else 30 days after it was proposed."""
    return proposal.decide_by or (proposal.proposed_at + DECIDED_WITHIN).date()
