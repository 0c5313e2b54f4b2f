"""The judged set: lessons and questions with their right answers, and how good an order of answers is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from domain.learning.indexed import indexed
from domain.learning.lesson import Lesson, LessonState
from domain.note import ListEntry, id_of
from domain.severity import Severity
from domain.site import Place, Site

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
AT_BEST = 3


@dataclass(frozen=True)
class Judged:
    """One question and the ids of the lessons that answer it."""

    words: str
    right: tuple[str, ...]

    def recall(self, found: Sequence[str]) -> float:
        """The share of the right answers among the first three, of as many as three could hold."""
        return len(set(found[:AT_BEST]) & set(self.right)) / min(AT_BEST, len(self.right))

    def reciprocal_rank(self, found: Sequence[str]) -> float:
        """One by the place of the first right answer; 0 where there is none."""
        return next((1 / place for place, one in enumerate(found, 1) if one in self.right), 0.0)


@dataclass(frozen=True)
class JudgedSet:
    """Everything of the file."""

    lessons: tuple[Lesson, ...]
    questions: tuple[Judged, ...]


def judged_set() -> JudgedSet:
    """As the file beside this one has it."""
    kept = yaml.safe_load((Path(__file__).parent / "judged_lessons.yaml").read_text(encoding="utf-8"))
    site = _site(kept["lessons"])
    lessons = tuple(indexed(_lesson(one, site), site) for one in kept["lessons"])
    return JudgedSet(lessons, tuple(Judged(one["words"], tuple(one["right"])) for one in kept["queries"]))


def _site(lessons: list[dict[str, Any]]) -> Site:
    places = sorted({one["place"] for one in lessons})
    rules = sorted({one["rule"] for one in lessons if "rule" in one})
    return Site(
        "hotel", "Harbour Hotel", "Europe/Berlin", "1", "112",
        places=tuple(Place(id_of(name), name) for name in places),
        note_lists={"rule": tuple(ListEntry(id_of(words), words) for words in rules)},
    )  # fmt: skip


def _lesson(kept: dict[str, Any], site: Site) -> Lesson:
    return Lesson(
        escalation_id=kept["id"],
        reference=kept["id"].upper(),
        site_id=site.id,
        severity=Severity[kept.get("severity", "UPSET")],
        ended_at=NOW - timedelta(days=kept["days"]),
        place_id=id_of(kept["place"]),
        by_phone=bool(kept.get("phone")),
        triggers=tuple(map(id_of, kept["trigger"])),
        rule=id_of(kept.get("rule", "")),
        ended=id_of(kept["ended"]),
        tried=tuple(map(id_of, kept["tried"])),
        helped=tuple(map(id_of, kept["helped"])),
        text=kept["text"],
        state=LessonState.CLEARED,
    )
