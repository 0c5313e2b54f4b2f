"""What /healthz and /readyz answer, as plain functions fed by probes; the front door mounts them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from domain.site import Directory

_T = TypeVar("_T")
Answer = tuple[int, dict[str, Any]]

# A signature that looks more than 5 min old is refused, so a wrong clock blocks all intake (reliability.md F14).
_SKEW_WARNS = 60.0
_OVERDUE_BY = 5.0


@dataclass(frozen=True)
class Probes:
    """Where health looks; each may raise, which counts as no.

    `heartbeat` gives Heartbeat.state(); `overdue(seconds)` how many escalations and messages have been due for longer;
    `database` whether it answers; `directory` what was applied; `skew` seconds that our clock is ahead, if known.
    """

    heartbeat: Callable[[], Mapping[str, Any]]
    overdue: Callable[[float], int]
    database: Callable[[], object]
    directory: Callable[[], Directory]
    skew: Callable[[], float | None] = lambda: None


def healthz(probes: Probes) -> Answer:
    """200 while the process does its work, else 503: alive, ticking, and nothing overdue by more than 5 s."""
    heartbeat = dict(probes.heartbeat())
    overdue = _try(lambda: probes.overdue(_OVERDUE_BY))
    skew = _try(probes.skew)
    problems = []
    if not heartbeat.get("alive"):
        problems.append("The heartbeat is not well: ticks or the audit have stopped. Restart this process.")
    if isinstance(overdue, _Failed):
        problems.append(_DATABASE_SILENT)
    elif overdue:
        problems.append(f"{overdue} escalations or messages are overdue by more than {_OVERDUE_BY:.0f} s.")
    if isinstance(skew, float) and abs(skew) > _SKEW_WARNS:
        problems.append(f"This machine's clock is {abs(skew):.0f} s off. Set it right: at 300 s Slack cannot reach us.")
    return _answer(problems, heartbeat=heartbeat, overdue=None if isinstance(overdue, _Failed) else overdue)


def readyz(probes: Probes) -> Answer:
    """200 when a call for help can be taken: the database answers, and somebody is there to be called."""
    problems = []
    if isinstance(_try(probes.database), _Failed):
        problems.append(_DATABASE_SILENT)
    directory = _try(probes.directory)
    if not isinstance(directory, _Failed) and not directory.sites:
        problems.append("There are no sites and people yet. Run: stepin apply site.yaml")
    return _answer(problems)


_DATABASE_SILENT = "The database does not answer. Check DATABASE_URL and that its server is up."


class _Failed:
    """A probe that raised."""


def _try(probe: Callable[[], _T]) -> _T | _Failed:
    try:
        return probe()
    except Exception:  # noqa: BLE001 - the question is whether it works, and it does not
        return _Failed()


def _answer(problems: list[str], **more: Any) -> Answer:
    return (503 if problems else 200), {"ok": not problems, "problems": problems, **more}
