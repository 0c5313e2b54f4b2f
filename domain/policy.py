"""Who joins when, how often they are paged and what counts as unanswered, per severity (domain.md b.4, b.5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum

from domain.severity import Severity


class Group(StrEnum):
    """A group of people that the policy can call: the tiers, and those who help beside them."""

    TIER_1 = "tier_1"
    TIER_2 = "tier_2"
    TIER_3 = "tier_3"
    SECURITY = "security"
    HELPERS = "helpers"
    SAFETY = "safety"
    BACKUP = "backup"


TIERS = (Group.TIER_1, Group.TIER_2, Group.TIER_3)


class MissedCheck(StrEnum):
    """What a safe check without an answer does (domain.md b.4, row "Missed safe check")."""

    ASK_AGAIN = "ask_again"
    NEXT_TIER = "next_tier"
    NEXT_TIER_THEN_VIOLENT = "next_tier_then_violent"
    TELL_RESPONDERS = "tell_responders"


@dataclass(frozen=True)
class Join:
    """`group` is called from `after` the start of the clock."""

    group: Group
    after: timedelta


@dataclass(frozen=True)
class Column:
    """One column of the table in domain.md b.4; every duration counts from the start of its clock."""

    joins: tuple[Join, ...]
    repage_every: timedelta
    raiser_told_after: timedelta
    raiser_told_every: timedelta | None
    unanswered_after: timedelta
    stale_after: timedelta
    check_after: timedelta | None
    check_every: timedelta | None
    check_answer_within: timedelta
    missed_check: MissedCheck
    answers_needed: int
    note_due_after: timedelta

    def joined_by(self, elapsed: timedelta) -> frozenset[Group]:
        """The groups called once `elapsed` has passed."""
        return frozenset(join.group for join in self.joins if join.after <= elapsed)


@dataclass(frozen=True)
class EscalationPolicy:
    """The shipped "standard" profile unless a site changes it; frozen into each escalation (principle 7)."""

    upset: Column
    abusive: Column
    threatening: Column
    violent: Column
    loop_at_interval_for: timedelta = timedelta(minutes=15)
    loop_every: timedelta = timedelta(minutes=5)
    far_eta: timedelta = timedelta(minutes=10)
    eta_grace: timedelta = timedelta(minutes=1)
    undo_within: timedelta = timedelta(seconds=10)
    link_within: timedelta = timedelta(minutes=10)
    reopen_within: timedelta = timedelta(days=30)
    lone_check_every: timedelta = timedelta(minutes=2)

    def column(self, severity: Severity, lone: bool = False) -> Column:
        """The column in force; a lone worker's ABUSIVE has the whole THREATENING one (domain.md b.5)."""
        if not lone:
            return self._column(severity)
        column = self._column(Severity.THREATENING if severity == Severity.ABUSIVE else severity)
        return self._for_lone_worker(column)

    def _column(self, severity: Severity) -> Column:
        return (self.upset, self.abusive, self.threatening, self.violent)[severity - 1]

    def _for_lone_worker(self, column: Column) -> Column:
        every = self.lone_check_every
        helped = any(join.group == Group.HELPERS for join in column.joins)
        helpers = () if helped or column is self.upset else (Join(Group.HELPERS, timedelta()),)
        return replace(
            column,
            joins=column.joins + helpers,
            check_after=min(every, column.check_after or every),
            check_every=min(every, column.check_every or every),
        )


def _joins(**after_seconds: int) -> tuple[Join, ...]:
    return tuple(Join(Group(name), timedelta(seconds=seconds)) for name, seconds in after_seconds.items())


def _s(seconds: int) -> timedelta:
    return timedelta(seconds=seconds)


def _m(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


STANDARD = EscalationPolicy(
    upset=Column(
        joins=_joins(tier_1=0, tier_2=360, tier_3=900),
        repage_every=_m(2),
        raiser_told_after=_m(4),
        raiser_told_every=None,
        unanswered_after=_m(20),
        stale_after=_m(10),
        check_after=None,
        check_every=None,
        check_answer_within=_m(2),
        missed_check=MissedCheck.ASK_AGAIN,
        answers_needed=1,
        note_due_after=timedelta(hours=8),
    ),
    abusive=Column(
        joins=_joins(tier_1=0, tier_2=180, tier_3=420, backup=600),
        repage_every=_s(60),
        raiser_told_after=_m(2),
        raiser_told_every=None,
        unanswered_after=_m(10),
        stale_after=_m(5),
        check_after=_m(5),
        check_every=_m(5),
        check_answer_within=_s(60),
        missed_check=MissedCheck.NEXT_TIER,
        answers_needed=1,
        note_due_after=timedelta(hours=24),
    ),
    threatening=Column(
        joins=_joins(tier_1=0, tier_2=0, security=0, tier_3=90, backup=180),
        repage_every=_s(30),
        raiser_told_after=_s(60),
        raiser_told_every=None,
        unanswered_after=_m(3),
        stale_after=_m(3),
        check_after=_m(2),
        check_every=_m(2),
        check_answer_within=_s(30),
        missed_check=MissedCheck.NEXT_TIER_THEN_VIOLENT,
        answers_needed=1,
        note_due_after=timedelta(hours=24),
    ),
    violent=Column(
        joins=_joins(tier_1=0, tier_2=0, tier_3=0, security=0, helpers=0, backup=60),
        repage_every=_s(20),
        raiser_told_after=_s(20),
        raiser_told_every=_s(30),
        unanswered_after=_m(2),
        stale_after=_m(2),
        check_after=_s(60),
        check_every=_s(60),
        check_answer_within=_s(20),
        missed_check=MissedCheck.TELL_RESPONDERS,
        answers_needed=2,
        note_due_after=timedelta(hours=24),
    ),
)
