"""What an operator's monitor is told."""

from __future__ import annotations

from dataclasses import replace
from typing import NoReturn

import pytest

from bot.health import Probes, healthz, readyz
from domain.site import Directory, Site

APPLIED = Directory(1, sites=(Site("s", "Harbour Hotel", "Europe/Berlin", "1", "112"),))


def away(*_args: object) -> NoReturn:
    """A probe that gets no answer."""
    raise ConnectionError("canary")


WELL = Probes(
    heartbeat=lambda: {"alive": True, "tick_age": 0.2},
    overdue=lambda _seconds: 0,
    database=lambda: None,
    directory=lambda: APPLIED,
)


def test_all_is_well() -> None:
    """200, and the figures behind it."""
    status, told = healthz(WELL)
    assert (status, told["ok"], told["problems"]) == (200, True, [])
    assert told["heartbeat"]["tick_age"] == 0.2
    assert readyz(WELL) == (200, {"ok": True, "problems": []})


def test_a_silent_heartbeat_fails_health() -> None:
    """F39, F40, F50: a process whose ticks or audit have stopped says so."""
    status, told = healthz(replace(WELL, heartbeat=lambda: {"alive": False}))
    assert status == 503
    assert "heartbeat" in told["problems"][0]


def test_overdue_by_five_seconds_fails_health() -> None:
    """The bound that is asked for is B2's worst case, 5 s."""
    asked: list[float] = []

    def overdue(seconds: float) -> int:
        asked.append(seconds)
        return 2

    status, told = healthz(replace(WELL, overdue=overdue))
    assert (status, told["overdue"], asked) == (503, 2, [5.0])


def test_a_silent_database_fails_both() -> None:
    """F09: nothing can be recorded; neither answer holds what the database said."""
    silent = replace(WELL, overdue=away, database=away, directory=away)
    for status, told in (healthz(silent), readyz(silent)):
        assert status == 503
        assert "DATABASE_URL" in told["problems"][0]
        assert "canary" not in str(told)


def test_nobody_to_call_is_not_ready() -> None:
    """An empty directory means that a raise would call nobody."""
    status, told = readyz(replace(WELL, directory=lambda: Directory(0)))
    assert status == 503
    assert "stepin apply" in told["problems"][0]


@pytest.mark.parametrize(("skew", "status"), [(None, 200), (59.0, 200), (-61.0, 503), (200.0, 503)])
def test_a_wrong_clock_is_an_alarm_before_it_blocks(skew: float | None, status: int) -> None:
    """F14: at 5 min off no request of Slack's would be let in; health fails at one minute."""
    assert healthz(replace(WELL, skew=lambda: skew))[0] == status
