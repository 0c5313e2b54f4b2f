"""The small-group guard: nothing is given where fewer than three cases stand behind it (domain.md e.6 rule 2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.severity import Severity

FEWEST = 3
FEWER = "fewer than 3"


def guarded(count: int) -> int | None:
    """The count, or None where it stands for fewer than three cases, none included: no case stands out by its lack."""
    return count if count >= FEWEST else None


@dataclass(frozen=True)
class Share:
    """`count` of `base` cases. `base` None: fewer than three cases in all, so nothing is given.

    `count` None: one or two of them; nought is given, since no case stands behind it. `told`: the base may be given;
    where it is the number of all cases and that is left out, or where the count is, one would give away the other.
    """

    count: int | None = None
    base: int | None = None
    told: bool = True

    @classmethod
    def of(cls, count: int, base: int, told: bool = True) -> Share:
        """The share under the guard."""
        if guarded(base) is None:
            return cls()
        given = count if count == 0 else guarded(count)
        return cls(given, base, told and given is not None)

    @property
    def percent(self) -> int | None:
        """Rounded to whole percent, half up."""
        if self.count is None or not self.base:
            return None
        return (200 * self.count + self.base) // (2 * self.base)


@dataclass(frozen=True)
class LevelCounts:
    """Cases by level: `given` has only levels of three cases or more. `few`: fewer than three cases in all.

    `others` is the sum of the levels that are left out, None where it would tell of one of them whether it had a case;
    `total` is then not given either.
    """

    given: Mapping[Severity, int] = field(default_factory=dict)
    others: int | None = None
    few: bool = True

    @classmethod
    def of(cls, counts: Mapping[Severity, int]) -> LevelCounts:
        """The counts under the guard."""
        given = {level: counts.get(level, 0) for level in Severity if counts.get(level, 0) >= FEWEST}
        whole = sum(counts.values())
        others, left_out = whole - sum(given.values()), len(Severity) - len(given)
        # Each level that is left out may have none, one or two: the sum must leave all three possible for each.
        open_for_each = FEWEST <= others <= (FEWEST - 1) * (left_out - 1)
        return cls(given, others if open_for_each or not left_out else None, whole < FEWEST)

    @property
    def total(self) -> int | None:
        """All cases; None where fewer than three, or where it would give away what is left out."""
        return None if self.others is None else guarded(sum(self.given.values()) + self.others)
