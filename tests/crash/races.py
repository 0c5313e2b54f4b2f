"""Acknowledgements fired at the very instant at which pages are claimed (reliability.md F53)."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from bot.clock import wall_now
from domain.escalation import Escalation
from domain.page import Kind
from tests.crash.bots import Bot
from tests.crash.stage import Stage, new_words
from tests.crash.witness import testimony

REPAGE = 1.0
# Tiers 1 and 2 at once; tier 3 joins later than anybody races.
_FIRST_ROUND = 2
_SPREAD = 0.06
_STEP = 0.03
_RACERS = 4


@dataclass
class Races:
    """Races on one stage. `later` is how long after its instant a round is claimed: found by trying."""

    stage: Stage
    bots: Sequence[Bot]
    chance: random.Random
    later: float = 0.05
    at_first: set[str] = field(default_factory=set)

    def run(self) -> None:
        """One race in each house at the first pages, then one at the next round."""
        houses = range(len(self.stage.directory.sites))
        with ThreadPoolExecutor(_RACERS, thread_name_prefix="racer") as racers:
            list(racers.map(self._at_the_first_round, houses))
            raised = [found for found in racers.map(self._raised, houses) if found]
            shots = sorted(raised, key=lambda e: e.next_round_at or e.raised_at)
            list(racers.map(self._at_the_next_round, shots))
        self._aim(shots)

    def _raised(self, house: int) -> Escalation | None:
        call = self.stage.types(new_words(), at=house)
        self.stage.raises.append(call)
        return self.stage.raised(call.words, at=house)

    def _at_the_first_round(self, house: int) -> None:
        found = self._raised(house)
        if found:
            self.at_first.add(found.id)
            self._answer(found)

    def _at_the_next_round(self, e: Escalation) -> None:
        if e.next_round_at:
            waits = (e.next_round_at - wall_now()).total_seconds()
            time.sleep(max(0.0, waits + self.later + self.chance.uniform(-_SPREAD, _SPREAD)))
        self._answer(e)

    def _answer(self, e: Escalation) -> None:
        number = e.site_id.removeprefix("house")
        self.stage.answers_soon(self.chance.choice(list(self.bots)), f"dana{number}", e.id)

    def _aim(self, shots: Sequence[Escalation]) -> None:
        """Too many that came before their round was made: shoot later; too few: sooner."""
        early = sum(self.stage.the(e.id).round == 1 for e in shots) / max(1, len(shots))
        self.later = max(0.0, self.later + (_STEP if early > 0.4 else -_STEP if early < 0.2 else 0.0))

    def ends(self) -> Counter[str]:
        """How many the "answer" won (its commit took pages back), how many the "claim"; and those that were "early",
        before their round was made, and so were no race."""
        made: Counter[str] = Counter()
        closed: set[str] = set()
        taken_back: set[str] = set()
        for seen in testimony(self.stage.database):
            where = str(seen.escalation_id)
            if seen.subject == "epoch" and seen.became == "closed":
                closed.add(where)
            elif seen.kind == Kind.PAGE and where in closed and seen.became == "cancelled":
                taken_back.add(where)
            elif seen.kind == Kind.PAGE and where not in closed and not seen.was:
                made[where] += 1
        return Counter(self._end(one, made[one], one in taken_back) for one in closed)

    def _end(self, escalation: str, pages_made: int, taken_back: bool) -> str:
        if taken_back:
            return "answer"
        return "claim" if escalation in self.at_first or pages_made > _FIRST_ROUND else "early"

    def count(self) -> int:
        """How many real races there were so far."""
        ended = self.ends()
        return ended["answer"] + ended["claim"]
