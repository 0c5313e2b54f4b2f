"""The two ways on from a note: something is fixed at once, or a change is proposed (domain.md d.2 row 21, d.6)."""

from __future__ import annotations

from domain.escalation import Escalation
from handlers.screens.parts import Button


def ways_on(e: Escalation) -> tuple[Button, ...]:
    """*Quick fix* and *Propose a change*; none for what is about a colleague."""
    if e.about_colleague:
        return ()
    return (Button("fix.add", "Quick fix", e.id), Button("proposal.from_note", "Propose a change", e.id))
