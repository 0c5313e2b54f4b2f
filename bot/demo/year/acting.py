"""One case of the past acted out by the product's own rules: people do things, and time does the rest.

No clock and no store: the rules get every instant as an argument (architecture.md principles 1 and 2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from uuid import NAMESPACE_URL, uuid5

from bot.demo.year.cases import Case
from domain.escalation import Decision, Escalation, decide, due_at, raise_escalation
from domain.escalation import inputs as i
from domain.people import Roster
from domain.policy import Group
from domain.severity import Severity
from domain.site import Site
from domain.timeline import Entry

_RAISERS = ("jon", "petra", "jon", "rob", "petra")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_ANSWERS_AFTER = timedelta(seconds=6)


@dataclass
class Acted:
    """A case as far as it has come: the escalation, and its whole timeline."""

    case: Case
    roster: Roster
    at: datetime
    entries: list[Entry] = field(default_factory=list)
    e: Escalation = field(init=False)

    def keep(self, decision: Decision) -> None:
        """Take over what was decided. Raises RuntimeError where the rules refused it: the story is wrong then."""
        if decision.refusal:
            raise RuntimeError(f"{self.case.lesson}: {decision.refusal}")
        self.e = decision.escalation
        self.entries += decision.entries

    def until(self, at: datetime) -> None:
        """Time passes; whoever is asked whether they are safe says so a few seconds later."""
        while (due := due_at(self.e)) is not None and due <= at:
            self.at = max(due, self.at)
            self.keep(decide(self.e, i.Tick(), self.at, self.roster))
            if self.e.check_asked_at and self.e.open:
                self.at += _ANSWERS_AFTER
                self.keep(decide(self.e, i.AnswerSafe(self.e.raiser_id), self.at, self.roster))
        self.at = max(at, self.at)

    def does(self, change: i.Change, **after: float) -> None:
        """Somebody does something, so long after what was last done."""
        self.until(self.at + timedelta(**after))
        self.keep(decide(self.e, change, self.at, self.roster))


def acted_out(case: Case, site: Site, roster: Roster, at: datetime) -> Acted:
    """From the tap at `at` to the end and the raiser's answer; what time does until then is in it."""
    chance = Random(case.number)
    acted = _raised(case, site, roster, at)
    if acted.e.severity < case.severity:
        acted.does(i.RaiseSeverity(acted.e.raiser_id, to=case.severity), seconds=chance.randint(50, 140))
    if case.severity >= Severity.THREATENING:
        _hurried(acted, chance)
    else:
        _answered(acted, chance)
    by = str(acted.e.owner_id)
    acted.does(i.Resolve(by, saw=True), minutes=chance.randint(2, 13))
    acted.does(i.AnswerOk(acted.e.raiser_id), minutes=chance.randint(1, 6))
    return acted


def withdrawn(case: Case, site: Site, roster: Roster, at: datetime) -> Acted:
    """Taken back: undone within seconds, or said to be a mistake a little later."""
    acted = _raised(case, site, roster, at)
    raiser = acted.e.raiser_id
    if case.number % 2:
        acted.does(i.Undo(raiser), seconds=6)
    else:
        acted.does(i.SayMistake(raiser), seconds=45)
    return acted


def _raised(case: Case, site: Site, roster: Roster, at: datetime) -> Acted:
    place = site.place(case.pick(case.theme.places))
    climbs = case.severity == Severity.ABUSIVE and case.number % 5 == 0
    request = i.RaiseEscalation(
        id=uuid5(NAMESPACE_URL, f"stepin.demo:{case.number}").hex,
        reference=_reference(case.number),
        site_id=site.id,
        by="jon" if site.lone else case.pick(_RAISERS),
        severity=Severity.UPSET if climbs else case.severity,
        policy=site.policy,
        place_id=place.id if place else None,
        place_confirmed=True,
        silent=bool(place and place.silent),
        lone=site.lone,
    )
    acted = Acted(case, roster, at)
    acted.keep(raise_escalation(request, at, roster))
    return acted


def _reference(number: int) -> str:
    spread = number * 1009 + 5000
    return "".join(_LETTERS[spread // 32**place % 32] for place in range(3))


def _answered(acted: Acted, chance: Random) -> None:
    """UPSET and ABUSIVE: mostly whoever is called first comes; it is passed on, or it climbs, or nobody comes."""
    kind = acted.case.number % 13
    first = acted.roster.of(Group.TIER_1)[0]
    second = next(one for one in acted.roster.of(Group.TIER_2) if one != first)
    third = acted.roster.of(Group.TIER_3)[0]
    quick = acted.case.severity == Severity.ABUSIVE
    if kind == 4:
        acted.does(i.PassOn(first), seconds=chance.randint(20, 50))
        by, wait = second, chance.randint(25, 80)
    elif kind in (7, 11):
        by, wait = second, chance.randint(190, 260) if quick else chance.randint(370, 470)
    elif kind == 9 and acted.case.number % 2:
        by, wait = third, chance.randint(620, 700) if quick else chance.randint(1210, 1320)
    else:
        by, wait = first, chance.randint(12, 75) if quick else chance.randint(15, 110)
    acted.does(i.Acknowledge(by), seconds=wait)
    if acted.case.number % 2:
        acted.does(i.ComeOnTheWay(by, minutes=2), seconds=chance.randint(5, 25))
    acted.does(i.BeWithThem(by), seconds=chance.randint(40, 150))


def _hurried(acted: Acted, chance: Random) -> None:
    """THREATENING and VIOLENT: several are called at once, and where it is violent two of them must answer."""
    first, third = acted.roster.of(Group.TIER_1)[0], acted.roster.of(Group.TIER_3)[0]
    acted.does(i.Acknowledge(first), seconds=chance.randint(8, 30))
    if acted.case.severity == Severity.VIOLENT:
        acted.does(i.Acknowledge(third), seconds=chance.randint(3, 9))
        acted.does(i.AnswerPolice(acted.e.raiser_id, called=True), seconds=chance.randint(5, 15))
    acted.does(i.BeWithThem(first), seconds=chance.randint(30, 80))
