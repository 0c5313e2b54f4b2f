"""Where a command stands: the environment it reads, the streams it speaks to, the wiring it calls."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from bot.cli.program import Program
from bot.clock import wall_now


@dataclass(frozen=True)
class Desk:
    """`program` gives the wiring, imported when first needed; `wait` waits so many seconds; `now` reads a clock."""

    environ: Mapping[str, str]
    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    program: Callable[[], Program]
    wait: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = wall_now

    def say(self, line: str = "") -> None:
        """A line of the answer."""
        print(line, file=self.stdout, flush=True)

    def complain(self, line: str) -> None:
        """A line about what is wrong."""
        print(line, file=self.stderr, flush=True)

    def progress(self, line: str) -> None:
        """How far it is: over the last such line on a terminal, a line of its own in a file."""
        if self.stdout.isatty():
            print(f"\r\033[K{line}", end="", file=self.stdout, flush=True)
        else:
            self.say(line)

    def progress_ends(self) -> None:
        """The next line begins anew."""
        if self.stdout.isatty():
            self.say()

    def agreed(self, question: str) -> bool:
        """Yes or no, no by default; yes where there is nobody to ask."""
        if not self.stdin.isatty():
            return True
        print(f"{question} [y/N] ", end="", file=self.stdout, flush=True)
        return self.stdin.readline().strip().casefold() in ("y", "yes")
