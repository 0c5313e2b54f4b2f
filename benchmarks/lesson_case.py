"""Very many made-up lessons, the same in every run: words as often as in a language, in all their forms, with picks."""

from __future__ import annotations

import random
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import accumulate

from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson, LessonState
from domain.note import SHIPPED
from domain.severity import Severity
from domain.site import Place, Site

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
TELLING = 500
"""Words from this place in the order of frequency on are ones that somebody would look for."""

_WORDS, _LONG, _SITES = 20_000, 25, 20
_ENDINGS = ("", "", "", "s", "ing", "ed")
_STARTS = "b br c cl d dr f fl g gr h k l m n p pl r s st t tr v w".split()  # noqa: SIM905 - sounds, not words
_MIDDLES = "a e i o u".split()  # noqa: SIM905
_ENDS = "lk mp nd nk nt rb rd rk rm rn rp rt sk st".split()  # noqa: SIM905
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


@dataclass(frozen=True)
class LessonCase:
    """`count` lessons of twenty sites over some years, the newest last."""

    count: int

    @cached_property
    def words(self) -> list[str]:
        """Base words, the most frequent first; none is another one with an ending."""
        rng, made = random.Random(4), dict[str, None]()
        while len(made) < _WORDS:
            syllables = rng.choice((1, 1, 2))
            word = "".join(rng.choice(_STARTS) + rng.choice(_MIDDLES) for _ in range(syllables))
            made[word + rng.choice(_STARTS) + rng.choice(_MIDDLES) + rng.choice(_ENDS)] = None
        return list(made)

    @cached_property
    def _weights(self) -> list[float]:
        return list(accumulate(1 / (place + 10) for place in range(_WORDS)))

    @cached_property
    def sites(self) -> list[Site]:
        """Where they come from."""
        places = (Place("desk", "Front desk"), Place("bar", "Bar"), Place("line", "Switchboard", phone_contact=True))
        return [Site(f"site{n}", f"Shop {n}", "Europe/Berlin", "1", "112", places=places) for n in range(_SITES)]

    def bases(self, number: int) -> list[str]:
        """The base words of one lesson's text, in their order."""
        rng = random.Random(number)
        return [self.words[bisect(self._weights, rng.random() * self._weights[-1])] for _ in range(_LONG)]

    def text(self, number: int) -> str:
        """The text of one lesson: its words in one form or another."""
        rng = random.Random(-number - 1)
        return " ".join(base + rng.choice(_ENDINGS) for base in self.bases(number))

    def lessons(self) -> Iterator[Lesson]:
        """All of them, oldest first."""
        for number in range(self.count):
            yield self.lesson(number)

    def lesson(self, number: int) -> Lesson:
        """One of them."""
        rng = random.Random(f"picks {number}")
        site = rng.choice(self.sites)
        one = Lesson(
            escalation_id=f"l{number:07}",
            reference=reference(number),
            site_id=site.id,
            severity=Severity(rng.choice((1, 1, 1, 2, 2, 3, 4))),
            ended_at=NOW - timedelta(minutes=10 * (self.count - number), days=3),
            place_id=rng.choice(site.places).id,
            triggers=(rng.choice(SHIPPED["trigger"]).id,),
            ended=rng.choice(SHIPPED["ended"]).id,
            tried=tuple(entry.id for entry in rng.sample(SHIPPED["tried"], 2)),
            helped=tuple(entry.id for entry in rng.sample(SHIPPED["helped"], 2)),
            minutes=rng.randrange(1, 60),
            text=self.text(number),
            state=LessonState.CLEARED,
            cleared_by="ana",
            cleared_at=NOW,
        )
        return indexed(one, site)


def reference(number: int) -> str:
    """A reference that no other lesson has."""
    letters = ""
    while number or len(letters) < 4:
        number, letter = divmod(number, len(_LETTERS))
        letters = _LETTERS[letter] + letters
    return f"A{letters}"
