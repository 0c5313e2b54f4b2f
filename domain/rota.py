"""What decides who holds a tier: layers and their revisions, overrides, opening hours, absences (domain.md b.4).

Values only; `oncall.py` says who holds, `rotation.py` counts turns. Wall-clock parts are in the site's zone, every
instant is in UTC, every span is half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from enum import StrEnum

# Holds since always: what a site file says without a date (an instant that every store can keep).
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
_NINE = time(9)
_FIRST_DAY = ALWAYS.date()


class Unit(StrEnum):
    """What a turn is counted in. MOMENTS: the next person's turn begins at each of some moments of the week."""

    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MOMENTS = "moments"


@dataclass(frozen=True, order=True)
class Moment:
    """A moment of every week: `weekday` 0 is Monday."""

    weekday: int
    at: time


@dataclass(frozen=True)
class Turn:
    """How long one person holds: `count` hours, days or weeks; or, with MOMENTS, until the next of `moments`."""

    unit: Unit
    count: int = 1
    moments: tuple[Moment, ...] = ()


@dataclass(frozen=True)
class Window:
    """Hours of the week. It begins on each of `days` at `start`; with `end` at or before `start` it ends next day."""

    days: frozenset[int]
    start: time
    end: time


@dataclass(frozen=True)
class Booked:
    """A shift of an imported calendar: this person from `start` to `end`."""

    start: datetime
    end: datetime
    person_id: str


@dataclass(frozen=True)
class Layer:
    """One layer of a tier. With `turn` a rotation of `people`; with `booked` an imported calendar; else fixed people.

    A rotation's first turn begins on `starts_on` at `handoff` (with MOMENTS at the first moment not before that day).
    `windows`, where given, are when it applies; `opening_hours`: only while the site is open. `source` is the address
    of an imported calendar that is refreshed.
    """

    id: str
    name: str
    people: tuple[str, ...] = ()
    turn: Turn | None = None
    handoff: time = _NINE
    starts_on: date = _FIRST_DAY
    windows: tuple[Window, ...] = ()
    opening_hours: bool = False
    booked: tuple[Booked, ...] = ()
    source: str = ""

    @property
    def is_calendar(self) -> bool:
        """Whether its shifts were imported."""
        return bool(self.booked or self.source)

    def named(self) -> tuple[str, ...]:
        """Everybody in it, each once."""
        return tuple(dict.fromkeys([*self.people, *(one.person_id for one in self.booked)]))


@dataclass(frozen=True)
class Revision:
    """The layers of a tier from `holds_from` until the next revision, lowest first: later layers over earlier ones."""

    holds_from: datetime
    layers: tuple[Layer, ...]


class OverrideKind(StrEnum):
    """STAND_IN: `person_id` holds, instead of `instead_of` or of whoever holds. ADD: `person_id` comes right behind
    whoever holds, and holds where nobody does. REMOVE: `person_id` is taken out, and the next one holds."""

    STAND_IN = "stand_in"
    ADD = "add"
    REMOVE = "remove"


@dataclass(frozen=True)
class Override:
    """A change for a span, on top of all layers; a later one of the list over an earlier one."""

    id: str
    kind: OverrideKind
    start: datetime
    end: datetime
    person_id: str
    instead_of: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Rota:
    """Who takes turns in one tier. Revisions by `holds_from`: an edit adds one, so that history never moves."""

    revisions: tuple[Revision, ...] = ()
    overrides: tuple[Override, ...] = ()

    def layers_at(self, at: datetime) -> tuple[Layer, ...]:
        """The layers in force, lowest first; none before the first revision."""
        held = [revision for revision in self.revisions if revision.holds_from <= at]
        return held[-1].layers if held else ()

    def named(self) -> tuple[str, ...]:
        """Everybody who is or was in it, each once."""
        layers = [person for one in self.revisions for layer in one.layers for person in layer.named()]
        return tuple(dict.fromkeys([*layers, *(override.person_id for override in self.overrides)]))


@dataclass(frozen=True)
class Opening:
    """When a site is open from `holds_from` on: hours of the week (none: always) but for whole closed days."""

    holds_from: datetime
    windows: tuple[Window, ...] = ()
    closed: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Absence:
    """Somebody is away from `start` to `end`, at every site."""

    id: str
    start: datetime
    end: datetime


@dataclass(frozen=True)
class DaysOff:
    """Weekdays on which somebody holds nothing, from `holds_from` on; a day is one of the site's."""

    holds_from: datetime
    weekdays: frozenset[int]


@dataclass(frozen=True)
class Tier:
    """One tier of one site with everything that decides who holds it: what `oncall.py` is asked about.

    `members` is the order in which people are called where there is no rota. A handoff keeps its wall-clock time in
    `zone` (an IANA name).
    """

    zone: str
    members: tuple[str, ...] = ()
    rota: Rota = Rota()
    openings: tuple[Opening, ...] = ()
    absences: Mapping[str, tuple[Absence, ...]] = field(default_factory=dict)
    days_off: Mapping[str, tuple[DaysOff, ...]] = field(default_factory=dict)
