"""Who may do what to an escalation: the table of reliability.md, denied unless said (invariant 14)."""

from __future__ import annotations

from collections.abc import Callable

from domain.errors import EscalationError, NotAllowed, NotYourOwn, TextsGone
from domain.escalation import inputs as i
from domain.escalation.state import Escalation
from domain.people import Role, Roster, Standing
from domain.policy import Group

Rule = Callable[[Escalation, Standing, Roster, i.Input], bool]


def refusal(e: Escalation, inp: i.Input, roster: Roster) -> EscalationError | None:
    """Why this person may not do this, or None where they may."""
    if e.texts_gone_at is not None:
        return TextsGone()
    who = roster.standing(inp.by)
    rule = _RULES.get(type(inp))
    if who.active and inp.by not in e.excluded and not _barred(e, who) and rule and rule(e, who, roster, inp):
        return None
    answers = (i.Acknowledge, i.ComeOnTheWay, i.BeWithThem, i.OfferHelp)
    return NotYourOwn() if isinstance(inp, answers) and inp.by == e.raiser_id else NotAllowed()


def _barred(e: Escalation, who: Standing) -> bool:
    """Nobody of tier 1 touches an escalation about a manager or colleague (screens.md rule 12)."""
    return e.about_colleague and Group.TIER_1 in who.tiers | who.belongs and who.person_id != e.raiser_id


def may_see(e: Escalation, who: Standing) -> bool:
    """Whether an open escalation shows on this person's screens at all."""
    if not who.active or who.person_id in e.excluded or _barred(e, who):
        return False
    asked = e.hand_on_to == who.person_id
    return asked or who.person_id == e.raiser_id or who.manages or e.was_paged(who.person_id)


def _raiser(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.person_id == e.raiser_id


def _responder(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return e.answer_of(who.person_id) is not None or e.owner_id == who.person_id


def _manages(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.manages


def _chain(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.manages or e.was_paged(who.person_id) or e.hand_on_to == who.person_id or _responder(e, who, roster, inp)


def _any(*rules: Rule) -> Rule:
    return lambda e, who, roster, inp: any(rule(e, who, roster, inp) for rule in rules)


def _of_site(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.of_site


def _answers(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    """Paged people, on-call tiers and managers; the raiser only where nobody else could."""
    if who.person_id == e.raiser_id:
        return who.manages and not (_others(e, roster))
    return _chain(e, who, roster, inp)


def _others(e: Escalation, roster: Roster) -> frozenset[str]:
    everybody = {person for group in roster.groups.values() for person in group} | set(roster.last_resort)
    return frozenset((everybody & roster.reachable) - {e.raiser_id} - e.excluded)


def _helps(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.of_site and who.person_id != e.raiser_id


def _takes_over(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    """A higher tier than the responder's, or the manager role; not the raiser."""
    if who.person_id == e.raiser_id:
        return False
    owner = roster.standing(e.owner_id or "")
    return who.manages and (who.highest_tier > owner.highest_tier or Role.MANAGER in who.roles)


def _stands_down(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    if who.person_id == e.raiser_id:
        return not e.safety_case
    if not e.safety_case:
        return _responder(e, who, roster, inp) or who.manages
    return _chain(e, who, roster, inp)


def _passes(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.person_id != e.raiser_id and _chain(e, who, roster, inp)


def _saw(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return who.person_id != e.raiser_id and (_chain(e, who, roster, inp) or who.of_site)


def _resolves(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    if who.person_id == e.raiser_id:
        return False
    return _responder(e, who, roster, inp) or who.manages


def _not_raiser(rule: Rule) -> Rule:
    return lambda e, who, roster, inp: who.person_id != e.raiser_id and rule(e, who, roster, inp)


def may_hold(e: Escalation, who: Standing) -> bool:
    """Managers of the site, and admins: what is kept, and how long, is theirs (reliability.md, row "retention")."""
    if not who.active or who.person_id in e.excluded or who.person_id == e.raiser_id or _barred(e, who):
        return False
    return Role.ADMIN in who.roles or (who.of_site and Role.MANAGER in who.roles)


def _holds(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return may_hold(e, who)


def _anybody(e: Escalation, who: Standing, roster: Roster, inp: i.Input) -> bool:
    return True


_RULES: dict[type[i.Input], Rule] = {
    i.RaiseAgain: _raiser,
    i.RaiseSeverity: _any(_raiser, _chain, _of_site),
    i.LowerSeverity: _not_raiser(_any(_responder, _manages)),
    i.SayOnlyWords: _any(_raiser, _chain),
    i.SetFlags: _any(_raiser, _chain, _of_site),
    i.SetPlace: _any(_raiser, _chain),
    i.NameColleague: _any(_raiser, _chain),
    i.Say: _any(_raiser, _chain),
    i.KeepBoundary: _any(_raiser, _chain),
    i.AnswerPolice: _any(_raiser, _chain),
    i.AskSwap: _raiser,
    i.Acknowledge: _answers,
    i.OfferHelp: _helps,
    i.ComeOnTheWay: _answers,
    i.BeWithThem: _answers,
    i.SayHere: _any(_raiser, _manages),
    i.PassOn: _passes,
    i.HandOn: _not_raiser(_any(_responder, _manages)),
    i.TakeOver: _takes_over,
    i.AnswerSafe: _any(_raiser, _chain),
    i.TakeBackSafe: _raiser,
    i.AnswerOk: _raiser,
    i.SeeSafe: _saw,
    i.SayMistake: _raiser,
    i.Undo: _raiser,
    i.StandDown: _stands_down,
    i.Link: _anybody,
    i.SaySameEvent: _chain,
    i.Resolve: _resolves,
    i.KeepNote: _resolves,
    i.Reopen: _any(_raiser, _responder, _manages),
    i.SetHold: _holds,
    i.LiftHold: _holds,
}
