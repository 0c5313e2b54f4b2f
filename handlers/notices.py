"""Who else has to know of a decision, in one sentence each: the responders above all."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from domain import timeline as t
from domain.escalation import Decision, Escalation, State
from domain.people import Role
from domain.site import Directory, Site


@dataclass(frozen=True)
class Notice:
    """One line to one person. `seq` is the entry that it comes from; `with_page` rides on a page made just now.

    `rare`: the same words to the same person about one site go out once in a while only (reliability.md F35, F51).
    `while_open`: what it says is true only until the escalation is over.
    """

    seq: int
    person_id: str
    words: str
    quote: str = ""
    answer: bool = False
    with_page: bool = False
    rare: bool = False
    while_open: bool = False


@dataclass(frozen=True)
class _Case:
    e: Escalation
    directory: Directory
    site: Site
    seq: int

    def name(self, person_id: str | None) -> str:
        return self.directory.name(person_id)

    def whereabouts(self) -> str:
        """Place, address and door, for somebody who calls the police on their behalf."""
        place = self.site.place(self.e.place_id)
        door = (place.door if place else "") or self.site.door
        bits = (place.name if place else "", self.site.name, self.site.address, f"Door: {door}" if door else "")
        return " · ".join(bit for bit in bits if bit)

    def responders(self) -> list[str]:
        """Those who answered; while nobody has, those who were called."""
        answered = [answer.person_id for answer in self.e.answers]
        called = [c.person_id for c in self.e.called if c.person_id not in self.e.passed | self.e.excluded]
        return answered or called

    def tell(self, people: Iterable[str], words: str, but: str | None = None, **more: object) -> list[Notice]:
        away = {but, self.e.raiser_id} | self.e.excluded
        return [Notice(self.seq, person, words, **more) for person in people if person not in away]  # type: ignore[arg-type]


def notices(decision: Decision, directory: Directory, site: Site) -> Iterable[Notice]:
    """All notices of a decision, one person at most once for each entry."""
    first = decision.escalation.version - len(decision.entries) + 1
    for seq, entry in enumerate(decision.entries, first):
        rule = _RULES.get(type(entry))
        if rule:
            yield from rule(_Case(decision.escalation, directory, site, seq), entry)


def _words(case: _Case, entry: t.WordsSaid) -> list[Notice]:
    if entry.by != case.e.raiser_id:
        return []
    return case.tell(case.responders(), f"{case.name(entry.by)} writes", quote=entry.words)


def _again(case: _Case, entry: t.RaisedAgain) -> list[Notice]:
    return case.tell(case.responders(), f"{case.name(entry.by)} calls again", quote=entry.words, answer=True)


def _worse(case: _Case, entry: t.SeverityRaised) -> list[Notice]:
    """Those who are with them get no new page, but must know."""
    why = {"not_safe": "NOT SAFE", "no_answer": "no answer from staff"}.get(entry.because, "it got worse")
    there = [answer.person_id for answer in case.e.answers if answer.stage == State.WITH_THEM]
    return case.tell(there, f"Now {entry.severity.word}: {why}", but=entry.by)


def _missed(case: _Case, entry: t.CheckMissed) -> list[Notice]:
    if case.e.state == State.WITH_THEM and not case.e.someone_may_get_hurt:
        return []
    number = case.site.emergency_number
    # No word of the police where nobody fears to be hurt (stories.md G1).
    words = f"Go and look, or call {number}." if case.e.someone_may_get_hurt else "Go and look."
    told = case.tell([answer.person_id for answer in case.e.answers], f"No answer from staff. {words}")
    if case.e.severity >= 4:
        backup = [c.person_id for c in case.site.backup if c.person_id]
        told += case.tell(backup, f"No answer from staff. Call {number} for them: {case.whereabouts()}")
    return told


def _swap(case: _Case, entry: t.SwapAsked) -> list[Notice]:
    return case.tell(case.responders(), f"{case.name(entry.by)} asks to be swapped out")


def _mistake(case: _Case, entry: t.MistakeSaid) -> list[Notice]:
    return case.tell(case.responders(), "They say: pressed by mistake. Go and look, or speak to them, then confirm.")


def _stale(case: _Case, entry: t.AnswerWentStale) -> list[Notice]:
    words = "You had it, but nobody is with them yet. Paging began again. You can still come."
    return case.tell(entry.people, words, with_page=True, answer=True)


def _asked(case: _Case, entry: t.HandOnAsked) -> list[Notice]:
    return case.tell([entry.person_id], f"{case.name(entry.by)} asks you to take this", with_page=True, answer=True)


def _owner(case: _Case, entry: t.OwnerChanged) -> list[Notice]:
    words = f"{case.name(entry.person_id)} has it now"
    return case.tell((c.person_id for c in case.e.called), words, but=entry.person_id)


def _linked(case: _Case, entry: t.Linked) -> list[Notice]:
    return case.tell(case.responders(), f"{case.name(entry.by)} raised one at the same place. Same event?")


def _same(case: _Case, entry: t.SameEventSaid) -> list[Notice]:
    return case.tell(case.responders(), f"{case.name(entry.by)} says: same event as the other one here", but=entry.by)


def _over(case: _Case, entry: t.Resolved | t.Withdrawn) -> list[Notice]:
    how = "resolved it" if isinstance(entry, t.Resolved) else "called it off"
    coming = [answer.person_id for answer in case.e.answers]
    return case.tell(coming, f"{case.name(entry.by)} {how}. No need to come.", but=entry.by)


def _not_ok(case: _Case, entry: t.OkAnswered) -> list[Notice]:
    if entry.ok or case.e.ended_by is None:
        return []
    return case.tell([case.e.ended_by], f"{case.name(entry.by)} is not OK. Please go and see them.")


def _admins(case: _Case) -> list[str]:
    """Admins hear what only they can mend; not of an escalation about a colleague."""
    if case.e.about_colleague:
        return []
    at_site = [p.id for p in case.directory.people if Role.ADMIN in p.roles and p.id in case.site.people()]
    return at_site or [p.id for p in case.directory.people if Role.ADMIN in p.roles]


def _unanswered(case: _Case, entry: t.WentUnanswered) -> list[Notice]:
    words = f"UNANSWERED at {case.site.name}. Everybody is paged again and again."
    return case.tell(_admins(case), words, rare=True, while_open=True)


def _gap(case: _Case, entry: t.GapFound) -> list[Notice]:
    group = entry.group.value.replace("_", " ") if entry.group else "anybody"
    words = f"Nobody could be paged in {group} at {case.site.name}. The next people were called."
    return [notice for notice in case.tell(_admins(case), words, rare=True) if case.e.round <= 1]


def _undeliverable(case: _Case, entry: t.PageUndeliverable) -> list[Notice]:
    words = f"A page could not reach {case.name(entry.person_id)}. The next person was called."
    return case.tell(_admins(case), words, but=entry.person_id, rare=True)


_RULES: dict[type[t.Entry], Callable[[_Case, Any], list[Notice]]] = {
    t.WordsSaid: _words,
    t.RaisedAgain: _again,
    t.SeverityRaised: _worse,
    t.CheckMissed: _missed,
    t.SwapAsked: _swap,
    t.MistakeSaid: _mistake,
    t.AnswerWentStale: _stale,
    t.HandOnAsked: _asked,
    t.OwnerChanged: _owner,
    t.Linked: _linked,
    t.SameEventSaid: _same,
    t.Resolved: _over,
    t.Withdrawn: _over,
    t.OkAnswered: _not_ok,
    t.WentUnanswered: _unanswered,
    t.GapFound: _gap,
    t.PageUndeliverable: _undeliverable,
}
