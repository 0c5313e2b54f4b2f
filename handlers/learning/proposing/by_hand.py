"""A proposal that somebody makes: on one tap from what a note says should change, or from App Home (domain.md d.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import EscalationError, NotAllowed
from domain.escalation import Escalation
from domain.escalation.inputs import KeepNote
from domain.learning.causes import about_of, rule_of
from domain.learning.proposal import DECIDED_WITHIN, Cause, Move, Proposal, ProposalState
from domain.note import NOTHING, Note, id_of, offered
from handlers.learning.clearing import rid_of, words_known
from handlers.learning.proposing.telling import keep_moved, keep_new
from handlers.look import look
from handlers.outbox import opaque
from handlers.ports import Ports, UnitOfWork
from handlers.screens import Form
from handlers.screens.learning.proposal_forms import TEXT_FITS, propose_form
from handlers.shifts.rota import step


class NotForProposals(EscalationError):
    """What is about a colleague stays with those who look after it. No proposal is made of it."""


class NothingToPropose(EscalationError):
    """Say in a few words what should change."""


@dataclass(frozen=True)
class Wish:
    """What somebody proposes. `key` makes its id: sent twice, it is proposed once. `rule`: the id of a rule of ours;
    `case`: the id of the escalation that it comes from."""

    key: str
    site_id: str
    by: str
    change: str
    now: str = ""
    rule: str = ""
    case: str = ""


def from_note(ports: Ports, escalation_id: str, by: str, at: datetime) -> Proposal | None:
    """One tap: what the note says should change becomes a proposal, once, with what is personal taken out: more people
    decide it than may read the note (domain.md d.4). None where the note says nothing of it, so that it has to be
    asked. Raises what `look` raises, or NotForProposals."""
    e, note = _noted(ports, escalation_id, by, at)
    change = note.texts.get("change", "").strip()
    if not change or id_of(change) == NOTHING:
        return None
    wish = Wish(_key(e.id), e.site_id, by, _clear(ports, e, change)[:TEXT_FITS], rule=_rule(note), case=e.id)
    return propose(ports, wish, at)


def form_for(ports: Ports, escalation_id: str, by: str, at: datetime) -> Form:
    """*Propose a change*, of a case or ("" or "-") of nothing in particular. Raises as `from_note`, or NotAllowed."""
    if escalation_id not in ("", "-"):
        e, note = _noted(ports, escalation_id, by, at)
        context = {"key": _key(e.id), "site": e.site_id, "case": e.id, "rule": _rule(note)}
        return propose_form(context, ())
    site = ports.memory.directory.site_for(by)
    if site is None or by not in site.people():
        raise NotAllowed("Only people of a site can propose a change for it.")
    rules = tuple((entry.id, entry.words) for entry in offered("rule", site.note_lists))
    return propose_form({"key": ports.identity.new_id(), "site": site.id}, rules)


def propose(ports: Ports, wish: Wish, at: datetime) -> Proposal:
    """Keep it and tell those who decide. Where the same rule is proposed already and nobody has written yet what
    should change, it joins that. Raises NothingToPropose or NotAllowed."""
    directory = ports.memory.directory
    person, site = directory.person(wish.by), directory.site(wish.site_id)
    if person is None or not person.reachable or site is None or wish.by not in site.people():
        raise NotAllowed("Only people of a site can propose a change for it.")
    if not wish.change.strip():
        raise NothingToPropose

    def write(uow: UnitOfWork) -> Proposal:
        id_ = opaque(f"proposal:by-hand:{wish.key}")
        same = uow.learning.proposal(id_) or _open_one(uow, wish)
        if same is None:
            fresh = _made(id_, wish, at)
            return fresh if keep_new(uow, directory, fresh, at) else (uow.learning.proposal(id_) or fresh)
        joined = _joined(same, wish)
        if joined != same:
            keep_moved(uow, directory, joined, at)
        return joined

    return step(ports, write)


def _noted(ports: Ports, escalation_id: str, by: str, at: datetime) -> tuple[Escalation, Note]:
    e = look(ports, escalation_id, KeepNote(by), at).e
    if e.about_colleague:
        raise NotForProposals
    with ports.store.read() as uow:
        return e, uow.notes.get(e.id) or Note(e.id)


def _clear(ports: Ports, e: Escalation, words: str) -> str:
    directory = ports.memory.directory
    site = directory.site(e.site_id)
    return rid_of(words, words_known(site, directory)) if site else words


def _rule(note: Note) -> str:
    return rule_of(note) if about_of(note, Cause.RULE) else ""


def _key(escalation_id: str) -> str:
    return f"note:{escalation_id}"


def _made(id_: str, wish: Wish, at: datetime) -> Proposal:
    return Proposal(
        id_, wish.site_id, Cause.RULE if wish.rule else Cause.SAID, wish.rule, (wish.case,) if wish.case else (),
        (Move(ProposalState.PROPOSED, at, wish.by),), now=wish.now, change=wish.change,
        decide_by=(at + DECIDED_WITHIN).date(),
    )  # fmt: skip


def _open_one(uow: UnitOfWork, wish: Wish) -> Proposal | None:
    """An open one about the same rule of this site that still says nothing of what should change."""
    if not wish.rule:
        return None
    wanted = (wish.site_id, Cause.RULE, wish.rule)
    found = (one for one in uow.learning.proposals(wish.site_id) if (one.site_id, one.cause, one.about) == wanted)
    open_one = next((one for one in found if not one.change.strip()), None)
    return uow.learning.proposal(open_one.id) if open_one else None


def _joined(same: Proposal, wish: Wish) -> Proposal:
    """What is open already, with this case among its own and with what was proposed, where it had nothing yet."""
    cases = (*same.cases, wish.case) if wish.case and wish.case not in same.cases else same.cases
    joined = replace(same, cases=cases, change=same.change or wish.change, now=same.now or wish.now)
    return replace(joined, version=same.version + 1) if joined != same else same
