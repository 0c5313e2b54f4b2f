"""Proposals to change a rule or condition: drafted, decided in chat, checked after 60 days (domain.md d.6)."""

from handlers.learning.proposing.by_hand import Wish, form_for, from_note, propose
from handlers.learning.proposing.drafting import after_note, draft_across, draft_recurring
from handlers.learning.proposing.drawn import news_drawn, news_read, proposal_drawn
from handlers.learning.proposing.editing import edit_form, redrawn_form, save_edit
from handlers.learning.proposing.moving import accept, done, judge, own, refuse, start
from handlers.learning.proposing.rounds import ProposalRounds
from handlers.learning.proposing.telling import NEWS, PROPOSAL

__all__ = [
    "NEWS",
    "PROPOSAL",
    "ProposalRounds",
    "Wish",
    "accept",
    "after_note",
    "done",
    "draft_across",
    "draft_recurring",
    "edit_form",
    "form_for",
    "from_note",
    "judge",
    "news_drawn",
    "news_read",
    "own",
    "proposal_drawn",
    "propose",
    "redrawn_form",
    "refuse",
    "save_edit",
    "start",
]
