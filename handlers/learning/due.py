"""What time does after the note, looked at within each minute by every replica: each message has a key of its own, so
that nothing is told twice, by a second replica or after a restart (invariant 5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import structlog

from handlers.ports import Conflict, StoreUnavailable

Work = Callable[[datetime], object]

_log = structlog.get_logger()


@dataclass(frozen=True)
class LearningRounds:
    """The rounds of one process: its works one after the other, cheap where nothing is due."""

    works: Sequence[Work]

    def due(self, at: datetime) -> None:
        """Do what is due by now; a work that the store fails is tried again with the next round."""
        for work in self.works:
            try:
                work(at)
            except (StoreUnavailable, Conflict) as failed:
                _log.error("learning_round_failed", error=type(failed).__name__)
