"""Builds an imported schedule out of what any other tool has: layers of people who take turns, and stand-ins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.calendars.comparing import Said, differences
from bot.calendars.imported_rota import ImportedRota, Unreadable, zone_of
from bot.calendars.recognising import Known
from bot.calendars.remarks import quoted
from bot.calendars.seats import Seat, seated
from bot.calendars.turning import MINUTE, Span, Spell, revisions_of, rotation, turn_of, windows_of
from domain.rota import Layer, Override, OverrideKind, Rota

# More than anybody has; a file that claims more must not keep the machine busy.
MOST_LAYERS = 100
MOST_OVERRIDES = 1_000
MOST_SEATS = 500
# What the site file takes as the name and the key of a layer.
_NAME_FITS = 60
_KEY_FITS = 40
_NO_KEY = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Turns:
    """A layer as another tool has it. Turns of `length` are counted from the instant `first`; it is there from
    `start` until `end`, in `spans` of the week where there are any."""

    id: str
    name: str
    seats: Sequence[Seat]
    length: timedelta
    first: datetime
    start: datetime
    end: datetime | None = None
    spans: Sequence[Span] = ()


class Building:
    """A schedule in the making. What `tool` says and we do not, or not quite, becomes a sentence in `said`."""

    def __init__(self, tool: str, zone: str, known: Known, at: datetime) -> None:
        """What holds from the instant `at` on is of interest. Raises Unreadable where the zone is unknown."""
        self.zone: ZoneInfo = zone_of(zone)
        self.known, self.at = known, at
        self.said: list[str] = []
        self._tool = tool
        self._spells: list[Spell] = []
        self._overrides: list[Override] = []

    def add(self, turns: Turns) -> bool:
        """Put a layer on top of those before. False where it is over, or cannot be said. Raises Unreadable."""
        if turns.end is not None and turns.end <= max(self.at, turns.start):
            return False
        if len(self._spells) == MOST_LAYERS or len(turns.seats) > MOST_SEATS:
            raise Unreadable(
                f"There are more than {MOST_LAYERS} layers, or {MOST_SEATS} people in one; it was not read."
            )
        people, strangers = seated(turns.seats, self.known, turns.name)
        self.said += strangers
        if people and turn_of(turns.length) is None:
            self.said.append(f"The turns of {quoted(turns.name)} are no whole hours; it is left out.")
            return False
        if people:
            windows = windows_of([self._to_the_minute(span, turns.name) for span in turns.spans])
            before = [spell.layer for spell in self._spells]
            key = _free(self._key(turns.id), [one.id for one in before], _KEY_FITS, "-")
            name = _free(" ".join(turns.name.split()), [one.name for one in before], _NAME_FITS, " ")
            layer = Layer(key, name, people, windows=windows)
            if turns.first.second:
                self._say_seconds(turns.name)
            layer = rotation(layer, turns.length, turns.first, turns.start, self.zone)
            self._spells.append(Spell(layer, turns.start, turns.end))
        return bool(people)

    def stand_in(self, key: str, said: Said) -> None:
        """Put an override on top of everything before, unless it is over. Raises Unreadable."""
        if said.end <= self.at or said.start >= said.end:
            return
        if said.person is None:
            self.said.append(f"The override of {quoted(said.label)} is of nobody of this site; it is left out.")
            return
        if len(self._overrides) == MOST_OVERRIDES:
            raise Unreadable(f"The schedule has more than {MOST_OVERRIDES:,} overrides; it was not read.")
        key = _free(self._key(key), [one.id for one in self._overrides], _KEY_FITS, "-")
        self._overrides.append(Override(key, OverrideKind.STAND_IN, said.start, said.end, said.person))

    def imported(self, name: str, final: Sequence[Said] = ()) -> ImportedRota:
        """The schedule; `final` is what the tool itself says about who is on call."""
        rota = Rota(revisions_of(self._spells, self.at), tuple(self._overrides))
        said = [*self.said, *differences(rota, self.zone, self.at, final, self._tool)]
        return ImportedRota(name, self.zone.key, rota, tuple(dict.fromkeys(said)))

    def _key(self, words: str) -> str:
        return _NO_KEY.sub("-", f"{self._tool} {words}".casefold()).strip("-")

    def _to_the_minute(self, span: Span, name: str) -> Span:
        if span.begin % MINUTE or span.length % MINUTE:
            self._say_seconds(name)
        # A day written as 23:59:59 is meant to be a whole one.
        return Span(span.begin - span.begin % MINUTE, -(-span.length // MINUTE) * MINUTE)

    def _say_seconds(self, name: str) -> None:
        self.said.append(f"Times of {quoted(name)} have seconds; they are taken to the minute.")


def _free(words: str, taken: Sequence[str], fits: int, joint: str) -> str:
    """These words, not too long, and with a number where something is called so already."""
    others, found, number = {one.casefold() for one in taken}, words[:fits], 1
    while found.casefold() in others:
        number += 1
        found = f"{words[: fits - 5]}{joint}{number}"
    return found
