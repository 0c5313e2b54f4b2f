"""The pages that operators and their monitors look at: /healthz, /readyz, /metrics."""

from __future__ import annotations

import json
from datetime import timedelta

from bot import health
from bot.app import StepIn
from bot.front_door import Page
from bot.metrics import CONTENT_TYPE
from handlers.audit import LATE, audit

# A message may wait for a lease, a look-up or Slack's Retry-After before it is late (handlers/audit.py).
_MESSAGES_LATER = LATE * 5


def operator_pages(app: StepIn) -> dict[str, Page]:
    """Each page as a function that gives status, content type and body."""
    probes = health.Probes(
        heartbeat=app.heartbeat.state,
        overdue=lambda seconds: _overdue(app, seconds),
        database=lambda: _version(app),
        directory=lambda: app.memory.directory,
        skew=lambda: app.messenger.skew,
    )
    return {
        "/healthz": lambda: _json(health.healthz(probes)),
        "/readyz": lambda: _json(health.readyz(probes)),
        "/metrics": lambda: _metrics(app),
    }


def _json(answer: health.Answer) -> tuple[int, str, bytes]:
    status, found = answer
    return status, "application/json", json.dumps(found).encode()


def _overdue(app: StepIn, seconds: float) -> int:
    before = app.clock.now() - timedelta(seconds=seconds)
    with app.store.read() as uow:
        return uow.escalations.overdue(before) + uow.messages.overdue(before - _MESSAGES_LATER)


def _version(app: StepIn) -> int:
    with app.store.read() as uow:
        return uow.people.version()


def _metrics(app: StepIn) -> tuple[int, str, bytes]:
    found = audit(app.ports, app.clock.now())
    app.metrics.skewed(app.messenger.skew or 0.0)
    overdue = found.overdue + found.messages_overdue
    app.metrics.stands(open_escalations=found.open, overdue=overdue, tick_age=app.heartbeat.last_tick_age())
    return 200, CONTENT_TYPE, app.metrics.text()
