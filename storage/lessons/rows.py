"""Lessons to rows and back."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from sqlalchemy import Row

from domain.learning.lesson import Lesson, LessonState
from domain.severity import Severity
from storage.values import to_json

# Columns that are named as their field and need no translation, both ways.
_PLAIN = (
    "escalation_id", "reference", "site_id", "place_id", "ended_at", "by_phone", "rule", "ended", "minutes", "text",
    "cleared_by", "cleared_at", "held", "index_words", "language",
)  # fmt: skip
_LISTS = ("triggers", "tried", "helped")
_AS_THEY_ARE = (*_PLAIN, "yes", "no")


def columns_of(lesson: Lesson) -> dict[str, Any]:
    """The columns that a lesson writes; votes are not among them."""
    return {
        **{name: getattr(lesson, name) for name in _PLAIN},
        **{name: to_json(getattr(lesson, name)) for name in _LISTS},
        "severity": int(lesson.severity),
        "state": lesson.state.value,
        "shown_from": lesson.shown_from,
        "main_trigger": next(iter(lesson.triggers), ""),
    }


def lesson_of(row: Row[Any]) -> Lesson:
    """The lesson of a row; a page waits for a hundred of them, so each is read in one go."""
    kept = dict(zip(row._fields, row, strict=True))
    columns: dict[str, Any] = {name: kept[name] for name in _AS_THEY_ARE}
    lists: dict[str, Any] = {name: _listed(kept[name]) for name in _LISTS}
    return Lesson(**columns, **lists, severity=Severity(kept["severity"]), state=LessonState(kept["state"]))


@lru_cache(maxsize=4096)
def _listed(text: str) -> tuple[str, ...]:
    """A list of picks: there are few different ones."""
    return tuple(json.loads(text))
