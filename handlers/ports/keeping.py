"""What is kept only for a time: finding it, taking it out everywhere at once, and one person's own data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from domain.escalation import Escalation
from domain.learning.keeping import TakenOut
from domain.severity import Severity

Mark = tuple[datetime, str]
"""Where a walk along ended escalations stands: end and id of the last one."""


class Keeping(Protocol):
    """The repository `uow.keeping`."""

    def with_texts(
        self, site_id: str, levels: Sequence[Severity], before: datetime, after: Mark | None, limit: int
    ) -> list[Escalation]:
        """Ended escalations that still have names and words, of these highest levels, that ended before this, oldest
        end first, behind `after`; one walk along an index."""

    def take_out(self, gone: TakenOut) -> None:
        """The timeline's entries as they are now, and the same names and words out of what hangs on the escalation:
        note and earlier notes, own accounts, the lesson's people, votes, quick fixes that are done, drafts whose id
        ends in its own. Its messages and the text of its lesson have calls of their own.

        The escalation itself is saved by its own repository, in the same unit of work and before this.
        """

    def drop_messages(self, escalation_id: str, reference: str, ended_at: datetime, stub_after: timedelta) -> list[str]:
        """All messages of an escalation go. Gives the ids of those that stay for a while, without anything but the
        reference in them: what chat has shown in full since its stub was due, and pages, which had a menu."""

    def without_stub(self, site_id: str, start: datetime, at: datetime, stub_after: timedelta) -> list[str]:
        """Ids of posted messages of escalations that ended since `start`, last drawn before their stub was due, which
        it is by `at`, and not waiting to be drawn (domain/learning/keeping/until.py, stub_from)."""

    def draw_later(self, message_ids: Sequence[str], first: datetime, every: float) -> None:
        """These messages are drawn anew one after the other, `every` seconds apart, behind everything else."""

    def tidy(self, before: datetime, limit: int) -> int:
        """Remove what has no escalation, or whose escalation has no texts any more, and was only needed for a while:
        old messages, old intake keys, drafts that nobody came back to, words of quick fixes done since. At most
        `limit` of each; how many."""

    def other_sites(self, known: Sequence[str]) -> list[str]:
        """Sites that are not among these and have escalations with names and words: they left the site file."""

    def nights(self) -> Mapping[str, int]:
        """For each site the day (as an ordinal) of the last night whose run was finished."""

    def keep_night(self, site_id: str, day: int) -> None:
        """The run of this night is finished."""

    def ended(self, after: Mark | None, limit: int) -> list[Escalation]:
        """All ended escalations that still have names, oldest end first, behind `after`."""

    def own_data(self, person_id: str, at: datetime) -> Mapping[str, int]:
        """How much there is of one person outside of escalations, by what it is; what is still to come is not in it,
        since others count on it."""

    def forget_person(self, person_id: str, at: datetime) -> Mapping[str, int]:
        """Remove that, or put nobody's id in place of theirs; how much it was."""

    def remove_person(self, person_id: str) -> bool:
        """Take somebody out of the directory whom no site file lists. False where one does, or nobody is there."""


__all__ = ["Keeping", "Mark"]
