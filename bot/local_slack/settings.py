"""What stays the same for the life of one local Slack: the app's identity, its secrets and Slack's limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

DEFAULT_SCOPES = (
    "app_mentions:read",
    "channels:history",
    "channels:join",
    "channels:read",
    "chat:write",
    "channels:write.topic",
    "commands",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write.topic",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "usergroups:write",
    "users:read",
    "users:read.email",
)


def real_time() -> datetime:
    """Give the present instant, aware and in UTC."""
    return datetime.now(UTC)


@dataclass
class Settings:
    """The app as it is installed, and how strictly its limits are held.

    `own_messages` sends the app events about its own messages too, as Slack does to whoever subscribed.
    `now` stamps messages (it may be a virtual clock); `answer_within` and `trigger_life` are real seconds;
    `event_retries` are the real seconds before each of the Events API's three retries, scaled down from
    Slack's own (at once, 1 min, 5 min). `file_processing` is how many real seconds a completed file is not
    usable yet.
    """

    commands: Mapping[str, str] = field(default_factory=dict)
    shortcuts: Mapping[str, str] = field(default_factory=dict)
    events: Sequence[str] = ("app_home_opened", "message.im")
    signing_secret: str = "local-signing-secret"
    verification_token: str = "local-verification-token"
    bot_token: str = "xoxb-local"
    app_token: str = "xapp-local"
    app_name: str = "StepIn"
    app_id: str = "A0LOCAL"
    bot_id: str = "B0LOCAL"
    bot_user_id: str = "U0BOT"
    team_id: str = "T0LOCAL"
    team_name: str = "Local"
    team_domain: str = "local"
    scopes: Sequence[str] = DEFAULT_SCOPES
    now: Callable[[], datetime] = real_time
    move_clock: Callable[[float], None] | None = None
    one_post_a_second: bool = False
    enforce_answer: bool = True
    own_messages: bool = False
    answer_within: float = 3.0
    trigger_life: float = 3.0
    file_processing: float = 0.05
    event_retries: Sequence[float] = (0.0, 0.05, 0.2)
