"""Looks after bots while a story goes on: starts anew what was killed, resumes what stands still."""

from __future__ import annotations

import threading
import time
from contextlib import AbstractContextManager

from tests.crash.bots import Bot

_LOOK_EVERY = 0.05


class Nurse(AbstractContextManager["Nurse"]):
    """`pause` is how many seconds a bot stands still before it is resumed; `found` what had to be mended."""

    def __init__(self, *bots: Bot, pause: float = 11.5) -> None:
        self._bots, self._pause = bots, pause
        self._still_since: dict[int, float] = {}
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._look_after, name="nurse", daemon=True)
        self.deaths = self.pauses = 0

    def __enter__(self) -> Nurse:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()
        self._round(resume_after=0.0)

    def _look_after(self) -> None:
        while not self._done.wait(_LOOK_EVERY):
            self._round(self._pause)

    def _round(self, resume_after: float) -> None:
        for bot in self._bots:
            if bot.gone():
                self.deaths += 1
                bot.start()
            elif bot.stopped():
                since = self._still_since.setdefault(bot.pid, time.monotonic())
                if time.monotonic() - since >= resume_after:
                    self.pauses += 1
                    self._still_since.pop(bot.pid)
                    bot.resume()
