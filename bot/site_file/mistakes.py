"""What is wrong in a site file: each mistake names its line and field and says what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz, process

_ALIKE = 65.0


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake. `field` is the way to it, as "harbour-hotel > tier_1"."""

    line: int
    field: str
    problem: str
    remedy: str

    @property
    def sentence(self) -> str:
        """What the person who wrote the file reads."""
        where = f"Line {self.line}, {self.field}" if self.field else f"Line {self.line}"
        return f"{where}: {self.problem} {self.remedy}"


class Unclear(Exception):
    """Words that say nothing that can be used; whoever knows the line makes a Mistake of it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """ "Did you mean ...?" where one of `known` is much like `word`, else `otherwise`."""
    found = process.extractOne(word.casefold(), list(known), scorer=fuzz.ratio, processor=str.casefold)
    return f"Did you mean {found[0]}?" if found and found[1] >= _ALIKE else otherwise
