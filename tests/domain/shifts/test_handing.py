"""Handing over: the outgoing person is on call until it is accepted, and whoever accepted from then on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest

from domain.oncall import shifts
from domain.planning import HandOver
from domain.policy import Group
from domain.rota import Rota
from domain.shifts.agreed import with_overrides
from domain.shifts.handing import LONGEST, accepted, next_after, override_id_of, staying
from domain.site import Directory
from tests.domain.shifts.test_around import AT, DIRECTORY, HOUR, SITE


def handed(to: str, by: str = "dana") -> HandOver:
    """Somebody hands tier 1 over at nine in the evening."""
    return HandOver("h", "hotel", Group.TIER_1, by, to, "", AT, override_id_of("h"))


def stays(directory: Directory, asked: HandOver) -> Directory:
    """The directory while nobody has accepted."""
    override = staying(directory, directory.sites[0], asked, AT)
    assert override
    return with_overrides(directory, "hotel", Group.TIER_1, override)


def held(directory: Directory, start: datetime, hours: int) -> list[tuple[int, str | None]]:
    """Who holds tier 1, each with the hour after AT at which it begins."""
    found = shifts(directory.tier(directory.sites[0], Group.TIER_1), start, start + hours * HOUR)
    return [(int((one.start - AT) / HOUR), one.person_id) for one in found]


def test_past_the_handoff_until_it_is_accepted() -> None:
    """Dana's turn ends at ten; while nobody has accepted she stays on call, for twelve hours at most."""
    waiting = stays(DIRECTORY, handed("kim"))
    assert held(waiting, AT, 25) == [(0, "dana"), (13, "kim")]
    done = accepted(waiting, handed("kim"), AT + 3 * HOUR)
    assert held(done, AT, 26) == [(0, "dana"), (3, "kim"), (25, "omar")]


def test_accepted_before_the_handoff() -> None:
    """Kim holds at once, and goes on in her own turn."""
    done = accepted(stays(DIRECTORY, handed("kim")), handed("kim"), AT + HOUR / 2)
    assert held(done, AT + HOUR / 2, 26) == [(0, "kim"), (25, "omar")]


def test_accepted_late_by_another_than_the_next() -> None:
    """Omar accepts at midnight: he holds the rest of what would be Kim's turn, and his own after it."""
    done = accepted(stays(DIRECTORY, handed("omar")), handed("omar"), AT + 3 * HOUR)
    assert held(done, AT, 50) == [(0, "dana"), (3, "omar"), (49, "dana")]


def test_a_tier_without_turns() -> None:
    """No handoff is kept from happening; whoever accepts holds it for twelve hours."""
    site = replace(SITE, rotas={Group.TIER_1: Rota()})
    directory = replace(DIRECTORY, sites=(site,))
    assert staying(directory, site, handed("kim"), AT) is None
    done = accepted(directory, replace(handed("kim"), override_id=""), AT)
    assert held(done, AT, 24) == [(0, "kim"), (int(LONGEST / HOUR), "dana")]


@pytest.mark.parametrize(("person", "following"), [("dana", "kim"), ("kim", "dana")])
def test_the_next_holder_is_offered_first(person: str, following: str) -> None:
    """The first who is not the person."""
    assert next_after(DIRECTORY, SITE, Group.TIER_1, person, AT) == following
