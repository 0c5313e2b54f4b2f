"""What a pattern alone can find in a text: e-mail addresses, rooms, plates, ages, numbers of persons and orders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers.learning.clearing.found import Personal, What

_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")

# Rooms, in the languages of many front desks: the word, then a number.
_ROOM = re.compile(
    r"\b(?:room|rm|suite|apartment|apt|flat|bed|cabin|zimmer|zi|wohnung|chambre|habitaci[oó]n|hab|camera|stanza|quarto"
    r"|kamer|pok[oó]j|v[aæ]relse|rum)\b\.?\s*(?:no|nr|number|num[eé]ro|n°|nº|#)?\.?\s*#?\s*[A-Z]?\d{1,4}[A-Z]?\b",
    re.IGNORECASE,
)

# Plates that cannot be taken for anything else, country by country; any other only after a word that says so.
_PLATES = (
    re.compile(r"\b[A-ZÄÖÜ]{1,3}-[A-ZÄÖÜ]{1,2} ?\d{1,4}[EH]?\b"),  # Germany
    re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b"),  # United Kingdom
    re.compile(r"\b[A-Z]{2}[- ]?\d{3}[- ]?[A-Z]{2}\b"),  # France, Italy
    re.compile(r"\b\d{4} ?[BCDFGHJKLMNPRSTVWXYZ]{3}\b"),  # Spain
    re.compile(r"\b(?:[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|\d{1,2}-[A-Z]{2,3}-\d{1,2})\b"),  # Netherlands
    re.compile(r"\b\d[A-Z]{3}\d{3}\b"),  # California
)
_SAID_PLATE = re.compile(
    r"\b(?:number plate|plate|licen[cs]e plate|licen[cs]e|registration|kennzeichen|immatriculation|matr[ií]cula|targa"
    r"|kenteken)\b\W{0,3}(?:is|was|number|no\.?|nr\.?|war|ist)?\W{0,3}"
    r"(?-i:(?P<it>(?=[A-Z -]*\d)[A-Z0-9][A-Z0-9 -]{1,8}[A-Z0-9]))\b",
    re.IGNORECASE,
)

_AGE = re.compile(
    r"\b(?:aged? (?:about |around )?\d{1,3}|\d{1,3}[- ]years?[- ]olds?|\d{1,3} (?:jahre alt|ans|años|anni|jaar)"
    r"|\d{1,3}-jährige?[rn]?)\b",
    re.IGNORECASE,
)

# A number that stands for one person or one sale, and any number of six digits or more.
_NUMBERED = re.compile(
    r"\b(?:employee|staff|personnel|customer|client|member|patient|order|booking|reservation|invoice|receipt|passport"
    r"|account|personal|kunden|bestell|buchungs?|rechnungs?)[- ]?(?:no|nr|number|id|nummer|#)\b\.?:? ?#?"
    r"(?P<it>[A-Z0-9][A-Z0-9/-]{2,19})\b",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w.,])(?:\d{6,}|\d{3}-\d{2}-\d{4})(?![\w.,]\d)")


def marks_in(text: str) -> Iterator[Personal]:
    """All that these patterns find."""
    yield from _all(_EMAIL, What.EMAIL, text)
    yield from _all(_ROOM, What.ROOM, text)
    for plate in _PLATES:
        yield from _all(plate, What.PLATE, text)
    yield from _all(_SAID_PLATE, What.PLATE, text)
    yield from _all(_AGE, What.AGE, text)
    yield from (one for one in _all(_NUMBERED, What.NUMBER, text) if any(letter.isdigit() for letter in one.words))
    yield from _all(_LONG, What.NUMBER, text)


def _all(pattern: re.Pattern[str], what: What, text: str) -> Iterator[Personal]:
    part = "it" if "it" in pattern.groupindex else 0
    for match in pattern.finditer(text):
        yield Personal(match.start(part), match.end(part), what, match.group(part))
