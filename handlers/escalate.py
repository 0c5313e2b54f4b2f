"""The first tap: record it, page, and only then say so (principle 4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.escalation import Decision, Escalation, due_at, raise_escalation
from domain.escalation.inputs import Input, Link, RaiseAgain, RaiseEscalation, RaiseSeverity
from domain.people import Person
from domain.severity import Flag, Severity
from domain.site import Site
from handlers.act import Outcome, act, decide_in, retried, scene_of
from handlers.outbox import keep, modal_card
from handlers.ports import DuplicateIntake, Ports, StoreUnavailable, UnitOfWork
from handlers.roster import roster_of
from handlers.screens import Scene


class NoSite(StoreUnavailable):
    """No site is set up, so nobody can be paged."""


@dataclass(frozen=True)
class CallForHelp:
    """One tap or line of a raiser. `key` is its intake key: the same key is the same escalation (F05, F06).

    `view_id` is the external id of the open dialog that becomes the second card, where there is one.
    """

    key: str
    raiser: Person
    site: Site | None
    severity: Severity
    place_id: str | None = None
    place_confirmed: bool = False
    words: str = ""
    flags: frozenset[Flag] = frozenset()
    about_colleague: bool = False
    view_id: str | None = None


def escalate(ports: Ports, call: CallForHelp, at: datetime) -> Scene:
    """Record a call for help durably and give the scene to show.

    Raises StoreUnavailable where it was not recorded, CommitUnknown where nobody knows: then ask `recorded`.
    """
    if call.site is None:
        raise NoSite("no site")
    site = call.site
    try:
        scene = retried(lambda: _record(ports, call, site, at))
    except DuplicateIntake as taken:
        return _same_again(ports, call, taken.escalation_id, at)
    ports.memory.remember_place(call.raiser.id, site.id, call.place_id)
    ports.wake()
    return scene


def recorded(ports: Ports, call: CallForHelp, at: datetime) -> Scene | None:
    """What this intake key became, after a commit with an unknown outcome (reliability.md F11)."""
    with ports.store.safety() as uow:
        e = uow.escalations.by_intake(_intake(call))
        site = ports.memory.directory.site(e.site_id) if e else None
        return scene_of(uow, e, site, ports.memory.directory, at) if e and site else None


def _record(ports: Ports, call: CallForHelp, site: Site, at: datetime) -> Scene:
    directory = ports.memory.directory
    with ports.store.safety() as uow:
        before = None if call.about_colleague else _still_open(uow, call, at)
        if before:
            scene = _again(ports, uow, call, before.id, at)
        else:
            request = _request(ports, call, site)
            roster = roster_of(uow, directory, site, call.raiser.id, request.id, at)
            decision = raise_escalation(request, at, roster)
            _save_new(uow, ports, decision, call, at)
            keep(uow, decision, directory, site, at)
            scene = Scene(decision.escalation, site, directory, at)
        ports.boundary("intake.before_commit")
        uow.commit()
        ports.boundary("intake.after_commit")
    return scene


def _intake(call: CallForHelp) -> str:
    """Nobody gets at somebody else's escalation by sending the key of their tap (reliability.md F75)."""
    return f"{call.raiser.id}:{call.key}"


def _save_new(uow: UnitOfWork, ports: Ports, decision: Decision, call: CallForHelp, at: datetime) -> None:
    e = decision.escalation
    uow.escalations.add(e, decision.entries, due_at(e), _intake(call))
    if ports.memory.is_stranger(call.raiser):
        uow.people.add_stranger(call.raiser)
    if call.view_id:
        uow.messages.add([modal_card(e, call.view_id, at)])


def _request(ports: Ports, call: CallForHelp, site: Site) -> RaiseEscalation:
    place = site.place(call.place_id)
    return RaiseEscalation(
        id=ports.identity.new_id(),
        reference=ports.identity.new_reference(),
        site_id=site.id,
        by=call.raiser.id,
        severity=call.severity,
        policy=site.policy,
        place_id=place.id if place else None,
        place_confirmed=call.place_confirmed,
        silent=bool(place and place.silent),
        lone=site.lone or bool(place and place.lone),
        about_colleague=call.about_colleague,
        flags=call.flags,
        words=call.words,
    )


def _still_open(uow: UnitOfWork, call: CallForHelp, at: datetime) -> Escalation | None:
    """The same raiser's open escalation of the last minutes at the same place: one event (reliability.md F16)."""
    # Before anything is read: of two simultaneous lines the later one finds what the first became.
    uow.escalations.take_turn(call.raiser.id)
    for e in uow.escalations.open_of_raiser(call.raiser.id):
        same_place = not call.place_confirmed or e.place_id in (call.place_id, None)
        if e.elapsed(at) < e.policy.link_within and same_place and not e.about_colleague:
            return e
    return None


def _again(ports: Ports, uow: UnitOfWork, call: CallForHelp, escalation_id: str, at: datetime) -> Scene:
    """Not a second escalation, and never less help; the key is kept so that a repeat says nothing twice."""
    again: Input = RaiseAgain(call.raiser.id, severity=call.severity, words=call.words)
    if not uow.people.take_event(_intake(call), at):
        # The same tap once more, or the other picker of the same call: only a worse level is news (F05, F06).
        again = RaiseSeverity(call.raiser.id, to=call.severity)
    return decide_in(uow, ports, escalation_id, again, at).scene


def _same_again(ports: Ports, call: CallForHelp, escalation_id: str | None, at: datetime) -> Scene:
    """The other of two pickers was used as well: the same escalation, at the worse of the two levels."""
    if escalation_id is None:
        raise StoreUnavailable("taken, but not there")
    return act(ports, escalation_id, RaiseSeverity(call.raiser.id, to=call.severity), at, safety=True).scene


def link_same_place(ports: Ports, escalation_id: str, at: datetime) -> list[Outcome]:
    """Cross-link escalations raised at one place within minutes; both keep paging (reliability.md F07).

    Run after the answer; safe to repeat. Both of two simultaneous raises do it, so one of them sees the other.
    """
    with ports.store.read() as uow:
        e = uow.escalations.get(escalation_id)
        if e is None or e.place_id is None or e.about_colleague:
            return []
        near = uow.escalations.raised_at_place(e.site_id, e.place_id, e.raised_at - e.policy.link_within)
    others = [o for o in near if o.id != e.id and not o.about_colleague and o.open and o.raiser_id != e.raiser_id]
    outcomes: list[Outcome] = []
    for other in others:
        if other.id not in e.linked:
            outcomes.append(act(ports, e.id, Link(other.raiser_id, other_id=other.id), at))
        if e.id not in other.linked:
            outcomes.append(act(ports, other.id, Link(e.raiser_id, other_id=e.id), at))
    return outcomes
