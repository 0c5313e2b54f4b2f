"""Names in a text: those of the people we know, and whoever is called Mr, Frau or Mme somebody."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handlers.learning.clearing.found import Personal, What

_SHORTEST = 3
_TOKEN = re.compile(r"\w[\w'’-]*")
_OWNED = re.compile(r"['’]s?$")
_WORD = r"[A-ZÀ-ÞŁŚŻŹĆŠČŽ][\w'’-]+"
_TITLED = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|prof|herrn?|frau|mme|mlle|monsieur|madame|señora?|sra|sr|signora?|sig|meneer|mevrouw"
    rf"|pan|pani)\b\.? (?-i:(?P<it>(?:(?:van|von|de|der|den|di|da|del) ){{0,2}}{_WORD}(?: {_WORD}){{0,2}}))",
    re.IGNORECASE,
)


def names_in(text: str, people: Iterable[str]) -> Iterator[Personal]:
    """Where people of these names stand: whole names however they are written, one of their parts as it is written.

    "Will" is found as a name and "will" is not. Takes no longer for thousands of people than for a few.
    """
    known = _known(tuple(people))
    tokens = [one for found in _TOKEN.finditer(text) for one in _pieces(found)]
    for at, one in enumerate(tokens):
        if one.words in known.parts:
            yield Personal(one.start, one.end, What.NAME, one.words)
        for rest in known.whole.get(one.words.casefold(), ()):
            following = tokens[at : at + len(rest)]
            if tuple(other.words.casefold() for other in following) == rest:
                end = following[-1].end
                yield Personal(one.start, end, What.NAME, text[one.start : end])
    for match in _TITLED.finditer(text):
        yield Personal(match.start("it"), match.end("it"), What.NAME, match.group("it"))


@dataclass(frozen=True)
class _Token:
    """A word without what shows that it owns something; `end` is behind that."""

    start: int
    end: int
    words: str


def _pieces(found: re.Match[str]) -> Iterator[_Token]:
    """The word itself; one with hyphens by its pieces, too."""
    word = found.group()
    yield _Token(found.start(), found.end(), _OWNED.sub("", word))
    if "-" in word:
        for piece in re.finditer(r"[^-]+", word):
            yield _Token(found.start() + piece.start(), found.start() + piece.end(), _OWNED.sub("", piece.group()))


@dataclass(frozen=True)
class _Known:
    """Parts of names as they are written; whole names by their first word, in small letters."""

    parts: frozenset[str]
    whole: Mapping[str, tuple[tuple[str, ...], ...]]


@lru_cache(maxsize=8)
def _known(people: tuple[str, ...]) -> _Known:
    names = [unicodedata.normalize("NFC", name).split() for name in dict.fromkeys(people)]
    parts = {part for name in names for part in name if len(part) >= _SHORTEST and part[0].isupper()}
    whole: dict[str, tuple[tuple[str, ...], ...]] = {}
    for name in names:
        if len(name) > 1:
            small = tuple(part.casefold() for part in name)
            whole[small[0]] = (*whole.get(small[0], ()), small)
    return _Known(frozenset(parts | {part.upper() for part in parts}), whole)
