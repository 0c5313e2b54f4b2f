"""One escalation acted out on virtual time: people do things at an instant, and the clock comes whenever it is due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from domain import timeline as t
from domain.escalation import Decision, decide, due_at, raise_escalation
from domain.escalation import inputs as i
from domain.people import Roster
from domain.policy import Group
from domain.severity import Severity
from tests.domain.lives import RAISER, START, roster_of, tap

STAFFED = {
    Group.TIER_1: ("t1", "t1b"),
    Group.TIER_2: ("t2",),
    Group.TIER_3: ("t3",),
    Group.SECURITY: ("guard",),
    Group.HELPERS: ("nextdoor",),
    Group.SAFETY: ("hr",),
    Group.BACKUP: ("shield",),
}
EVERYBODY = ("t1", "t1b", "t2", "t3", "guard", "nextdoor", "shield")


def staffed(**groups: tuple[str, ...]) -> Roster:
    """The usual people, but for the groups given."""
    return roster_of({**STAFFED, **{Group(name): people for name, people in groups.items()}}, last_resort=("owner",))


class ActedOut:
    """What happened, with every instant in seconds from the raiser's tap. `safe`: every check is answered at once."""

    def __init__(self, severity: Severity, roster: Roster | None = None, safe: bool = False, **more: Any) -> None:
        self.roster = roster or staffed()
        self.at = START
        self.safe = safe
        self.decisions: list[Decision] = []
        self.keys: set[tuple[int, int, str]] = set()
        self._keep(raise_escalation(tap(severity, **more), self.at, self.roster))

    def _keep(self, decision: Decision) -> Decision:
        self.decisions.append(decision)
        self.e = decision.escalation
        keys = [(order.epoch, order.round, order.person_id) for order in decision.pages]
        assert not self.keys & set(keys), "one logical page (invariant 5)"
        self.keys |= set(keys)
        return decision

    def tick(self) -> Decision:
        """The clock comes now."""
        return self._keep(decide(self.e, i.Tick(), self.at, self.roster))

    def does(self, change: i.Change) -> Decision:
        """Somebody does something now."""
        return self._keep(decide(self.e, change, self.at, self.roster))

    def until(self, minutes: float, seconds: float = 0) -> ActedOut:
        """Time passes to so long after the tap; whatever falls due on the way is done when it is due."""
        target = START + timedelta(minutes=minutes, seconds=seconds)
        while (due := due_at(self.e)) is not None and due <= target:
            self.at = max(due, self.at)
            self.tick()
            assert (left := due_at(self.e)) is None or left > self.at, "a look leaves nothing due at the same instant"
            if self.safe and self.e.check_asked_at:
                self.does(i.AnswerSafe(RAISER, safe=True))
        self.at = target
        return self

    def sleeps(self, minutes: float) -> ActedOut:
        """Time passes and nobody looks."""
        self.at = START + timedelta(minutes=minutes)
        return self

    def paged(self, person: str) -> list[float]:
        """When this person was paged."""
        rounds = [(d, d.pages) for d in self.decisions]
        return [self._seconds(d.entries[-1]) for d, pages in rounds for order in pages if order.person_id == person]

    def when(self, kind: type[t.Entry]) -> list[float]:
        """When an entry of this kind was made."""
        return [self._seconds(entry) for d in self.decisions for entry in d.entries if isinstance(entry, kind)]

    def kinds(self) -> list[str]:
        """The names of the entries of the last decision."""
        return [type(entry).__name__ for entry in self.decisions[-1].entries]

    @staticmethod
    def _seconds(entry: t.Entry) -> float:
        return (entry.at - START).total_seconds()


def paged_now(call: ActedOut) -> list[str]:
    """Whom the last decision pages."""
    return [order.person_id for order in call.decisions[-1].pages]
