"""A site file put in force while an escalation is worked on: what is open keeps the policy of its tap (principle 7)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from domain.escalation import Escalation
from domain.escalation import inputs as i
from domain.policy import STANDARD
from domain.severity import Severity
from domain.site import Site
from domain.timeline import BoundaryKept, Entry, PagesMade
from handlers.act import act
from tests.handlers.given import SITE, house, later
from tests.storage.replicas import Replicas, in_one_instant

EVERY = 7.0
PACED = replace(STANDARD, abusive=replace(STANDARD.abusive, repage_every=timedelta(seconds=41)))


def edits() -> Iterator[Site]:
    """One file after the other, none with the policy of the tap: faster, slower, or the policy deleted from it."""
    while True:
        for seconds in (1, 5, 300):
            hasty = replace(
                STANDARD.abusive,
                repage_every=timedelta(seconds=seconds),
                unanswered_after=timedelta(seconds=seconds * 3),
                raiser_told_after=timedelta(seconds=seconds * 2),
            )
            yield replace(SITE, policy=replace(STANDARD, abusive=hasty))
        yield SITE


def untouched(instants: list[datetime]) -> tuple[Escalation, list[Entry]]:
    """What becomes of the same escalation, with the same acts and looks, where nobody edits anything."""
    with house(replace(SITE, policy=PACED)) as quiet:
        e = quiet.call("mia", Severity.ABUSIVE).e
        for at in instants:
            act(quiet.ports, e.id, i.Tick(), at)
            act(quiet.ports, e.id, i.KeepBoundary("mia"), at)
        with quiet.ports.store.read() as unit:
            entries = unit.escalations.timeline(e.id)
        return quiet.e(e.id), entries


def by_instant(entries: Iterable[Entry]) -> list[Entry]:
    """Without the order of what happened in one instant, which the race decides."""
    return sorted(entries, key=lambda entry: (entry.at, isinstance(entry, BoundaryKept)))


@pytest.mark.parametrize("rounds", [60, pytest.param(500, marks=pytest.mark.soak)])
def test_files_put_in_force_all_the_while_change_nothing_of_what_is_open(replicas: Replicas, rounds: int) -> None:
    """F48: an edit, a look by the clock and an act at each instant: nothing fails or is lost, the policy is frozen."""
    replicas.apply(replace(SITE, policy=PACED))
    replicas.one.memory.refresh(replicas.one.ports.store)
    raised = replicas.one.call("mia", Severity.ABUSIVE).e
    instants = [later(EVERY * number) for number in range(1, rounds + 1)]

    def look(at: datetime) -> None:
        replicas.one.memory.refresh(replicas.one.ports.store)
        act(replicas.one.ports, raised.id, i.Tick(), at)

    for at, site in zip(instants, edits(), strict=False):
        in_one_instant(
            lambda site=site: replicas.apply(site),
            lambda at=at: look(at),
            lambda at=at: act(replicas.other.ports, raised.id, i.KeepBoundary("mia"), at),
        )
    expected, entries = untouched(instants)
    assert replicas.one.e(raised.id) == expected
    assert (expected.policy, expected.warnings) == (PACED, rounds)
    assert by_instant(replicas.timeline(raised.id)) == by_instant(entries)
    assert sum(isinstance(entry, PagesMade) for entry in entries) > rounds * EVERY / 120
