"""One channel, direct message or group of people with what was posted in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.local_slack.settings import Json, Settings
from bot.local_slack.workspace.message import Message


@dataclass
class Conversation:
    """Mutable, and only touched under the workspace's lock.

    `kind` is "channel", "dm" (the app and one person) or "mpim"; `refuses` is the error that every post
    to it gets, when somebody has shut it; `last_post_at` serves the one-post-a-second limit.
    """

    id: str
    name: str
    kind: str = "channel"
    people: set[str] = field(default_factory=set)
    is_archived: bool = False
    is_private: bool = False
    topic: str = ""
    messages: dict[str, Message] = field(default_factory=dict)
    last_post_at: datetime | None = None
    refuses: str | None = None
    opened: bool = False

    def partner(self, app: Settings) -> str:
        """Give the person at the other end of a direct message with the app."""
        return next(iter(self.people - {app.bot_user_id}))

    @property
    def channel_type(self) -> str:
        """Give Slack's word for the kind of conversation in an event."""
        if self.kind == "channel":
            return "group" if self.is_private else "channel"
        return {"dm": "im"}.get(self.kind, self.kind)

    @property
    def event_kind(self) -> str:
        """Give the subscription under which its messages are heard ("message.im")."""
        return "message." + {"channel": "channels", "group": "groups"}.get(self.channel_type, self.channel_type)

    def replies(self, ts: str) -> list[Message]:
        """Give the standing replies of one thread, oldest first."""
        standing = (m for m in self.messages.values() if m.ephemeral_to is None and not m.deleted and not m.hidden)
        return [message for message in standing if message.thread_ts == ts and message.is_reply]

    def seen_by(self, user: str) -> list[Message]:
        """Give what this person sees here, replies and their own ephemerals included, oldest first."""
        if user not in self.people:
            return []
        return [message for message in self.messages.values() if message.visible_to(user)]

    def as_slack(self, app: Settings) -> Json:
        """Give Slack's conversation object."""
        body: Json = {"id": self.id, "is_archived": self.is_archived, "context_team_id": app.team_id}
        if self.kind == "dm":
            return body | {"is_im": True, "user": self.partner(app), "is_org_shared": False, "created": 0}
        return body | {
            "name": self.name,
            "name_normalized": self.name,
            "is_channel": self.kind == "channel" and not self.is_private,
            "is_group": self.kind == "channel" and self.is_private,
            "is_im": False,
            "is_mpim": self.kind == "mpim",
            "is_private": self.is_private or self.kind == "mpim",
            "is_member": app.bot_user_id in self.people,
            "is_general": False,
            "is_shared": False,
            "is_ext_shared": False,
            "is_org_shared": False,
            "created": 0,
            "creator": app.bot_user_id,
            "num_members": len(self.people),
            "topic": {"value": self.topic, "creator": "", "last_set": 0},
            "purpose": {"value": "", "creator": "", "last_set": 0},
        }
