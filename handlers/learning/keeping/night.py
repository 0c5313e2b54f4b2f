"""One run for one site: chat is shortened, names and words go that were kept long enough (domain.md e.6).

Each step is one short transaction, so that no page waits; a run that was cut off begins anew and finds less to do.
Nothing that was kept stands in the log: which site, which level, how many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from domain.escalation import Escalation
from domain.learning.keeping import gone_by
from domain.severity import Severity
from domain.site import Site
from handlers.act import retried
from handlers.learning.keeping.emptying import empty
from handlers.ports import Ports, UnitOfWork

# About fifty milliseconds of the one writer that SQLite has: a raise that comes meanwhile waits no longer.
BATCH = 5
READ_AT_ONCE = 200
# Slack takes about fifty edits a minute from a workspace, and those of what is going on must never wait for these.
DRAW_EVERY = 3.0
# A message that chat refuses to change is tried on so many nights.
LOOK_BACK = timedelta(days=45)
NEEDED_FOR = timedelta(days=365)
_LEVELS = ((Severity.UPSET,), (Severity.ABUSIVE,), (Severity.THREATENING, Severity.VIOLENT))

_log = structlog.get_logger()


@dataclass
class Night:
    """One run for one site. With `dry_run` it only counts."""

    ports: Ports
    site: Site
    at: datetime
    dry_run: bool = False
    removed: Counter[Severity] = field(default_factory=Counter)
    held: int = 0
    shortened: int = 0
    tidied: int = 0

    def __post_init__(self) -> None:
        self._draw_at = self.at

    def steps(self) -> Iterator[None]:
        """Do it, a short transaction at a time."""
        yield from self._shorten()
        for levels in _LEVELS:
            yield from self._empty(levels)
        if not self.dry_run:
            yield from self._tidy()
            yield from self._sweep()

    def _shorten(self) -> Iterator[None]:
        """Messages in chat become a line with the reference, one after the other."""
        stub_after = timedelta(days=self.site.learning.keeping.stub_after)
        with self.ports.store.read() as uow:
            ids = uow.keeping.without_stub(self.site.id, self.at - stub_after - LOOK_BACK, self.at, stub_after)
        self.shortened = len(ids)
        for first in range(0, 0 if self.dry_run else len(ids), READ_AT_ONCE):
            with self.ports.store.work() as uow:
                self._draw(uow, ids[first : first + READ_AT_ONCE])
                uow.commit()
            yield

    def _draw(self, uow: UnitOfWork, ids: Sequence[str]) -> None:
        uow.keeping.draw_later(ids, self._draw_at, DRAW_EVERY)
        self._draw_at += timedelta(seconds=DRAW_EVERY * len(ids))

    def _empty(self, levels: Sequence[Severity]) -> Iterator[None]:
        """Names and words of these levels, oldest end first; what is held stays and is passed by."""
        days = self.site.learning.keeping
        fewest = {Severity.UPSET: days.upset, Severity.ABUSIVE: min(days.abusive, days.safety)}.get(
            levels[0], days.safety
        )
        before, mark = self.at - timedelta(days=fewest), None
        while True:
            with self.ports.store.read() as uow:
                found = uow.keeping.with_texts(self.site.id, levels, before, mark, READ_AT_ONCE)
            over = [e for e in found if gone_by(e, days, self.site.zone, self.at)]
            self.held += sum(1 for e in found if e.held)
            for first in range(0, len(over), BATCH):
                self._empty_these(over[first : first + BATCH])
                yield
            if len(found) < READ_AT_ONCE:
                return
            mark = (found[-1].ended_at or self.at, found[-1].id)

    def _empty_these(self, batch: Sequence[Escalation]) -> None:
        if self.dry_run:
            self.removed.update(e.highest for e in batch)
            return

        def once() -> list[Severity]:
            done: list[Severity] = []
            with self.ports.store.work() as uow:
                for e in batch:
                    drawn = empty(uow, e.id, self.site, self.at)
                    if drawn is not None:
                        self._draw(uow, drawn)
                        done.append(e.highest)
                uow.commit()
            return done

        self.removed.update(retried(once))

    def _tidy(self) -> Iterator[None]:
        while True:
            with self.ports.store.work() as uow:
                gone = uow.keeping.tidy(self.at - NEEDED_FOR, READ_AT_ONCE)
                uow.commit()
            self.tidied += gone
            yield
            if gone < READ_AT_ONCE:
                return

    def _sweep(self) -> Iterator[None]:
        """What left the search index leaves its file as well."""
        swept = not self.removed
        begin = True
        while not swept:
            with self.ports.store.work() as uow:
                swept = uow.lessons.sweep(begin)
                uow.commit()
            begin = False
            yield

    def say(self) -> None:
        """A line in the log for each level: counts, and nothing of what was kept."""
        for level, count in sorted(self.removed.items()):
            _log.info("texts_removed", site=self.site.id, severity=level.word, count=count)
        if self.shortened:
            _log.info("messages_shortened", site=self.site.id, count=self.shortened)
