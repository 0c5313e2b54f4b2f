"""Whole lives of an escalation: whatever people do and however late the clock comes, no promise is broken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from domain.escalation import Decision, Escalation, apply, decide, due_at, fold, raise_escalation
from domain.escalation import inputs as i
from domain.severity import Severity
from domain.timeline import Entry
from tests.domain import lives
from tests.domain.laws import LAWS, Step


class WholeLife(RuleBasedStateMachine):
    """One escalation: people act on it, time passes, shifts change, and every step is held against the laws."""

    @initialize(
        cast=lives.casts,
        severity=lives.severities,
        lone=lives.seldom,
        about_colleague=lives.seldom,
        flags=lives.flags,
    )
    def somebody_calls_for_help(self, cast: lives.Cast, severity: Severity, **more: Any) -> None:
        self.cast, self.roster, self.at = cast, cast.roster(), lives.START
        decision = raise_escalation(lives.tap(severity, **more), self.at, self.roster)
        self.entries: list[Entry] = []
        self.keys: set[tuple[int, int, str]] = set()
        self.mirror: Escalation | None = None
        self._keep(decision)

    def _keep(self, decision: Decision) -> None:
        for entry in decision.entries:
            self.mirror = fold([entry]) if self.mirror is None else apply(self.mirror, entry)
        assert self.mirror == decision.escalation, "folding the entries gives the escalation (invariant 12)"
        self.entries += decision.entries
        assert decision.escalation.version == len(self.entries)
        for order in decision.pages:
            key = (order.epoch, order.round, order.person_id)
            assert key not in self.keys, "one logical page (invariant 5)"
            self.keys.add(key)
        self.e = decision.escalation

    def _step(self, change: i.Change) -> None:
        decision = decide(self.e, change, self.at, self.roster)
        step = Step(self.e, change, self.at, self.roster, decision)
        assert all(entry.at == self.at for entry in decision.entries)
        for law in LAWS:
            law(step)
        self._keep(decision)

    @rule(change=lives.acts)
    def somebody_acts(self, change: i.Change) -> None:
        self._step(change)

    @rule(change=lives.acts, wait=lives.short_waits)
    def somebody_acts_a_little_later(self, change: i.Change, wait: timedelta) -> None:
        self.at += wait
        self._step(change)

    @rule(person=st.sampled_from(lives.POOL))
    def a_page_cannot_arrive(self, person: str) -> None:
        self._step(i.ReportUndeliverable(person, "account_inactive"))

    def _due(self) -> datetime | None:
        return due_at(self.e)

    @precondition(lambda self: due_at(self.e) is not None)
    @rule()
    def the_clock_comes_in_time(self) -> None:
        self.at = max(self.at, self._due() or self.at)
        self._step(i.Tick())

    @precondition(lambda self: due_at(self.e) is not None)
    @rule(times=st.integers(2, 8))
    def the_clock_comes_again_and_again(self, times: int) -> None:
        for _ in range(times):
            if self._due():
                self.the_clock_comes_in_time()

    @rule(wait=lives.long_waits)
    def the_clock_comes_late(self, wait: timedelta) -> None:
        self.at = max(self.at, self._due() or self.at) + wait
        self._step(i.Tick())

    @rule(handoff=lives.handoffs)
    def a_shift_changes(self, handoff: tuple[str, tuple[str, ...], frozenset[str]]) -> None:
        self.cast = self.cast.after(*handoff)
        self.roster = self.cast.roster()

    def teardown(self) -> None:
        if hasattr(self, "e"):
            assert fold(self.entries) == self.e, "nothing of it is anywhere but in its timeline (invariant 12)"


# The soak profile takes minutes.
TestWholeLife = pytest.mark.timeout(1800)(WholeLife.TestCase)
