"""Words as they were typed on a phone at night: what is compared, and how much is forgiven (screens.md rule 7)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from rapidfuzz.distance import OSA

V = TypeVar("V")

SHORTEST = 3
_MARKS = " ,;?!\"'`()[]<>“”‘’„…-–—&+/|·"
_HALF_DAY = re.compile(r"([ap])\.m\.?$")
# Nobody names more places and days than fit into this; what is behind it comes back as not understood.
_MOST_WORDS = 24


@dataclass(frozen=True)
class Word:
    """A word as typed, and as it is compared: lower case, without the marks around it."""

    typed: str
    plain: str


def words_of(line: str) -> tuple[Word, ...]:
    """The words of a line; a full stop behind a number stays, as it makes a date of it."""
    return tuple(Word(typed, _plain(typed)) for typed in line.split())


def _plain(typed: str) -> str:
    plain = _HALF_DAY.sub(r"\1m", typed.casefold().strip(_MARKS))
    return plain if plain[:-1].endswith(tuple("0123456789")) else plain.rstrip(".:")


def spaced(words: str) -> str:
    """Letters and digits alone, one space between words: how names are compared."""
    return " ".join("".join(one if one.isalnum() else " " for one in words.casefold()).split())


def meant(word: str, known: Mapping[str, V]) -> V | None:
    """What a word stands for: as it is, its beginning, or one or two wrong letters; None where two are as near."""
    if word in known:
        return known[word]
    if len(word) < SHORTEST or not word.isalpha():
        return None
    begins = {value for name, value in known.items() if name.startswith(word)}
    return begins.pop() if len(begins) == 1 else nearest(word, known)


def nearest(words: str, known: Mapping[str, V]) -> V | None:
    """The one with the fewest wrong letters: one in five or six letters, two in more; None where two are as near."""
    allowed = 2 if len(words) > 6 else 1 if len(words) > 4 else 0
    wrong = [(OSA.distance(words, name, score_cutoff=allowed), value) for name, value in known.items()]
    least = min((distance for distance, _ in wrong), default=allowed + 1)
    near = {value for distance, value in wrong if distance == least}
    return near.pop() if least <= allowed and len(near) == 1 else None


@dataclass
class Line:
    """A line that is understood piece by piece; each word belongs to one piece."""

    words: tuple[Word, ...]
    _left: set[int] = field(init=False)

    def __post_init__(self) -> None:
        self._left = set(range(min(len(self.words), _MOST_WORDS)))

    def find(self, longest: int, read: Callable[[tuple[str, ...]], V | None]) -> tuple[range, V] | None:
        """What `read` makes of the longest row of words that nobody took yet, and which words those are."""
        for size in range(min(longest, len(self._left)), 0, -1):
            for start in sorted(self._left):
                row = range(start, start + size)
                if self._left.issuperset(row):
                    found = read(tuple(self.words[at].plain for at in row))
                    if found is not None:
                        return row, found
        return None

    def take(self, longest: int, read: Callable[[tuple[str, ...]], V | None]) -> V | None:
        """The same, and those words are understood."""
        found = self.find(longest, read)
        if found is None:
            return None
        self._left.difference_update(found[0])
        return found[1]

    def give_back(self, row: range) -> None:
        """These words are open again."""
        self._left.update(row)

    def leave_out(self, words: frozenset[str]) -> None:
        """Words that say nothing by themselves, and marks alone."""
        self._left = {at for at in self._left if self.words[at].plain not in {*words, ""}}

    def rest(self) -> tuple[Word, ...]:
        """Whatever nobody took."""
        behind = range(_MOST_WORDS, len(self.words))
        return tuple(self.words[at] for at in (*sorted(self._left), *behind))
