"""What is kept about shifts beyond the rota itself: changes, drafts of forms, shifts taken on, cover, feeds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.planning import Change, Cover, Feed, HandOver, ShiftKey
from domain.policy import Group


class Plans(Protocol):
    """The repository `uow.plans`."""

    def add_change(self, change: Change) -> None:
        """Write one edit into the journal, in the transaction that makes it."""

    def change(self, change_id: str) -> Change | None:
        """One edit."""

    def changes(self, subject: str = "", site_id: str = "", limit: int = 20) -> list[Change]:
        """Edits, newest first: of one thing, of one site, or all."""

    def mark_undone(self, change_id: str, at: datetime) -> bool:
        """True the first time."""

    def keep_draft(self, draft_id: str, by: str, body: Mapping[str, object], at: datetime) -> None:
        """What somebody has typed so far, so that nothing is lost between two steps of a form."""

    def draft(self, draft_id: str, by: str) -> Mapping[str, object] | None:
        """One's own draft; nobody gets at somebody else's by its id."""

    def drop_drafts(self, before: datetime) -> None:
        """Forget what nobody came back to."""

    def take_on(self, key: ShiftKey, at: datetime) -> bool:
        """*I'm on*: True the first time."""

    def taken_on(self, keys: Sequence[ShiftKey]) -> Mapping[ShiftKey, datetime]:
        """Those of these shifts that were taken on, and when."""

    def keep_reminder(self, person_id: str, hours: int) -> None:
        """So many hours before each shift this person wants to be reminded; 0 is never."""

    def reminders(self) -> Mapping[str, int]:
        """The hours of everybody who ever chose."""

    def add_cover(self, request: Cover) -> None:
        """A new request."""

    def cover(self, request_id: str) -> Cover | None:
        """One request; in a writing unit of work its row stays locked until the end."""

    def save_cover(self, request: Cover) -> None:
        """The request after a step. Raises Conflict unless the stored version is one below its own."""

    def open_covers(self, site_id: str = "") -> list[Cover]:
        """Requests that are asked or wait for approval, soonest shift first."""

    def covers_of(self, person_id: str, since: datetime) -> list[Cover]:
        """Requests that this person made, took or was asked for whose span ends after `since`."""

    def add_hand_over(self, hand_over: HandOver) -> None:
        """Asked, not accepted yet."""

    def hand_over(self, hand_over_id: str) -> HandOver | None:
        """One hand-over."""

    def open_hand_over(self, site_id: str, tier: Group) -> HandOver | None:
        """The newest of this tier that nobody has accepted yet."""

    def accept_hand_over(self, hand_over_id: str, at: datetime) -> bool:
        """True the first time."""

    def drop_hand_over(self, hand_over_id: str) -> None:
        """It was taken back, or made way for a newer one."""

    def add_feed(self, feed: Feed) -> None:
        """A new secret address."""

    def feed(self, digest: str) -> Feed | None:
        """The feed of this secret's digest, also where it was revoked."""

    def feeds_of(self, person_id: str) -> list[Feed]:
        """Feeds that this person made and did not revoke."""

    def revoke_feed(self, digest: str, at: datetime) -> None:
        """From now on the address answers that it is gone."""
