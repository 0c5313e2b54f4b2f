"""What a store can say instead of its answer: shared by the handlers that ask and the storage that answers."""

from __future__ import annotations


class StoreUnavailable(Exception):
    """The database did not answer in time, or at all: nothing was recorded by this attempt."""


class CommitUnknown(StoreUnavailable):
    """The connection died at COMMIT: it may or may not have been recorded (reliability.md F11)."""


class Conflict(Exception):
    """Somebody else changed the escalation first: load it again and decide again."""


class DuplicateIntake(Exception):
    """This tap, click or delivery was taken already; `escalation_id` is what it became (reliability.md F05, F06)."""

    def __init__(self, escalation_id: str | None) -> None:
        super().__init__(escalation_id)
        self.escalation_id = escalation_id
