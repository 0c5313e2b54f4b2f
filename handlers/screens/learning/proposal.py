"""A proposal as those see it who decide it: one message, redrawn as it moves (domain.md d.6)."""

from __future__ import annotations

from dataclasses import replace

from domain.learning.deadlines import DECIDES, check_due, counted
from domain.learning.proposal import ProposalState
from domain.learning.proposals import complete
from handlers.screens.learning.proposal_words import (
    STRENGTHS,
    ProposalFacts,
    case_line,
    figures,
    last_move,
    stands,
    title,
)
from handlers.screens.parts import Button, Buttons, Line, Part, Quote, Screen, Small, Strong

_CASES = 10
_REMINDERS = {
    "owner": "Nobody owns this yet, after 7 days. ",
    "decide": "Today is the day to decide this. ",
    "judge": "Done 60 days ago. Did it help? ",
    "named": "You own this now. ",
    "checked": "Checked after 60 days. ",
}


def proposal_card(facts: ProposalFacts, reminder: str = "") -> Screen:
    """The message in which it is decided, redrawn as it moves: its facts, its source cases, the next button."""
    p = facts.proposal
    lead = _REMINDERS[reminder] if _still(facts, reminder) else ""
    preview = f"Proposal · {title(p, facts.directory)}"
    if not (lead and reminder == "owner"):
        # That reminder says already that nobody owns it.
        preview = f"{preview} · {stands(p, facts.directory)}"
    parts: list[Part] = [Line((Strong(lead + preview),)), Small((f"For {facts.where()}",)), *_written(facts)]
    with_site = facts.site is None
    lines = "\n".join(case_line(one, facts.directory, with_site) for one in facts.cases[-_CASES:])
    if lines:
        parts += [Small(("Calls for help that it comes from:",)), Small((lines,))]
    return Screen(lead + preview, (*parts, *_came_of(facts), *_taps(facts)))


def _still(facts: ProposalFacts, reminder: str) -> bool:
    p = facts.proposal
    return {
        "judge": check_due(p, facts.at),
        "owner": p.state == ProposalState.PROPOSED,
        "decide": p.state in DECIDES,
        "checked": last_move(p, ProposalState.DONE) is not None,
        "named": p.open and p.owner_id == facts.reader,
    }.get(reminder, False)


def _written(facts: ProposalFacts) -> tuple[Part, ...]:
    p = facts.proposal
    strength = STRENGTHS[p.strength] if p.strength else ""
    lines = (
        ("What happens now", p.now),
        ("Proposal", p.change),
        ("What it should bring", p.effect),
        ("Something other than people", p.other_than_people),
        ("Strength", strength),
        ("Owner", facts.directory.name(p.owner_id) if p.owner_id else ""),
    )
    return tuple(Line((Strong(f"{label}: "), words)) for label, words in lines if words)


def _came_of(facts: ProposalFacts) -> tuple[Part, ...]:
    p = facts.proposal
    refused = last_move(p, ProposalState.REFUSED)
    lines: list[Part] = []
    if p.state == ProposalState.REFUSED and refused:
        lines += [Line((Strong("Why not:"),)), Quote(refused.words)]
    if counts := figures(p):
        lines.append(Line((Strong("Checked: "), f"{counts}.")))
    return tuple(lines)


def _taps(facts: ProposalFacts) -> tuple[Part, ...]:
    """One button for the next move, *Refuse* beside *Accept*, and *Edit* as long as it is open."""
    p = facts.proposal
    first = next_tap(facts)
    if first is None:
        return ()
    row = [replace(first, style="primary")]
    if p.state in DECIDES:
        row.append(Button("proposal.refuse", "Refuse", p.id))
    if p.state == ProposalState.DONE:
        row.append(Button("proposal.helped_not", "It did not", p.id))
    elif first.action != "proposal.edit":
        row.append(Button("proposal.edit", "Edit", p.id))
    return (Buttons(tuple(row)),)


def next_tap(facts: ProposalFacts) -> Button | None:
    """The button that moves it on; None where nobody has to do anything now."""
    p = facts.proposal
    if p.state in DECIDES:
        action, label = ("accept", "Accept") if complete(p) else ("edit", "Fill it in")
    elif p.state == ProposalState.DONE:
        if counted(p) or not check_due(p, facts.at):
            return None
        action, label = "helped", "It helped"
    elif p.state in _NEXT:
        action, label = _NEXT[p.state]
    else:
        return None
    return Button(f"proposal.{action}", label, p.id)


_NEXT = {
    ProposalState.PROPOSED: ("own", "I'll own it"),
    ProposalState.ACCEPTED: ("start", "Start"),
    ProposalState.IN_WORK: ("done", "Done"),
}
