"""Keys of people wherever a file names them, and ids that need not be written since they can be made again."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping

from bot.site_file.mistakes import Unclear, did_you_mean
from bot.site_file.records import Record
from domain.people import Person

_NO_LETTER = re.compile(r"[^a-z0-9]+")


class Everybody:
    """The people of a file, asked for wherever it names one. Whoever has `left` can only stand in what was."""

    def __init__(self, people: Mapping[str, Person], left: Collection[str] = ()) -> None:
        self.people = people
        self._left = left

    def key(self, word: str, *, left: bool = False) -> str:
        """The key of somebody; with `left` also of somebody who has left. Raises Unclear."""
        if word not in self.people:
            remedy = did_you_mean(word, self.people, "Add them below `people:`.")
            raise Unclear(f'"{word}" is not among the people.', remedy)
        if word in self._left and not left:
            raise Unclear(f"{word} has left.", "Name somebody who works here.")
        return word

    def named(self, record: Record, name: str, *, twice: bool = False, left: bool = False) -> tuple[str, ...]:
        """The people of a list; each once, unless they may stand there `twice`."""
        found: list[str] = []
        for key, line in record.all_understood_on(name, lambda word: self.key(word, left=left)):
            if key in found and not twice:
                record.wrong(name, f"{key} stands here twice.", "Name each person once.", line)
            else:
                found.append(key)
        return tuple(found)

    def one(self, record: Record, name: str, *, left: bool = False) -> Person | None:
        """The one person of a field; None where it is missing or names nobody."""
        key = record.understood(name, lambda word: self.key(word, left=left))
        return self.people[key] if key else None


class Ids:
    """The ids of a list, asked for in its order: an entry without one gets what its words make, always the same."""

    def __init__(self, scope: str = "") -> None:
        """`scope` says where the list stands, so that like entries of two lists have ids of their own."""
        self._scope = scope
        self._taken: set[str] = set()

    def by_name(self, name: str) -> str:
        """What an entry with this name is called when nobody says otherwise."""
        return self._free(_NO_LETTER.sub("-", name.casefold()).strip("-") or "layer")

    def by_words(self, *words: object) -> str:
        """What an entry that says this is called when nobody says otherwise."""
        text = "\n".join([self._scope, *("" if word is None else str(word) for word in words)])
        return self._free(hashlib.sha256(text.encode()).hexdigest()[:12])

    def _free(self, wanted: str) -> str:
        number, free = 1, wanted
        while free in self._taken:
            number += 1
            free = f"{wanted}-{number}"
        return free

    def take(self, one: str) -> None:
        """The next entry has this id."""
        self._taken.add(one)

    def read(self, record: Record, made: str) -> str:
        """The id that a record says, or else the one that was made of its words; it is taken."""
        said = record.text("id")
        if said in self._taken:
            record.wrong("id", f'"{said}" is another\'s already.', "Leave `id` out, or write another one.")
        self.take(said or made)
        return said or made

    def written(self, said: str, made: str) -> str:
        """The id to write, empty where reading makes it again; it is taken."""
        self.take(said)
        return "" if said == made else said
