"""The lesson: what of a note is cleared for sharing; it alone is searched, shown and sent (domain.md d.4, e.6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.severity import Severity

RIGHT_TO_CORRECT = timedelta(hours=48)
"""Nobody else sees a lesson before the raiser had this long to correct it (domain.md d.5, guards)."""


class LessonState(StrEnum):
    """How far a lesson is: proposed by taking out what is personal, cleared by a person, or kept back by one."""

    PROPOSED = "proposed"
    CLEARED = "cleared"
    KEPT_BACK = "kept_back"


@dataclass(frozen=True)
class Lesson:
    """What others may learn from one escalation. All picks are ids of pick-list entries; no person is in it.

    `severity` is the highest level reached; `minutes` from the raiser's tap to the end; `text` the words as cleared
    (or proposed); `held`: under police, HR or legal hold, so nobody finds it; `shown_from`: see RIGHT_TO_CORRECT.
    `index_words` and `language`: by what it is found beside its text; `domain/learning/indexed.py` makes both.
    """

    escalation_id: str
    reference: str
    site_id: str
    severity: Severity
    ended_at: datetime
    place_id: str | None = None
    by_phone: bool = False
    triggers: tuple[str, ...] = ()
    rule: str = ""
    ended: str = ""
    tried: tuple[str, ...] = ()
    helped: tuple[str, ...] = ()
    minutes: int = 0
    text: str = ""
    state: LessonState = LessonState.PROPOSED
    cleared_by: str | None = None
    cleared_at: datetime | None = None
    held: bool = False
    yes: int = 0
    no: int = 0
    index_words: str = ""
    language: str = ""

    @property
    def shown_from(self) -> datetime:
        """From when others may find it."""
        return self.ended_at + RIGHT_TO_CORRECT

    def shown(self, at: datetime) -> bool:
        """Whether others may find it at `at`."""
        return self.state == LessonState.CLEARED and not self.held and at >= self.shown_from


@dataclass(frozen=True)
class Vote:
    """*This helped* (`helped`) or *Didn't* of one person about a lesson that was shown with an escalation."""

    lesson_id: str
    person_id: str
    helped: bool


@dataclass(frozen=True)
class Search:
    """What somebody looks for among cleared lessons; an empty filter filters nothing. Spans are half-open.

    `since` and `until` are of the end of the escalation. `languages`: those that lessons are written in, so that an
    inflected word finds them ("" is English).
    """

    words: str
    trigger: str = ""
    severity: Severity | None = None
    site_id: str = ""
    since: datetime | None = None
    until: datetime | None = None
    languages: tuple[str, ...] = ("",)
    offset: int = 0
    limit: int = 5


@dataclass(frozen=True)
class Found:
    """One page of what a search found, best first. `instead`: the words that were searched where a typo was mended."""

    lessons: tuple[Lesson, ...]
    more: bool = False
    instead: str = ""
