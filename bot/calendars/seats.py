"""Puts our people into the places of another tool's rotation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.calendars.recognising import Known
from bot.calendars.remarks import quoted


@dataclass(frozen=True)
class Seat:
    """A place in a rotation as the other tool names it: a person by name, mail address or both, or something else."""

    name: str = ""
    mail: str = ""

    @property
    def label(self) -> str:
        """What its people call it."""
        return self.name or self.mail or "somebody without a name"

    def person(self, known: Known) -> str | None:
        """Which of our people that is."""
        return known.named(self.name) or known.with_address(self.mail)


def seated(seats: Sequence[Seat], known: Known, layer: str) -> tuple[tuple[str, ...], list[str]]:
    """The people of a rotation, and a sentence for each place that is nobody of this site.

    The turn of such a place goes to the next person, so that everybody else's turns stay where they were. Without
    anybody of this site there are no people.
    """
    found = [seat.person(known) for seat in seats]
    if not any(found):
        return (), [f"Nobody in {quoted(layer)} is of this site; it is left out."]
    people = [next(filter(None, (*found[place:], *found))) for place in range(len(found))]
    strangers = dict.fromkeys(seat.label for seat, person in zip(seats, found, strict=True) if person is None)
    return tuple(people), [
        f"{quoted(label)} in {quoted(layer)} is nobody of this site; the turn goes to whoever is next."
        for label in strangers
    ]
