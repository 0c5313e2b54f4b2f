"""A timeline without names and words that still tells everything else: folding it gives the row (invariant 12).

Each person becomes one placeholder, the same in every entry of that escalation and another in every other one. No two
people of one escalation become the same, so whatever the rules compare stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from domain import timeline as t
from domain.escalation import Escalation, fold
from domain.learning.keeping.fields import PEOPLE, WORDS, people_in
from domain.timeline import Entry

RAISER = "raiser"


class Placeholders:
    """What people of one escalation are called once they are not to be known: "raiser", "person-1" and so on.

    With `only`, that one person alone gets a placeholder, and everybody else stays who they are.
    """

    def __init__(self, entries: Sequence[Entry], only: str | None = None) -> None:
        self._only = only
        self._raiser = entries[0].by
        self._taken = {person for entry in entries for person in people_in(entry)} if only else set()
        self._names: dict[str, str] = {}
        for entry in entries:
            for person in people_in(entry):
                self.of(person)

    def of(self, person_id: str) -> str:
        """The placeholder of this person; of somebody who is not in the timeline a new one, kept from then on."""
        if self._only not in (None, person_id):
            return person_id
        if person_id not in self._names:
            self._names[person_id] = RAISER if person_id == self._raiser else self._free()
        return self._names[person_id]

    def maybe(self, person_id: str | None) -> str | None:
        """The same, None for nobody."""
        return None if person_id is None else self.of(person_id)

    def concerns(self, person_id: str | None) -> bool:
        """Whether what this person wrote goes too."""
        return self._only in (None, person_id)

    def _free(self) -> str:
        number = 1 + sum(name != RAISER for name in self._names.values())
        while f"person-{number}" in self._taken or f"person-{number}" in self._names.values():
            number += 1
        return f"person-{number}"


@dataclass(frozen=True)
class TakenOut:
    """An escalation and its timeline as they are without names and words; the last entry is new and says so."""

    escalation: Escalation
    timeline: tuple[Entry, ...]
    names: Placeholders

    @property
    def rewritten(self) -> tuple[Entry, ...]:
        """The entries that were there before, as they are now."""
        return self.timeline[:-1]

    @property
    def added(self) -> Entry:
        """The entry that says what happened."""
        return self.timeline[-1]


def readable(entries: Sequence[Entry]) -> bool:
    """Whether every entry is of a kind that this version knows: nobody else can say what stands in one."""
    return bool(entries) and all(type(entry) is not Entry for entry in entries)


def taken_out(entries: Sequence[Entry], at: datetime) -> TakenOut:
    """Everybody's names and words out of it, at `at` (domain.md e.6)."""
    return _without(entries, Placeholders(entries), t.TextsRemoved(at))


def forgotten(entries: Sequence[Entry], person_id: str, at: datetime) -> TakenOut:
    """One person's name and words out of it; those of others stay."""
    return _without(entries, Placeholders(entries, only=person_id), t.PersonForgotten(at))


def _without(entries: Sequence[Entry], names: Placeholders, added: Entry) -> TakenOut:
    timeline = (*(_bare(entry, names) for entry in entries), added)
    return TakenOut(fold(timeline), timeline, names)


def _bare(entry: Entry, names: Placeholders) -> Entry:
    changes: dict[str, Any] = {"by": names.maybe(entry.by)}
    if field := PEOPLE.get(type(entry)):
        changes[field] = _renamed(getattr(entry, field), names.of)
    if (field := WORDS.get(type(entry))) and names.concerns(entry.by):
        changes[field] = ""
    return replace(entry, **changes)


def _renamed(held: Any, name: Callable[[str], str]) -> Any:
    if isinstance(held, str):
        return name(held) if held else held
    return type(held)(name(person) for person in held)
