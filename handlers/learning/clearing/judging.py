"""Finds words that judge in a text, so that "what was seen or heard?" can be asked, gently (domain.md d.4)."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from handlers.learning.clearing.judging_words import JUDGING

_ALWAYS = "en"
_BETWEEN = r"(?:\s+\S+){0,6}\s+"


def judging_in(text: str, language: str = "") -> tuple[str, ...]:
    """The judging words of a text as they stand in it, each once. `language`: two letters, "" for English alone."""
    plain = unicodedata.normalize("NFC", text).replace("’", "'")
    found = {
        match.group().casefold(): match.group()
        for one in dict.fromkeys((_ALWAYS, language))
        if one in JUDGING
        for match in _pattern(one).finditer(plain)
    }
    return tuple(found.values())


@cache
def _pattern(language: str) -> re.Pattern[str]:
    listed = "|".join(_of(words) for words in sorted(JUDGING[language], key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


def _of(words: str) -> str:
    """One entry as a pattern: blanks are any white space, a star at the end any ending, one between a few words."""
    ending = r"\w*" if words.endswith("*") else ""
    pieces = [r"\s+".join(map(re.escape, piece.split())) for piece in words.removesuffix("*").split(" * ")]
    return _BETWEEN.join(pieces) + ending
