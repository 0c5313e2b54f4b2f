"""Acknowledgements fired at the very instant at which the next round of pages is due (reliability.md F53)."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bot.clock import wall_now
from domain.escalation import Escalation
from domain.page import Kind
from tests.crash.bots import Bot, wait_for
from tests.crash.evidence import Answered, Told
from tests.crash.stage import SECRET, Stage
from tests.crash.taps import signed_tap, tap
from tests.crash.witness import testimony

REPAGE = 1.0
# Around the instant at which the tick looks: some come before it, some between the round and its claim, some after.
_EARLIEST, _LATEST = -0.01, 0.09
# Tiers 1 and 2 at once; tier 3 joins later than anybody races.
_FIRST_ROUND = 2


@dataclass(frozen=True)
class Shot:
    """One acknowledgement to be fired: at whom, at which bot, when (seconds of the monotonic clock)."""

    escalation: Escalation
    bot: Bot
    at: float


def race(stage: Stage, bots: Sequence[Bot], chance: random.Random) -> int:
    """A call for help in each house, each answered as its next round falls due; how many were."""
    with ThreadPoolExecutor(8, thread_name_prefix="racer") as racers:
        houses = range(len(stage.directory.sites))
        calls = list(racers.map(lambda house: stage.types(_words(stage, house), at=house), houses))
        stage.raises += calls
        wait_for(lambda: all(e.next_round_at for e in _paging(stage)), 5, "the next rounds")
        shots = sorted((_aimed(e, bots, chance) for e in _paging(stage)), key=lambda shot: shot.at)
        stage.answers += racers.map(_fire, shots)
    return len(shots)


def _words(stage: Stage, house: int) -> str:
    return f"race{len(stage.raises) + house:06}"


def _paging(stage: Stage) -> list[Escalation]:
    return [e for e in stage.open() if e.epoch_open]


def _aimed(e: Escalation, bots: Sequence[Bot], chance: random.Random) -> Shot:
    assert e.next_round_at
    waits = (e.next_round_at - wall_now()).total_seconds()
    return Shot(e, chance.choice(list(bots)), time.monotonic() + waits + chance.uniform(_EARLIEST, _LATEST))


def _fire(shot: Shot) -> Answered:
    number = shot.escalation.site_id.removeprefix("house")
    tapped = signed_tap(SECRET, f"UDANA{number}", "act.acknowledge", shot.escalation.id)
    time.sleep(max(0.0, shot.at - time.monotonic()))
    status = tap(shot.bot, tapped)
    return Answered(shot.escalation.id, f"dana{number}", Told.SUCCESS if status == 200 else Told.NOTHING)


def ends(stage: Stage) -> Counter[str]:
    """How the races ended: "before" the second round was made, "between" it and its claim, or "after" that claim."""
    made: Counter[str] = Counter()
    closed: set[str] = set()
    taken_back: set[str] = set()
    for seen in testimony(stage.database):
        where = str(seen.escalation_id)
        if seen.subject == "epoch" and seen.became == "closed":
            closed.add(where)
        elif seen.kind == Kind.PAGE and where in closed and seen.became == "cancelled":
            taken_back.add(where)
        elif seen.kind == Kind.PAGE and where not in closed and not seen.was:
            made[where] += 1
    return Counter(_how(made[one], one in taken_back) for one in closed)


def _how(pages_made: int, taken_back: bool) -> str:
    if taken_back:
        return "between"
    return "after" if pages_made > _FIRST_ROUND else "before"
