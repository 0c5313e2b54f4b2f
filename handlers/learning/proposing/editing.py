"""*Edit*: what stands in the form of a proposal, and what is kept of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from domain.edits.refused import refuse
from domain.learning.deadlines import decide_by
from domain.learning.deciders import check_works
from domain.learning.proposal import Proposal, Strength
from domain.learning.proposals import NO, UnknownProposal, Wording, reworded
from domain.site import Directory
from handlers.learning.proposing.moving import move
from handlers.learning.proposing.telling import deciders, remind
from handlers.ports import Ports
from handlers.screens import Form
from handlers.screens.learning.proposal_forms import ProposalForm, other_words, proposal_form
from handlers.shifts.rota import step

Picks = Mapping[str, tuple[str, ...]]
Texts = Mapping[str, str]


def edit_form(ports: Ports, proposal_id: str, by: str) -> Form:
    """The form with what stands in the proposal now. Raises UnknownProposal or NotAllowed."""
    one = _one(ports, proposal_id)
    check_works(ports.memory.directory, by, one)
    other = "" if not one.other_than_people else "no" if one.other_than_people == NO else "yes"
    filled = ProposalForm(
        now=one.now, change=one.change, effect=one.effect, other=other,
        what=one.other_than_people if other == "yes" else "", strength=one.strength,
        owner_id=one.owner_id or "", decide_by=decide_by(one), people=_people(ports.memory.directory, one),
    )  # fmt: skip
    return proposal_form(filled, {"proposal": one.id})


def redrawn_form(ports: Ports, proposal_id: str, by: str, picks: Picks, texts: Texts) -> Form:
    """The form as it is being filled in, drawn anew once its strength is picked. Raises as `edit_form`."""
    one = _one(ports, proposal_id)
    check_works(ports.memory.directory, by, one)
    filled = ProposalForm(
        now=texts.get("now", ""), change=texts.get("change", ""), effect=texts.get("effect", ""),
        other=_first(picks, "other"), what=texts.get("what", ""), strength=_strength(picks),
        owner_id=_first(picks, "owner"), decide_by=_day(texts), people=_people(ports.memory.directory, one),
    )  # fmt: skip
    return proposal_form(filled, {"proposal": one.id})


def save_edit(ports: Ports, proposal_id: str, by: str, picks: Picks, texts: Texts, at: datetime) -> None:
    """Keep what was entered. Raises Refused at a field, NotAllowed, UnknownProposal or MovedOn."""
    other = _first(picks, "other")
    if not other:
        refuse("other", "Yes or no?", "It is asked each time.")
    if other == "yes" and not texts.get("what", "").strip():
        refuse("what", "Say in a few words what.")
    directory = ports.memory.directory
    owner = _first(picks, "owner") or None
    wording = Wording(
        now=texts.get("now", ""), change=texts.get("change", ""), effect=texts.get("effect", ""),
        other_than_people=other_words(other, texts.get("what", "")), strength=_strength(picks),
        owner_id=owner, decide_by=_day(texts),
    )  # fmt: skip
    before = _one(ports, proposal_id)
    if owner and owner not in dict(_people(directory, before)):
        refuse("owner", "Pick a manager or an admin of the site.")
    move(ports, proposal_id, by, at, check_works, lambda one: reworded(one, wording, by, at))
    if owner and owner not in (by, before.owner_id):
        after = _one(ports, proposal_id)
        step(ports, lambda uow: remind(uow, directory, after, "named", at, owner))


def _one(ports: Ports, proposal_id: str) -> Proposal:
    with ports.store.read() as uow:
        found = uow.learning.proposal(proposal_id)
    if found is None:
        raise UnknownProposal
    return found


def _people(directory: Directory, one: Proposal) -> tuple[tuple[str, str], ...]:
    """Who may own it: those who decide, and whoever owns it now."""
    owner = [one.owner_id] if one.owner_id else []
    return tuple((person, directory.name(person)) for person in dict.fromkeys([*deciders(directory, one), *owner]))


def _first(picks: Picks, field: str) -> str:
    return next(iter(picks.get(field, ())), "")


def _strength(picks: Picks) -> Strength | None:
    picked = _first(picks, "strength")
    return Strength(picked) if picked in set(Strength) else None


def _day(texts: Texts) -> date | None:
    try:
        return date.fromisoformat(texts.get("decide_by", ""))
    except ValueError:
        return None
