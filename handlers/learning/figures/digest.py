"""The weekly digest of each site, in its channel, at the site's hour (domain.md d.6, "Awareness").

Looked at in each round by every replica: the key of a digest is its site and week, so that it is posted once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.learning.figures import Span, WeekCounts, digest_span, weeks_until
from domain.page import Message
from domain.site import Site
from handlers.learning.figures.gathering import weeks_of
from handlers.learning.figures.sections import Section
from handlers.learning.figures.showing import picture_detail
from handlers.learning.figures.story import changes, hint, story
from handlers.learning.figures.words import calls_words, levels_words, span_words
from handlers.outbox import opaque
from handlers.ports import Charts, Pictures, Ports, UnitOfWork
from handlers.shifts.outgoing import to_channel
from handlers.shifts.rota import step

ABOUT = "learn.digest"
LATE = timedelta(days=1)
WEEKS = 12
_AT_ONCE = 3
_REMEMBERED = 4


@dataclass(frozen=True)
class Digest:
    """What one digest says. `quiet`: fewer than three cases in the week, so that no count and no picture is given."""

    week: Span
    weeks: tuple[WeekCounts, ...]
    sections: tuple[Section, ...]
    lesson_id: str = ""
    quiet: bool = False


@dataclass
class Digests:
    """The digests that one process looks after; `told` are keys that need no further look."""

    ports: Ports
    pictures: Pictures
    charts: Charts
    told: set[str] = field(default_factory=set)

    def due(self, at: datetime) -> None:
        """Post what is due and not posted yet: a few at most, so that a round stays short; the next takes the rest."""
        for site, week in list(self._due(at))[:_AT_ONCE]:
            self._post(site, week, at)
            self.told.add(key_of(site, week))

    def _due(self, at: datetime) -> Iterator[tuple[Site, Span]]:
        for site in self.ports.memory.directory.sites:
            asked = site.learning
            if not (asked.digest and site.channel_id):
                continue
            week = digest_span(at, asked.digest_day, asked.digest_at, site.zone, LATE)
            if week and key_of(site, week) not in self.told:
                yield site, week

    def _post(self, site: Site, week: Span, at: datetime) -> None:
        with self.ports.store.read() as uow:
            known = uow.messages.these([opaque(key_of(site, week))])
            digest = None if known else digest_of(uow, site, week, at)
        if digest is None:
            return
        detail = {"about": ABOUT, "site": site.id, "sections": json.dumps(digest.sections), "lesson": digest.lesson_id}
        detail["title"] = title(site, week)
        if not digest.quiet:
            drawn = self.charts.weeks(f"Calls for help, {site.name}", digest.weeks)
            detail |= picture_detail(self.pictures, "weeks", drawn)
        messages = to_channel(site, key_of(site, week), at, detail)
        step(self.ports, lambda uow: _add(uow, messages))


def _add(uow: UnitOfWork, messages: list[Message]) -> None:
    uow.messages.add(messages)


def key_of(site: Site, week: Span, back: int = 0) -> str:
    """By the week of its day, or `back` weeks before: a digest that is moved to another day comes once that week."""
    year, number, _ = (week.last - timedelta(weeks=back)).isocalendar()
    return f"digest:{site.id}:{year}-{number:02d}"


def title(site: Site, week: Span) -> str:
    """The first line."""
    return f"{site.name}, {span_words(week)}"


def digest_of(uow: UnitOfWork, site: Site, week: Span, at: datetime) -> Digest | None:
    """What the digest of this week says; None where there is nothing to tell."""
    weeks, figures = weeks_of(uow, site, weeks_until(week.last, WEEKS, site.zone), at)
    last = weeks[-1].cases
    told = story(uow, site, figures, at, _told_lately(uow, site, week))
    changed = changes(uow, site, week)
    if last.few and not told and not changed:
        return None
    counts = "Quiet week." if last.few else f"{calls_words(last.total)}: {levels_words(last)}."
    said: list[Section] = [("", (counts,))]
    if told:
        said.append(("Handled well", (told[1],)))
    if advice := hint(site, figures):
        said.append(("What helps", (advice,)))
    if changed:
        said.append(("Changed because of you", changed))
    return Digest(week, weeks, tuple(said), told[0].escalation_id if told else "", last.few)


def _told_lately(uow: UnitOfWork, site: Site, week: Span) -> frozenset[str]:
    """The stories of the digests before this one: none is told twice in a month."""
    before = uow.messages.these([opaque(key_of(site, week, back)) for back in range(1, _REMEMBERED + 1)])
    return frozenset(one.detail.get("lesson", "") for one in before)
