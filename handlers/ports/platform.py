"""The chat platform: to speak to it, and to ask it about accounts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.page import Ref
from domain.people import Person
from domain.store_errors import CommitUnknown as CommitUnknown
from domain.store_errors import Conflict as Conflict
from domain.store_errors import DuplicateIntake as DuplicateIntake
from domain.store_errors import StoreUnavailable as StoreUnavailable
from handlers.screens import Screen


@dataclass(frozen=True)
class NotSent(Exception):
    """The platform definitely did not take it. `permanent`: trying again is of no use (domain reason in `reason`)."""

    reason: str
    permanent: bool = False
    retry_after: float | None = None
    detail: str = ""


@dataclass(frozen=True)
class OutcomeUnknown(Exception):
    """It may have arrived: time-out, dropped connection, 5xx (principle 5)."""

    reason: str


class Messenger(Protocol):
    """Speaks to a chat platform. Every call ends within its deadline of 4 s, with no retry of its own."""

    def post(self, target: str, screen: Screen, message_id: str, thread: Ref | None = None) -> Ref:
        """A new message that notifies, with the message id in its metadata. Raises NotSent or OutcomeUnknown."""

    def redraw(self, ref: Ref, screen: Screen) -> None:
        """Change what is there; notifies nobody. Raises NotSent (permanent where it is gone) or OutcomeUnknown."""

    def find(self, target: str, message_id: str, thread: Ref | None = None) -> Ref | None:
        """Look a message up by its id, in a thread where it belongs to one.

        Raises OutcomeUnknown where nobody can tell now.
        """

    def show(self, target: str, screen: Screen) -> None:
        """Show a screen that is no message: App Home of a person. Raises NotSent or OutcomeUnknown."""


class Pictures(Protocol):
    """Keeps pictures on the platform, so that a screen can show them (`Picture`); never in the paging path."""

    def upload(self, name: str, png: bytes, alt: str) -> str:
        """The id of the picture, a PNG called `name`; `alt` says in words what it shows. Tried once.

        Raises NotSent or OutcomeUnknown: a screen must stand without its picture.
        """


class Files(Protocol):
    """Gives somebody a file to keep, in their conversation with the app; never in the paging path."""

    def send(self, person: Person, name: str, content: bytes, title: str) -> None:
        """One file called `name`. Tried once. Raises NotSent or OutcomeUnknown."""


class Channels(Protocol):
    """What stands over a channel, and who is in a user group; never in the paging path.

    Everything raises NotSent or OutcomeUnknown; NotSent is permanent where somebody has to mend it first, and its
    reason is then "missing_scope", "no_permission", "no_group", or the platform's own word.
    """

    def topic(self, channel_id: str) -> str:
        """The topic of a channel, as somebody typed it."""

    def set_topic(self, channel_id: str, words: str) -> None:
        """Another topic, of at most 250 characters."""

    def in_group(self, group_id: str) -> tuple[str, ...]:
        """The accounts in a user group."""

    def put_in_group(self, group_id: str, user_ids: Sequence[str]) -> None:
        """These accounts alone are in the group, from now on; it cannot be empty."""


@dataclass(frozen=True)
class Account:
    """What the platform says of somebody's account."""

    deactivated: bool
    guest: bool


class Workspace(Protocol):
    """The platform's directory; its own budget of calls, never in the paging path."""

    def open_dm(self, user_id: str) -> str:
        """The id of the DM channel with this account. Raises NotSent or OutcomeUnknown."""

    def account(self, user_id: str) -> Account:
        """The state of this account. Raises NotSent or OutcomeUnknown."""
