"""Training that would have helped: counted by topic and site, never by person (domain.md d.6, "Training needs")."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from domain.learning.case import FinishedNote
from domain.learning.causes import counts

WITHIN = timedelta(days=60)
ENOUGH = 5


def needed(notes: Iterable[FinishedNote]) -> Mapping[str, int]:
    """The topics that five notes or more name, with how many, most first. `notes` are those of the last 60 days."""
    named = Counter(topic for one in notes if counts(one) for topic in set(one.note.value("training")))
    return {topic: count for topic, count in named.most_common() if count >= ENOUGH}


def window(at: datetime) -> int:
    """The number of the span of 60 days that `at` lies in: a suggestion has one key in each."""
    return int(at.timestamp() // WITHIN.total_seconds())
