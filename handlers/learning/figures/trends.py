"""The monthly trends for those who manage a site: on the month's first working day, to each of them (domain.md d.6)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.learning.figures import Figures, Span, trends_span
from domain.note import words_of
from domain.page import Message
from domain.site import Site
from handlers.learning.figures.gathering import Month, month_figures
from handlers.learning.figures.sections import heading, sections
from handlers.learning.figures.showing import picture_detail
from handlers.outbox import opaque
from handlers.ports import Charts, Pictures, Ports, UnitOfWork
from handlers.shifts.outgoing import managers_of, to_person
from handlers.shifts.rota import step

ABOUT = "learn.trends"
LATE = timedelta(days=3)
MOST_BARS = 8
_AT_ONCE = 2


@dataclass
class Trends:
    """The trends that one process looks after; `told` are (site, month) that need no further look."""

    ports: Ports
    pictures: Pictures
    charts: Charts
    told: set[tuple[str, str]] = field(default_factory=set)

    def due(self, at: datetime) -> None:
        """Send what is due and not sent yet: a few sites at most, so that a round stays short."""
        for site, month in list(self._due(at))[:_AT_ONCE]:
            self._send(site, month, at)
            self.told.add((site.id, month_id(month)))

    def _due(self, at: datetime) -> Iterator[tuple[Site, Span]]:
        for site in self.ports.memory.directory.sites:
            month = trends_span(at, site.learning.digest_at, site.zone, _closed_days(site, at), LATE)
            if month and (site.id, month_id(month)) not in self.told:
                yield site, month

    def _send(self, site: Site, span: Span, at: datetime) -> None:
        people = managers_of(self.ports.memory.directory, site)
        keys = {person: key_of(site, span, person) for person in people}
        with self.ports.store.read() as uow:
            known = {one.id for one in uow.messages.these([opaque(key) for key in keys.values()])}
            missing = [person for person, key in keys.items() if opaque(key) not in known]
            month = month_figures(uow, site, span, at) if missing else None
        if month is None or (month.figures.empty and month.before.empty):
            return
        detail = {**self._detail(site, month), "about": ABOUT}
        directory = self.ports.memory.directory
        messages = [one for person in missing for one in to_person(directory, person, keys[person], at, detail)]
        step(self.ports, lambda uow: _add(uow, messages))

    def _detail(self, site: Site, month: Month) -> dict[str, str]:
        said = {
            "site": site.id,
            "month": month_id(month.span),
            "title": heading(site, month),
            "sections": json.dumps(sections(site, month)),
        }
        return said | charts_detail(self.pictures, self.charts, site, month)


def _add(uow: UnitOfWork, messages: list[Message]) -> None:
    uow.messages.add(messages)


def charts_detail(pictures: Pictures, charts: Charts, site: Site, month: Month) -> dict[str, str]:
    """The pictures of a month, uploaded; those that would show nothing are not drawn."""
    found: dict[str, str] = {}
    figures = month.figures
    if figures.acknowledged or figures.with_staff:
        found |= picture_detail(
            pictures, "times", charts.times(_titled("Until help came", site), figures.acknowledged, figures.with_staff)
        )
    if figures.triggers:
        found |= picture_detail(
            pictures, "why", charts.bars(_titled("Why people were upset", site), trigger_bars(site, figures))
        )
    if figures.hours:
        found |= picture_detail(pictures, "hours", charts.hours(_titled("Time of day", site), figures.hours))
    return found


def _titled(what: str, site: Site) -> str:
    return f"{what}, {site.name}"


def trigger_bars(site: Site, figures: Figures) -> list[tuple[str, int]]:
    """The triggers as words with counts, most first."""
    return [(words_of("trigger", one.id, site.note_lists), one.cases) for one in figures.triggers[:MOST_BARS]]


def month_id(span: Span) -> str:
    """ "2026-02"."""
    return f"{span.first:%Y-%m}"


def key_of(site: Site, span: Span, person_id: str) -> str:
    """One message to each person about each month of a site."""
    return f"trends:{site.id}:{month_id(span)}:{person_id}"


def _closed_days(site: Site, at: datetime) -> frozenset[date]:
    held = [one for one in site.openings if one.holds_from <= at]
    return held[-1].closed if held else frozenset()
