"""The forms of a proposal: what should change and how strong that is, why not, and one that somebody makes by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from domain.learning.proposal import Strength
from domain.learning.proposals import NO
from handlers.screens.learning.proposal_words import STRENGTHS
from handlers.screens.parts import Choice, Form, Line, Part, Pick, PickDate, Small, Write

TEXT_FITS = 1000

_QUESTION = "Could we change something other than people?"
_WHY_FIRST = "Training and reminders wear off. So this comes first:"


@dataclass(frozen=True)
class ProposalForm:
    """What stands in the form. `other` is "yes", "no" or nothing picked yet; `people` may own it, by id and name."""

    now: str = ""
    change: str = ""
    effect: str = ""
    other: str = ""
    what: str = ""
    strength: Strength | None = None
    owner_id: str = ""
    decide_by: date | None = None
    people: tuple[tuple[str, str], ...] = ()


def proposal_form(filled: ProposalForm, context: Mapping[str, str]) -> Form:
    """*Edit*: the question whether something other than people could change is always asked, and first where the
    strength is the weaker one (domain.md d.6)."""
    weaker = filled.strength == Strength.WEAKER
    parts: tuple[Part, ...] = (
        *_words(filled),
        *(() if weaker else _question(filled)),
        *_owner(filled),
        Small(("Those whose calls it came from read what changes, without names.",)),
    )
    first = (_strength(filled), *((Line((_WHY_FIRST,)), *_question(filled)) if weaker else ()))
    return Form("proposal_edit", "Change something", (*first, *parts), submit="Save", context=context)


def _words(filled: ProposalForm) -> tuple[Part, ...]:
    return (
        Write("now", "What happens now", filled.now, optional=False, one_line=False, limit=TEXT_FITS),
        Write("change", "What should change", filled.change, optional=False, one_line=False, limit=TEXT_FITS),
        Write("effect", "What it should bring", filled.effect, limit=TEXT_FITS),
    )


def _strength(filled: ProposalForm) -> Part:
    choices = tuple(Choice(one.value, words) for one, words in STRENGTHS.items())
    picked = (filled.strength.value,) if filled.strength else ()
    return Pick("strength", "What kind of change is it?", choices, picked=picked, optional=False, live=True)


def _question(filled: ProposalForm) -> tuple[Part, ...]:
    choices = (Choice("yes", "Yes"), Choice("no", "No"))
    picked = (filled.other,) if filled.other else ()
    return (
        Pick("other", _QUESTION, choices, picked=picked, optional=False),
        Write("what", "If yes: what?", filled.what, limit=TEXT_FITS, hint="A rule, the layout, staffing, equipment."),
    )


def _owner(filled: ProposalForm) -> tuple[Part, ...]:
    people = tuple(Choice(id_, name) for id_, name in filled.people)
    owner = (filled.owner_id,) if filled.owner_id in dict(filled.people) else ()
    return (
        *((Pick("owner", "Who owns it?", people, picked=owner),) if people else ()),
        PickDate("decide_by", "To be decided by", day=filled.decide_by),
    )


def other_words(other: str, what: str) -> str:
    """The answer as it is kept."""
    return NO if other == "no" else what.strip()


def refuse_form(proposal_id: str) -> Form:
    """*Refuse*: the reason goes to those who reported it."""
    parts: tuple[Part, ...] = (
        Write("reason", "Why not?", optional=False, one_line=False, limit=TEXT_FITS,
              hint="Those whose calls it came from read this. No names, please."),
    )  # fmt: skip
    return Form("proposal_refuse", "Refuse", parts, submit="Refuse", context={"proposal": proposal_id})


def propose_form(context: Mapping[str, str], rules: tuple[tuple[str, str], ...], change: str = "") -> Form:
    """*Propose a change*: anybody, in two lines; a rule of the house where it is about one."""
    choices = tuple(Choice(id_, words) for id_, words in rules)
    parts: tuple[Part, ...] = (
        Write("change", "What should change?", change, optional=False, one_line=False, limit=TEXT_FITS),
        *((Pick("rule", "Is it about a rule of ours?", choices),) if choices else ()),
        Write("now", "What happens now?", one_line=False, limit=TEXT_FITS),
        Small(("It goes to the managers of your site. They own it, decide it, and you hear what becomes of it.",)),
    )
    return Form("proposal_new", "Propose a change", parts, submit="Propose", context=context)
