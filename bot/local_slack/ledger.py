"""What the app asked of Slack and what Slack sent to the app, written down for tests to read."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.settings import Json


@dataclass(frozen=True)
class ApiCall:
    """One Web API call (method "response_url" for an answer by response url).

    `at_monotonic` is real seconds, `at` the workspace's own time; `accepted` tells whether it took effect,
    whatever was answered; `status` is 0 when the connection was dropped instead of answered.
    """

    at_monotonic: float
    at: datetime
    method: str
    args: Json
    token: str | None
    ok: bool
    error: str | None
    accepted: bool
    status: int
    response: Json

    @property
    def page_id(self) -> object:
        """Give the page id in the metadata of a posted message, if there is one."""
        metadata = self.args.get("metadata")
        payload = metadata.get("event_payload") if isinstance(metadata, dict) else None
        return payload.get("page_id") if isinstance(payload, dict) else None


@dataclass(frozen=True)
class SentEvent:
    """One Events API request to the app; `retry` is 0 for the first."""

    at: datetime
    event_id: str
    kind: str
    retry: int
    delivery: Delivery


@dataclass
class Ledger:
    """All that was written down since the start; lists only grow."""

    on_change: Callable[[], None]
    calls: list[ApiCall] = field(default_factory=list)
    missed_answers: list[Delivery] = field(default_factory=list)
    refused_answers: list[Delivery] = field(default_factory=list)
    events_sent: list[SentEvent] = field(default_factory=list)
    scopes_used: set[str] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def write_call(self, call: ApiCall) -> None:
        """Write a Web API call down."""
        with self._lock:
            self.calls.append(call)
        self.on_change()

    def write_event(self, event: SentEvent) -> None:
        """Write an event down."""
        with self._lock:
            self.events_sent.append(event)
        self.on_change()

    def write_missed(self, delivery: Delivery) -> None:
        """Write down that the app did not answer in time, or not at all."""
        with self._lock:
            self.missed_answers.append(delivery)
        self.on_change()

    def write_refused(self, delivery: Delivery) -> None:
        """Write down that Slack could not use what the app answered."""
        with self._lock:
            self.refused_answers.append(delivery)
        self.on_change()

    def accepted_posts(self, page_id: object = None) -> list[ApiCall]:
        """Give the posts that took effect, of one page id if given."""
        posts = [call for call in list(self.calls) if call.method == "chat.postMessage" and call.accepted]
        return [call for call in posts if page_id is None or call.page_id == page_id]
