"""Which cases count for a cause: a rule or trigger that recurs, or what made it harder (domain.md d.6).

Counted are cases, never the people who raised them: no field of a person is read here.
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.escalation import State
from domain.learning.case import FinishedNote
from domain.learning.proposal import Cause
from domain.note import Note, id_of

_NEVER = frozenset({"", id_of("Unknown"), id_of("Nothing")})


def counts(one: FinishedNote) -> bool:
    """Whether this case counts at all: not one about a colleague, and not one that was withdrawn."""
    return one.escalation.state == State.RESOLVED and not one.escalation.about_colleague


def rule_of(note: Note) -> str:
    """The id of the rule of ours that the note names: picked, or written into it."""
    picked = note.picks.get("rule", ())
    return picked[0] if picked else id_of(note.texts.get("rule", ""))


def has_cause(one: FinishedNote, cause: Cause, about: str) -> bool:
    """Whether this case counts for what a proposal is about."""
    return counts(one) and about in about_of(one.note, cause)


def cases_with(notes: Iterable[FinishedNote], cause: Cause, about: str) -> int:
    """How many cases have this cause: the figure before and after a change (domain.md d.6, "checked")."""
    return sum(has_cause(one, cause, about) for one in notes)


def about_of(note: Note, cause: Cause) -> frozenset[str]:
    """What a note names as a cause of this kind: ids of pick-list entries; never "Unknown" and never "Nothing"."""
    if cause == Cause.RULE:
        return frozenset({rule_of(note)}) - _NEVER
    field = {Cause.TRIGGER: "trigger", Cause.HARDER: "harder"}.get(cause)
    return frozenset(note.value(field)) - _NEVER if field else frozenset()
