"""People who call for help and answer, all the time, while bots die around them."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager

from tests.crash.bots import Bot
from tests.crash.evidence import Told
from tests.crash.stage import Stage, new_words

_LEVELS = ("upset", "abusive", "threatening", "threatening", "violent")
_ANSWERED = 0.6
_PEOPLE = 3


class Traffic(AbstractContextManager["Traffic"]):
    """`bot()` gives the bot that Slack calls next. Each person calls, then a manager answers, then a short rest."""

    def __init__(self, stage: Stage, bot: Callable[[], Bot], seed: int, rest: float = 0.25) -> None:
        self._stage, self._bot, self._rest = stage, bot, rest
        self._chances = [random.Random(seed + number) for number in range(_PEOPLE)]
        self._done = threading.Event()
        self._people = ThreadPoolExecutor(_PEOPLE, thread_name_prefix="traffic")

    def __enter__(self) -> Traffic:
        self._going = [self._people.submit(self._go_on, chance) for chance in self._chances]
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._people.shutdown()
        for going in self._going:
            going.result()

    def _go_on(self, chance: random.Random) -> None:
        while not self._done.is_set():
            self._call(chance)
            time.sleep(chance.uniform(0, 2 * self._rest))

    def _call(self, chance: random.Random) -> None:
        house = chance.randrange(len(self._stage.directory.sites))
        bot = self._bot()
        self._stage.slack.bot_url = bot.url
        call = self._stage.types(new_words(), chance.choice(_LEVELS), house)
        self._stage.raises.append(call)
        self._answer_an_older_one(chance)
        if call.told != Told.SUCCESS or chance.random() > _ANSWERED:
            return
        found = self._stage.raised(call.words, house)
        time.sleep(chance.uniform(0, 0.5))
        if found:
            for name in chance.sample((f"dana{house}", f"omar{house}", f"lea{house}"), 2):
                self._stage.answers_soon(self._bot(), name, found.id)

    def _answer_an_older_one(self, chance: random.Random) -> None:
        """Nobody leaves a house paging for long, or pages would soon be all that the bots have time for."""
        paging = [e for e in self._stage.open() if e.epoch_open]
        for e in chance.sample(paging, min(2, len(paging))):
            self._stage.answers_next(self._bot(), e)
