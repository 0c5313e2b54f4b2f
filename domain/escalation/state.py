"""One escalation as it stands: a value that only `fold` makes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.policy import Column, EscalationPolicy, Group
from domain.severity import Flag, Severity, is_safety_case


class State(StrEnum):
    """Where an escalation stands (reliability.md, "Edges")."""

    PAGING = "paging"
    UNANSWERED = "unanswered"
    ACKNOWLEDGED = "acknowledged"
    ON_THE_WAY = "on_the_way"
    WITH_THEM = "with_them"
    RESOLVED = "resolved"
    WITHDRAWN = "withdrawn"


ENDED = frozenset({State.RESOLVED, State.WITHDRAWN})


class SafeAnswer(StrEnum):
    """The raiser's last word on whether they are safe."""

    NONE = "none"
    SAFE = "safe"
    NOT_SAFE = "not_safe"


class NoteState(StrEnum):
    """How far the resolution note is."""

    NONE = "none"
    DUE = "due"
    DONE = "done"


@dataclass(frozen=True)
class Clock:
    """A column of the policy runs from `started_at`; several run at once after a raise (screens.md rule 14)."""

    severity: Severity
    lone: bool
    started_at: datetime


@dataclass(frozen=True)
class Answer:
    """One person's answer: has it, on the way, or with them. `far`: too far away to be the only hope."""

    person_id: str
    stage: State
    at: datetime
    epoch: int
    eta_at: datetime | None = None
    far: bool = False


def _nearness(answer: Answer) -> tuple[int, bool, float]:
    order = (State.ACKNOWLEDGED, State.ON_THE_WAY, State.WITH_THEM)
    eta = answer.eta_at.timestamp() if answer.eta_at else 0.0
    return order.index(answer.stage), answer.eta_at is not None, -eta


@dataclass(frozen=True)
class Called:
    """How often one person has been paged for this escalation, when first and last, and in which epoch last."""

    person_id: str
    times: int
    first_at: datetime
    last_at: datetime
    epoch: int = 0


@dataclass(frozen=True)
class Escalation:
    """What a staff member raised, as of its last timeline entry. `version` counts the entries.

    `held`: why nothing of it may be removed or shown to others ("police", "hr", "legal"), "" where it may.
    `texts_gone_at`: since then it names nobody and has no words (domain.md e.6).
    """

    id: str
    reference: str
    site_id: str
    raiser_id: str
    raised_at: datetime
    policy: EscalationPolicy
    severity: Severity
    highest: Severity
    clocks: tuple[Clock, ...]
    place_id: str | None = None
    place_confirmed: bool = False
    silent: bool = False
    lone: bool = False
    about_colleague: bool = False
    excluded: frozenset[str] = frozenset()
    flags: frozenset[Flag] = frozenset()
    words: tuple[str, ...] = ()
    state: State = State.PAGING
    epoch: int = 1
    epoch_open: bool = True
    extra_answers: int = 0
    round: int = 0
    next_round_at: datetime | None = None
    groups: frozenset[Group] = frozenset()
    called: tuple[Called, ...] = ()
    passed: frozenset[str] = frozenset()
    undeliverable: frozenset[str] = frozenset()
    answers: tuple[Answer, ...] = ()
    owner_id: str | None = None
    hand_on_to: str | None = None
    told_at: datetime | None = None
    unanswered_at: datetime | None = None
    next_check_at: datetime | None = None
    check_asked_at: datetime | None = None
    check_missed_at: datetime | None = None
    checks_missed: int = 0
    last_safe: SafeAnswer = SafeAnswer.NONE
    last_safe_at: datetime | None = None
    seen_safe_by: str | None = None
    only_words: bool = False
    called_again_at: datetime | None = None
    ok_answer: bool | None = None
    ok_asked_again: bool = False
    mistake_said: bool = False
    police_called: bool | None = None
    police_at: datetime | None = None
    swap_asked: bool = False
    warnings: int = 0
    contact_ended: bool = False
    linked: tuple[str, ...] = ()
    same_event: str | None = None
    resolve_asked_by: str | None = None
    ended_at: datetime | None = None
    ended_by: str | None = None
    ended_how: str = ""
    note: NoteState = NoteState.NONE
    note_due_at: datetime | None = None
    held: str = ""
    texts_gone_at: datetime | None = None
    version: int = 0

    @property
    def open(self) -> bool:
        """Whether it still needs somebody."""
        return self.state not in ENDED

    @property
    def safety_case(self) -> bool:
        """Whether it is, or ever was, a safety case."""
        return is_safety_case(self.highest, self.flags)

    @property
    def someone_may_get_hurt(self) -> bool:
        """A safety case, or a lone worker's, which is paged like one (domain.md b.5)."""
        return self.safety_case or (self.lone and self.severity >= Severity.ABUSIVE)

    @property
    def column(self) -> Column:
        """The policy column of the severity as it is now."""
        return self.policy.column(self.severity, self.lone)

    def columns(self) -> tuple[tuple[Column, datetime], ...]:
        """Each running column with the start of its clock."""
        return tuple((self.policy.column(c.severity, c.lone), c.started_at) for c in self.clocks)

    def answer_of(self, person_id: str | None) -> Answer | None:
        """This person's standing answer."""
        return next((answer for answer in self.answers if answer.person_id == person_id), None)

    @property
    def nearest(self) -> Answer | None:
        """The answer that is furthest along, and of those the one there first: whom the line of truth names."""
        return max(self.answers, key=_nearness, default=None)

    def times_called(self, person_id: str) -> int:
        """How many pages this person has had."""
        return next((called.times for called in self.called if called.person_id == person_id), 0)

    def was_paged(self, person_id: str) -> bool:
        """Whether this person has ever been paged for this escalation."""
        return self.times_called(person_id) > 0

    def answered(self) -> int:
        """How many answers count in this epoch: not a far one; in VIOLENT somebody with them from before counts."""
        two_needed = self.column.answers_needed > 1
        return sum(
            1
            for answer in self.answers
            if not answer.far and (answer.epoch == self.epoch or (two_needed and answer.stage == State.WITH_THEM))
        )

    def answers_needed(self) -> int:
        """How many answers close this epoch."""
        return self.column.answers_needed + self.extra_answers

    def needs_second_person(self) -> bool:
        """Whether closing it waits for somebody who saw or spoke to the raiser (domain.md c.1, screens.md rule 13)."""
        if not self.someone_may_get_hurt or self.seen_safe_by:
            return False
        return self.last_safe != SafeAnswer.SAFE or self.highest == Severity.VIOLENT

    def undo_until(self) -> datetime | None:
        """Until when *Undo* is offered; None where it never is (domain.md c.7)."""
        if self.safety_case or self.severity > Severity.ABUSIVE:
            return None
        return self.raised_at + self.policy.undo_within

    def elapsed(self, at: datetime) -> timedelta:
        """Time since the raiser's tap."""
        return at - self.raised_at
