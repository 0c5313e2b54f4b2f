"""What the two databases do differently about full text; everything else about it is shared."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

WITHIN = 20_000
"""How many lessons a word may have for all of them to be looked at (performance.md P20)."""


@dataclass(frozen=True)
class Span:
    """Numbers of lessons, `end` exclusive."""

    start: int
    end: int


@dataclass(frozen=True)
class Among:
    """Among which lessons is looked: those with some term of each group of `only`, in `span`; at most `limit`."""

    only: tuple[tuple[str, ...], ...]
    span: Span
    limit: int


class Hit(NamedTuple):
    """A lesson that was met: its number, its id, the terms of its picks, and what the words it has weigh together,
    where that was asked."""

    number: int
    lesson_id: str
    head: str
    weight: float = 0.0


class Engine(Protocol):
    """Full text of one database; words come as `domain/learning/words.py` gives them."""

    def stems(self, words: Sequence[str], language: str) -> list[str]:
        """The stem of each word, "" where the database knows no stems of this language."""

    def counts(self, terms: Iterable[str]) -> Mapping[str, int]:
        """How many lessons have each of these terms; those that none has are left out."""

    def all_of(self, groups: Sequence[Sequence[str]], rarest: int, among: Among) -> list[Hit]:
        """Lessons that have some term of every group, newest first. `rarest`: how many have the rarest group, at most;
        where that is too many to look at all, only the newest are looked at."""

    def some_of(self, groups: Sequence[tuple[Sequence[str], float]], among: Among) -> list[Hit]:
        """Those lessons that have some term of any group and whose groups weigh most together, of equal ones the
        newest; in no order."""

    def put(self, base: int, lesson_id: str, head: str, terms: Collection[str]) -> bool:
        """Add a lesson under the first free number from `base` on. False, and nothing is changed, where it is in
        already, or where somebody else took that number at the same moment."""

    def take(self, lesson_id: str) -> list[str]:
        """Take a lesson out; its terms, none where it was not in."""

    def add_words(self, terms: Sequence[str], typed: frozenset[str], by: int) -> None:
        """Each of these terms is in one lesson more (`by` 1) or fewer (-1); those in none are forgotten."""

    def sweep(self, begin: bool) -> bool:
        """See Lessons.sweep (handlers/ports/learning.py)."""
