"""Everything in a text that says who somebody was: names, numbers, addresses, rooms, plates (domain.md d.4, e.6)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from domain.site import Directory, Site
from handlers.learning.clearing.found import Personal, What
from handlers.learning.clearing.marks import marks_in
from handlers.learning.clearing.names import names_in
from handlers.learning.clearing.numbers import numbers_in, region_of

__all__ = ["Known", "Personal", "What", "personal_in", "words_known"]


@dataclass(frozen=True)
class Known:
    """What helps to find it: the names of the people we know, and the country whose phone numbers are local."""

    names: tuple[str, ...] = ()
    region: str = ""


def words_known(site: Site, directory: Directory) -> Known:
    """The names of everybody in the directory, and the country of this site."""
    return Known(tuple(person.name for person in directory.people), region_of(site.phone, site.zone))


def personal_in(text: str, known: Known) -> tuple[Personal, ...]:
    """Each piece once, in the order of the text; of two that overlap the longer one counts.

    Positions are those of the text in composed letters (NFC), as `rid_of` gives it.
    """
    plain = unicodedata.normalize("NFC", text)
    found = [*numbers_in(plain, known.region), *marks_in(plain), *names_in(plain, known.names)]
    kept: list[Personal] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return tuple(sorted(kept))
