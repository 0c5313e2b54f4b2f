"""Many cases counted in one pass: memory holds counts, and one number for each measured time."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from domain.learning.figures.facts import CaseFacts
from domain.learning.figures.figures import Counted, Figures, Lists, Times
from domain.learning.figures.guard import FEWEST, LevelCounts, Share, guarded
from domain.learning.figures.times import MEDIAN, NINETIETH, nearest_rank
from domain.severity import Severity

K = TypeVar("K", str, int)
_LATE = (Severity.THREATENING, Severity.VIOLENT)


def _samples() -> defaultdict[Severity, array[int]]:
    return defaultdict(lambda: array("q"))


@dataclass
class Counting:
    """Counts cases; `figures` gives what may be given. `at`: a note that is due later is not counted as owed yet."""

    at: datetime
    _levels: Counter[Severity] = field(default_factory=Counter)
    _first: Counter[Severity] = field(default_factory=Counter)
    _said: Counter[str] = field(default_factory=Counter)
    _places: Counter[str] = field(default_factory=Counter)
    _bands: Counter[int] = field(default_factory=Counter)
    _answered_by: Counter[str] = field(default_factory=Counter)
    _picked: defaultdict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _acknowledged: defaultdict[Severity, array[int]] = field(default_factory=_samples)
    _with_staff: defaultdict[Severity, array[int]] = field(default_factory=_samples)

    def add(self, case: CaseFacts) -> None:
        """One more case. What was undone is counted as that, and in nothing else (domain.md c.7)."""
        if case.undone:
            self._said["undone"] += 1
            return
        self._said["cases"] += 1
        self._levels[case.highest] += 1
        self._first[case.first] += 1
        self._bands[case.band] += 1
        if case.place_id:
            self._places[case.place_id] += 1
        self._add_answer(case)
        self._add_ending(case)
        self._add_picks(case)

    def _add_answer(self, case: CaseFacts) -> None:
        """Times go by the level of the tap: its clock ran then."""
        if case.acknowledged_after is not None:
            self._acknowledged[case.first].append(case.acknowledged_after)
        if case.with_staff_after is not None:
            self._with_staff[case.first].append(case.with_staff_after)
        if case.answered_as:
            self._answered_by[case.answered_as] += 1
        self._said["answered"] += case.answered
        self._said["unanswered"] += case.unanswered
        self._said["stale"] += case.stale

    def _add_ending(self, case: CaseFacts) -> None:
        self._said["climbed"] += case.climbed
        self._said["safety"] += case.safety
        self._said["near_miss"] += case.withdrawn == "stood_down"
        due, done = case.note_due_at, case.note_done_at
        if due is not None and due <= self.at:
            self._said["notes_due"] += 1
            self._said["notes_on_time"] += done is not None and done <= due

    def _add_picks(self, case: CaseFacts) -> None:
        for name, picks in (("trigger", case.triggers), ("rule", case.rules), ("helped", case.helped)):
            # A note may hold an entry twice only by mistake; a case counts once.
            for one in set(picks):
                self._picked[name, ""][one] += 1
                self._picked[f"{name} in", str(case.band)][one] += 1
                if case.place_id:
                    self._picked[f"{name} at", case.place_id][one] += 1
        for trigger in set(case.triggers):
            self._picked["helped with", trigger].update(set(case.helped))

    def figures(self) -> Figures:
        """What may be given of all that was added."""
        said, levels = self._said, self._levels
        answered = sum(self._answered_by.values())
        cases = LevelCounts.of(levels)
        told = cases.total is not None
        return Figures(
            cases=cases,
            undone=guarded(said["undone"]),
            at=_enough(self._places),
            hours=_enough(self._bands),
            acknowledged=_times(self._acknowledged),
            with_staff=_times(self._with_staff),
            unanswered=Share.of(said["unanswered"], said["cases"], told),
            answered_by={tier: Share.of(count, answered, told) for tier, count in sorted(self._answered_by.items())},
            stale=Share.of(said["stale"], said["answered"], told),
            climbed=Share.of(said["climbed"], self._first[Severity.UPSET]),
            early=guarded(levels[Severity.UPSET]),
            # A level counts from three on: with the sum of both, one would give away the other.
            late=sum(guarded(levels[level]) or 0 for level in _LATE) or None,
            near_misses=Share.of(said["near_miss"], said["safety"], told),
            triggers=_most(self._picked["trigger", ""]),
            rules=_most(self._picked["rule", ""]),
            helped=_most(self._picked["helped", ""]),
            helped_with=self._lists("helped with"),
            triggers_at=self._lists("trigger at"),
            triggers_in=self._lists("trigger in"),
            rules_at=self._lists("rule at"),
            rules_in=self._lists("rule in"),
            notes_on_time=Share.of(said["notes_on_time"], said["notes_due"], told),
        )

    def _lists(self, kind: str) -> Lists:
        found = {key: _most(counts) for (name, key), counts in sorted(self._picked.items()) if name == kind}
        return {key: listed for key, listed in found.items() if listed}


def _times(samples: Mapping[Severity, array[int]]) -> dict[Severity, Times]:
    found: dict[Severity, Times] = {}
    for level, seconds in sorted(samples.items()):
        if len(seconds) >= FEWEST:
            ordered = sorted(seconds)
            found[level] = Times(nearest_rank(ordered, MEDIAN), nearest_rank(ordered, NINETIETH), len(ordered))
    return found


def _enough(counts: Mapping[K, int]) -> dict[K, int]:
    return {key: count for key, count in sorted(counts.items()) if count >= FEWEST}


def _most(counts: Mapping[str, int]) -> tuple[Counted, ...]:
    """Most cases first; of the same number by id, so that the same cases give the same list."""
    ordered: Iterable[tuple[str, int]] = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return tuple(Counted(id_, count) for id_, count in ordered if count >= FEWEST)
