"""Words as they are compared, in the index as in a question: small letters, no accents, no hyphens."""

from __future__ import annotations

import re
import unicodedata

MOST_LETTERS = 40
"""A longer run of letters is no word that anybody types."""

_APOSTROPHE = re.compile(r"['’](s\b)?")
_BEYOND_LATIN = "ɐ"


def words_in(text: str) -> list[str]:
    """The words of a text in their order, each as often as it stands there: letters and digits of any script."""
    plain = _folded(_APOSTROPHE.sub("", text))
    spaced = "".join(letter if letter.isalnum() else " " for letter in plain)
    return [word for word in spaced.split() if len(word) <= MOST_LETTERS]


def _folded(text: str) -> str:
    """Small letters; Latin ones without accents, those of other scripts as they are."""
    small = text.casefold()
    if small.isascii():
        return small
    # A letter of a mathematical alphabet only becomes a plain, large one here.
    small = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", small).casefold()).casefold()
    kept, latin = [], False
    for letter in unicodedata.normalize("NFKD", small):
        if unicodedata.combining(letter):
            if latin:
                continue
        else:
            latin = letter < _BEYOND_LATIN
        kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept))


# Everyday English that says nothing about what happened.
_SAY_NOTHING = frozenset(
    words_in(
        "a an and are as at be been but by can could did do does for from had has have he her him his how i if in is "
        "it its me my of on or our she should so than that the their them then there they this to was we were what "
        "when where which who will with would you your"
    )
)


def telling_words(text: str) -> list[str]:
    """Its words, each once, without those that say nothing: what is kept in an index and looked for in it."""
    return [word for word in dict.fromkeys(words_in(text)) if word not in _SAY_NOTHING]
