"""The two short-lived permits Slack hands out with a click: trigger ids and response urls."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

RESPONSE_URL_USES = 5
RESPONSE_URL_LIFE = timedelta(minutes=30)


@dataclass
class Trigger:
    """The right to open one modal in front of one person; `view_id` is the modal in which they acted."""

    user: str
    view_id: str | None
    until: float
    spent: bool = False


class Triggers:
    """Issues trigger ids: each is good once and for the seconds given (3 at Slack, in real time)."""

    def __init__(self) -> None:
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, life: float, view_id: str | None = None) -> str:
        """Give a new trigger id."""
        name = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**13)}.{secrets.token_hex(16)}"
        self._issued[name] = Trigger(user, view_id, time.monotonic() + life)
        return name

    def check(self, name: str) -> Trigger | str:
        """Give the trigger, or Slack's error code for why it opens nothing."""
        trigger = self._issued.get(name)
        if trigger is None:
            return "invalid_trigger_id"
        if trigger.spent:
            return "exchanged_trigger_id"
        if time.monotonic() > trigger.until:
            return "expired_trigger_id"
        return trigger


@dataclass
class ResponseUrl:
    """The right to answer one act five times in 30 minutes; `original` is the stamp of the message acted on."""

    user: str
    channel: str
    original: str | None
    until: datetime
    uses: int = 0


class ResponseUrls:
    """Issues response urls by their unguessable tail; time is the workspace's own."""

    def __init__(self) -> None:
        self._issued: dict[str, ResponseUrl] = {}

    def issue(self, at: datetime, user: str, channel: str, original: str | None = None) -> str:
        """Give the tail of a new response url."""
        tail = secrets.token_hex(12)
        self._issued[tail] = ResponseUrl(user, channel, original, at + RESPONSE_URL_LIFE)
        return tail

    def use(self, tail: str, at: datetime) -> ResponseUrl | str:
        """Spend one use; give the right, or the word with which Slack refuses."""
        right = self._issued.get(tail)
        if right is None:
            return "invalid_url"
        if at > right.until:
            return "expired_url"
        if right.uses >= RESPONSE_URL_USES:
            return "used_url"
        right.uses += 1
        return right
