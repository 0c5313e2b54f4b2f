"""The long search (`make soak`): hundreds of kills, pauses and races on both stores, its figures printed last.

Also `python -m tests.crash.soak --kills 60 --races 300`. Both stores run side by side, each in a process of its own.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import product
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.crash import people, races
from tests.crash.bots import Bot
from tests.crash.boundaries import SERVING, WAYS, strike
from tests.crash.checker import Findings
from tests.crash.evidence import Told
from tests.crash.nurse import Nurse
from tests.crash.stage import Stage
from tests.crash.theatre import Theatre
from tests.crash.traffic import Traffic

STORES = ("sqlite", "postgres")
REPLICAS = {"sqlite": 1, "postgres": 3}
_KILLS_A_ROUND = 50
_PAUSES_A_ROUND = 10
_RACES_A_ROUND = 300
_STRIKES_AT_ONCE = 6
_HOUSES = 12
_RACING_HOUSES = 30
_REPAGE = 4.0
_SETTLES_WITHIN = 120.0


@dataclass(frozen=True)
class Size:
    """How much of each, for each store."""

    kills: int = 500
    pauses: int = 40
    races: int = 1500
    strikes: bool = True
    seed: int = 1
    stores: tuple[str, ...] = STORES


@dataclass
class Figures:
    """What was done on one store, and what the checker found."""

    store: str
    done: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    sentences: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def take(self, stage: Stage, found: Findings, *, excused: Sequence[str] = ()) -> None:
        """Count one round."""
        self.done["raises"] += sum(call.told == Told.SUCCESS for call in stage.raises)
        self.done["pages"] += found.pages
        self.done["doubles"] += found.doubles
        self.done["recorded unknowns"] += found.unknowns
        for kind, said in found.wrong.items():
            if kind in excused:
                self.done[f"{kind}s between clock and wire beside a pause"] += len(said)
            else:
                self.wrong[kind] += len(said)
                for one in said:
                    self.complain(f"{stage.name}: {kind}: {one}")

    def complain(self, sentence: str) -> None:
        """Keep it, and say it at once."""
        self.sentences.append(sentence)
        print(sentence, flush=True)

    def __str__(self) -> str:
        done = ", ".join(f"{count} {name}" for name, count in self.done.items())
        wrong = ", ".join(f"{self.wrong[kind]} {kind}" for kind in self.wrong)
        return f"{self.store}: {done}; wrong: {wrong}; {self.seconds:.0f} s"


class Soak:
    """One store's share."""

    def __init__(self, store: str, size: Size, theatre: Theatre) -> None:
        self.store, self.size, self.theatre = store, size, theatre
        self.figures = Figures(store)
        self.chance = random.Random(size.seed)
        self.later = 0.05

    def run(self) -> Figures:
        """All of it."""
        began = time.monotonic()
        for kind, wanted, a_round, play in (
            ("kills", self.size.kills, _KILLS_A_ROUND, self.kill),
            ("pauses", self.size.pauses, _PAUSES_A_ROUND, self.pause),
            ("races", self.size.races, _RACES_A_ROUND, self.race),
        ):
            while self.figures.done[kind] < wanted:
                play(min(a_round, wanted - self.figures.done[kind]))
                self._tell(time.monotonic() - began)
        if self.size.strikes:
            self.strike_all()
        self.figures.seconds = time.monotonic() - began
        return self.figures

    def _tell(self, seconds: float) -> None:
        done = ", ".join(f"{count} {name}" for name, count in self.figures.done.items())
        print(f"  {seconds:5.0f} s  {self.store}: {done}; wrong: {self.figures.wrong.total()}", flush=True)

    @contextmanager
    def _stage(self, kind: str, houses: int, repage: float) -> Iterator[Stage]:
        name = f"{kind}-{self.figures.done[kind]}-{self.store}"
        with Stage(self.theatre, self.store, name, people.town(houses, repage)) as stage:
            yield stage

    def kill(self, kills: int) -> None:
        """Bots die at any instant or at a boundary, while people call and answer."""
        with self._stage("kills", _HOUSES, _REPAGE) as stage:
            bots = [stage.running() for _ in range(REPLICAS[self.store])]
            with Traffic(stage, lambda: self.chance.choice(bots), self.chance.randrange(1 << 30)):
                for _ in range(kills):
                    self._kill(self.chance.choice(bots))
            self._judge(stage, bots)
        self.figures.done["kills"] += kills

    def _kill(self, bot: Bot) -> None:
        until = time.monotonic() + self.chance.uniform(0.05, 0.8)
        while time.monotonic() < until and not bot.gone():
            time.sleep(0.01)
        bot.kill()
        at_boundary = f"{self.chance.choice(SERVING)}=kill@{self.chance.randint(1, 3)}"
        bot.start(at_boundary if self.chance.random() < 0.4 else "")
        bot.ready_or_gone()

    def pause(self, pauses: int) -> None:
        """Bots stand still, for less than a lease or for more, while the others, if any, go on."""
        with self._stage("pauses", _HOUSES, _REPAGE) as stage:
            bots = [stage.running() for _ in range(REPLICAS[self.store])]
            with Traffic(stage, lambda: self.chance.choice(bots), self.chance.randrange(1 << 30), rest=0.5):
                for _ in range(pauses):
                    bot = self.chance.choice(bots)
                    bot.pause()
                    time.sleep(self.chance.choice((0.5, 2.0, 6.0, 12.0)))
                    bot.resume()
                    time.sleep(self.chance.uniform(0.1, 1.0))
            self._judge(stage, bots, excused=("late call",))
        self.figures.done["pauses"] += pauses

    def race(self, count: int) -> None:
        """Answers at the instant at which pages fall due."""
        with self._stage("races", _RACING_HOUSES, races.REPAGE) as stage:
            bots = [stage.running() for _ in range(REPLICAS[self.store])]
            run = races.Races(stage, bots, self.chance, self.later)
            while run.count() < count:
                run.run()
            self.later, ended = run.later, run.ends()
            self._judge(stage, bots)
        self.figures.done["races"] += ended["answer"] + ended["claim"]
        self.figures.done["of them won by the answer"] += ended["answer"]

    def _judge(self, stage: Stage, bots: Sequence[Bot], excused: Sequence[str] = ()) -> None:
        # One may still die: its failpoint is armed for a boundary that it has not reached yet.
        with Nurse(*bots):
            try:
                stage.answers_all(_SETTLES_WITHIN)
                stage.settles(_SETTLES_WITHIN)
            except AssertionError as failed:
                self.figures.wrong["never at rest"] += 1
                logs = "\n".join(bot.last_words() for bot in bots)
                self.figures.complain(f"{stage.name}: {failed}; the logs end:\n{logs}")
            self.figures.take(stage, stage.findings(), excused=excused)

    def strike_all(self) -> None:
        """Every boundary in every way."""
        with ThreadPoolExecutor(_STRIKES_AT_ONCE) as pool:
            for sentence in pool.map(lambda one: self._strike(*one), product(SERVING, WAYS)):
                self.figures.done["boundary strikes"] += 1
                if sentence:
                    self.figures.wrong["strike"] += 1
                    self.figures.complain(sentence)

    def _strike(self, boundary: str, way: str) -> str:
        name = f"strike-{boundary}-{way}-{self.store}".replace(":", "")
        with Stage(self.theatre, self.store, name) as stage:
            try:
                strike(stage, boundary, way)
            except AssertionError as failed:
                return f"{name}: {failed}"
        return ""


def soak_store(store: str, size: Size) -> Figures:
    """One store in this process."""
    with TemporaryDirectory(prefix="stepin-soak-") as folder:
        theatre = Theatre(Path(folder))
        try:
            return Soak(store, size, theatre).run()
        finally:
            theatre.close()


def soak(size: Size) -> list[Figures]:
    """Both stores side by side; the figures, printed last."""
    with ProcessPoolExecutor(len(STORES), mp_context=get_context("spawn")) as processes:
        figures = list(processes.map(soak_store, size.stores, [size] * len(size.stores)))
    print(*figures, sep="\n", flush=True)
    return figures


def size_of(arguments: Sequence[str] | None) -> Size:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Kills, pauses and races on both stores; figures last.")
    shipped = Size()
    for name in ("kills", "pauses", "races", "seed"):
        parser.add_argument(f"--{name}", type=int, default=getattr(shipped, name))
    parser.add_argument("--no-strikes", dest="strikes", action="store_false", help="leave the boundaries out")
    parser.add_argument("--stores", nargs="+", choices=STORES, default=STORES)
    given = vars(parser.parse_args(arguments))
    return Size(**{**given, "stores": tuple(given["stores"])})


if __name__ == "__main__":
    sys.exit(any(one.wrong.total() for one in soak(size_of(None))))
