"""The columns of each export, in their order: docs/exports.md explains each, and a test holds the two together.

A column never changes its meaning: a new one is added at the end, anything else raises SCHEMA.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.note import FIELDS

SCHEMA = 1
"""The number in the first column of every row."""


class Kind(StrEnum):
    """What can be exported."""

    CASES = "cases"
    NOTES = "notes"
    FIGURES = "figures"


PICKED = tuple(field.id for field in FIELDS if field.picked)
"""The fields of the note that are picks; no other field of it is ever exported."""

COLUMNS: Mapping[Kind, tuple[str, ...]] = {
    Kind.CASES: (
        "schema", "reference", "site", "place", "raised_at", "ended_at", "ended_how", "first_level", "highest_level",
        "safety_case", "about_colleague", "flags", "answered_as", "acknowledged_after_s", "with_staff_after_s",
        "unanswered", "stale_answer", "police_called", "warnings", "contact_ended", "note", "held", "texts_gone_at",
    ),
    Kind.NOTES: ("schema", "reference", "site", "ended_at", "highest_level", *PICKED, "lesson"),
    Kind.FIGURES: (
        "schema", "site", "from", "to", "figure", "level", "place", "hours", "trigger", "item", "measure", "value",
        "base",
    ),
}  # fmt: skip
