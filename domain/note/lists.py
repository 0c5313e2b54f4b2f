"""The pick-lists of the resolution note: what is shipped, and what a site adds, renames or retires (domain.md d.3).

A note keeps the id of what was picked. An entry that is renamed reads with its new words in old notes too; one that is
retired is no longer offered and still reads right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.note.shipped import SHIPPED_WORDS

_LONGEST_ID = 60
WORDS_FIT = 75
"""Slack: the text of an option has at most 75 characters."""


@dataclass(frozen=True)
class ListEntry:
    """One entry of a pick-list. `id` never changes; `retired`: no longer offered, still readable."""

    id: str
    words: str
    retired: bool = False


OwnLists = Mapping[str, tuple[ListEntry, ...]]
"""What a site changed, by list: an entry with a shipped id takes its place, any other is added at the end."""


def id_of(words: str) -> str:
    """The id of an entry with these words: the same words have the same id at every site, however they are typed."""
    # Folded until nothing changes: the id of an id is the id.
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", words).casefold()).casefold()
    plain = unicodedata.normalize("NFKD", folded)
    kept = "".join(letter if letter.isalnum() else "-" for letter in plain if not unicodedata.combining(letter))
    return re.sub("-+", "-", kept).strip("-")[:_LONGEST_ID].strip("-")


SHIPPED: Mapping[str, tuple[ListEntry, ...]] = {
    name: tuple(ListEntry(id_of(words), words) for words in entries) for name, entries in SHIPPED_WORDS.items()
}


def entries(name: str, own: OwnLists) -> tuple[ListEntry, ...]:
    """Every entry of a list at a site, retired ones too: the shipped ones as the site has them, then its own."""
    changed = {entry.id: entry for entry in own.get(name, ())}
    shipped = SHIPPED.get(name, ())
    added = tuple(entry for entry in changed.values() if entry.id not in {one.id for one in shipped})
    return (*(changed.get(entry.id, entry) for entry in shipped), *added)


def offered(name: str, own: OwnLists) -> tuple[ListEntry, ...]:
    """The entries that a new note can pick."""
    return tuple(entry for entry in entries(name, own) if not entry.retired)


def words_of(name: str, id_: str, own: OwnLists) -> str:
    """The words of a picked entry; where no list knows it any more, what the note kept."""
    return next((entry.words for entry in entries(name, own) if entry.id == id_), id_)


def all_words(name: str, ids: Iterable[str], own: OwnLists) -> tuple[str, ...]:
    """The words of several picked entries."""
    return tuple(words_of(name, one, own) for one in ids)
