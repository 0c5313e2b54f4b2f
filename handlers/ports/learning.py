"""What is kept of notes for later learning: lessons and their search, votes, proposals, quick fixes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from domain.escalation import Escalation
from domain.learning.case import Case as Case
from domain.learning.case import FinishedNote as FinishedNote
from domain.learning.lesson import Found, Lesson, Search, Vote
from domain.learning.proposal import Fix, Proposal


class Lessons(Protocol):
    """The repository `uow.lessons`: one lesson an escalation, and the index over those that are cleared."""

    def keep(self, lesson: Lesson) -> None:
        """Insert or replace; the index follows in the same transaction: only a cleared lesson that is not held is in
        it, and one that no longer is leaves it. Votes (`yes`, `no`) are not written here. It is found by its `text`
        and its `index_words`: whoever clears it keeps `indexed(lesson, site)` (domain/learning/indexed.py)."""

    def get(self, escalation_id: str) -> Lesson | None:
        """The lesson of this escalation."""

    def recent(self, site_id: str, at: datetime, limit: int = 200) -> list[Lesson]:
        """Lessons of this site that others may see at `at`, newest first; one walk along an index."""

    def waiting(self, person_id: str) -> list[Lesson]:
        """Lessons PROPOSED that this person wrote the note of, oldest first."""

    def search(self, wanted: Search, at: datetime) -> Found:
        """Full text, best first (performance.md, P20, P21): all words, else the rarest; a typo is mended; a reference
        that is named comes first. Without words: newest first. Only what others may see at `at`."""

    def vote(self, lesson_id: str, escalation_id: str, person_id: str, helped: bool) -> None:
        """*This helped* or *Didn't*, once per person, lesson and escalation; the last word counts."""

    def votes(self, escalation_id: str) -> list[Vote]:
        """What people have said about the lessons shown with this escalation."""

    def forget(self, escalation_id: str) -> None:
        """Its words leave the row and the index; the picks stay, so that counts still add up."""

    def sweep(self, begin: bool) -> bool:
        """One short step of taking what has left the index out of its file as well; True when there is nothing more to
        do. After a round of `forget`: begin, then on until True, each step in a unit of work of its own."""


class Learning(Protocol):
    """The repository `uow.learning`: finished notes to count, cases to reckon, proposals, quick fixes."""

    def finished(self, start: datetime, end: datetime, site_id: str = "") -> Iterator[FinishedNote]:
        """Finished notes of escalations that ended in [start, end), oldest first, of one site or of all; streamed."""

    def cases(self, start: datetime, end: datetime, site_id: str = "") -> Iterator[Case]:
        """Escalations raised in [start, end), oldest first, with timelines and notes; read in batches, so that memory
        does not grow with their number. Each batch has time of its own; between two the caller takes 3 s at most."""

    def how_many(self, start: datetime, end: datetime, site_id: str = "") -> int:
        """How many `cases` would give."""

    def owed(self, due_before: datetime) -> list[Escalation]:
        """Resolved escalations whose note was due before this and is not done, longest due first."""

    def add_proposal(self, proposal: Proposal) -> bool:
        """True the first time: an id that is taken changes nothing, so that no two replicas draft the same one."""

    def proposal(self, proposal_id: str) -> Proposal | None:
        """One proposal; in a writing unit of work its row stays locked until the end."""

    def save_proposal(self, proposal: Proposal) -> None:
        """After a move. Raises Conflict unless the stored version is one below its own."""

    def proposals(self, site_id: str = "", only_open: bool = True) -> list[Proposal]:
        """Proposals of one site (those for all sites too) or all, oldest first."""

    def proposals_to_check(self, at: datetime) -> list[Proposal]:
        """Those DONE whose 60 days have passed by `at`, so that the counts are compared, oldest first."""

    def proposals_from(self, escalation_id: str) -> list[Proposal]:
        """Proposals born from this escalation among others."""

    def add_fixes(self, fixes: Sequence[Fix]) -> None:
        """New quick fixes; one that is there already is left alone."""

    def fix(self, fix_id: str) -> Fix | None:
        """One quick fix."""

    def finish_fix(self, fix_id: str, by: str, at: datetime) -> bool:
        """True the first time."""

    def fixes_done(self, site_id: str, start: datetime, end: datetime) -> int:
        """How many of a site were done in [start, end)."""

    def open_fixes(self, site_id: str) -> list[Fix]:
        """Those of a site that are not done, soonest due first."""
