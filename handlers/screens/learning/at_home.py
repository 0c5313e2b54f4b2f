"""The part of App Home about what changes at the site: quick fixes and proposals (domain.md d.6)."""

from __future__ import annotations

from dataclasses import dataclass

from domain.learning.proposal import Cause, Fix
from handlers.screens.learning.proposal import next_tap
from handlers.screens.learning.proposal_words import ProposalFacts, day, day_of, stands, title
from handlers.screens.parts import Button, Divider, Heading, Line, Part, Small, Text

MOST = 5


@dataclass(frozen=True)
class ChangesAtHome:
    """What one person sees: open fixes, each with the name of whoever does it and whether they may say *Done*; open
    proposals; `decides`: they may own and decide them."""

    fixes: tuple[tuple[Fix, str, bool], ...] = ()
    proposals: tuple[ProposalFacts, ...] = ()
    decides: bool = False
    of_site: bool = True


def changes_at_home(changes: ChangesAtHome) -> tuple[Part, ...]:
    """Short lists; nothing where nothing is open."""
    lists = (*_fixes(changes), *_proposals(changes)) if changes.of_site else ()
    return (Divider(), Heading("What changes here"), *lists) if lists else ()


def waits_for_them(parts: tuple[Part, ...]) -> bool:
    """Whether something of these lists has a button: then it stands above what is only to be read."""
    return any(isinstance(part, Line) and part.button is not None for part in parts)


def _fixes(changes: ChangesAtHome) -> tuple[Part, ...]:
    lines: list[Part] = []
    for fix, who, may in changes.fixes[:MOST]:
        text: Text = (f"Quick fix · {fix.what} · by {day(fix.due)}{f' · {who}' if who else ''}",)
        lines.append(Line(text, button=Button("fix.done", "Done", fix.id) if may else None))
    return (*lines, *_more(len(changes.fixes), "quick fixes"))


def _proposals(changes: ChangesAtHome) -> tuple[Part, ...]:
    lines: list[Part] = []
    for facts in changes.proposals[:MOST]:
        p = facts.proposal
        name = title(p, facts.directory)
        if p.cause == Cause.SAID and not changes.decides:
            # What somebody wrote goes to those who decide; the others read that there is something.
            name = f"A change proposed on {day_of(p.proposed_at, facts.zone)}"
        mine = changes.decides or p.owner_id == facts.reader
        text: Text = (f"Proposal · {name} · {stands(p, facts.directory)}",)
        lines.append(Line(text, button=next_tap(facts) if mine else None))
    return (*lines, *_more(len(changes.proposals), "proposals"))


def _more(count: int, what: str) -> tuple[Part, ...]:
    return (Small((f"and {count - MOST} more {what}",)),) if count > MOST else ()
