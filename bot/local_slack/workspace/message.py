"""One message as it stood at one moment: what tests hold in their hands and what the Web API gives out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.local_slack.plain import labels_of, plain_of
from bot.local_slack.settings import Json, Settings


@dataclass(frozen=True)
class Message:
    """A snapshot: an edit makes a new one with the next `version` and leaves this one as it was.

    `user` is the author's id; `edited` is the stamp of the last edit; `ephemeral_to` names the only person
    who sees it; `hidden` marks a post that Slack accepted and lost (reliability.md F24); `subtype` marks what
    Slack itself writes about a conversation ("channel_topic"); `files` are Slack's objects of what hangs on it.
    """

    ts: str
    channel: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    thread_ts: str | None = None
    edited: str | None = None
    deleted: bool = False
    ephemeral_to: str | None = None
    version: int = 1
    by_app: bool = False
    hidden: bool = False
    client_msg_id: str | None = None
    reactions: tuple[str, ...] = ()
    subtype: str = ""
    files: tuple[Json, ...] = ()

    @property
    def is_reply(self) -> bool:
        """Tell whether it sits inside a thread rather than in the channel."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def plain(self) -> str:
        """Give the readable text: of the blocks if there are any, as a client shows them."""
        words = plain_of(self.blocks) if self.blocks else self.text
        return "\n".join([*([words] if words or not self.files else []), *(file["name"] for file in self.files)])

    def labels(self) -> list[str]:
        """Give the labels that can be pressed, overflow options included, in reading order."""
        return labels_of(self.blocks)

    def visible_to(self, user: str) -> bool:
        """Tell whether this person sees it, given that they see the channel."""
        if self.deleted or self.hidden:
            return False
        return self.ephemeral_to is None or self.ephemeral_to == user

    def as_slack(self, app: Settings, *, metadata: bool = False) -> Json:
        """Give Slack's message object; metadata only where it was asked for."""
        body: Json = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        body |= {"team": app.team_id}
        if self.by_app:
            body |= {"bot_id": app.bot_id, "app_id": app.app_id}
        body |= dict(self._optional(app))
        if metadata and self.metadata is not None:
            body["metadata"] = self.metadata
        return body

    def _optional(self, app: Settings) -> Iterator[tuple[str, Any]]:
        if self.blocks:
            yield "blocks", self.blocks
        if self.subtype:
            yield "subtype", self.subtype
        if self.files:
            yield from (("files", list(self.files)), ("upload", True))
        if self.client_msg_id is not None:
            yield "client_msg_id", self.client_msg_id
        if self.thread_ts is not None:
            yield "thread_ts", self.thread_ts
        if self.edited is not None:
            yield "edited", {"user": self.user, "ts": self.edited}
        if self.reactions:
            yield "reactions", [{"name": n, "users": [app.bot_user_id], "count": 1} for n in self.reactions]
