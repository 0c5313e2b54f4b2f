"""The files that a person finds in their conversations, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.files import StoredFile
from bot.local_slack.workspace.message import Message


@dataclass(frozen=True)
class SharedFile:
    """One file as it hangs on a message; `size` in bytes, `kind` is its media type."""

    id: str
    name: str
    title: str
    size: int
    kind: str
    channel: str
    ts: str
    content: bytes


def shared_on(space: Workspace, message: Message) -> Iterator[SharedFile]:
    """Give the files of one message, in order."""
    for told in message.files:
        file = space.files.find(told["id"])
        if file is not None:
            title, content = file.title or file.name, file.content or b""
            yield SharedFile(file.id, file.name, title, file.size, file.kind, message.channel, message.ts, content)


def may_fetch(space: Workspace, user: str, file: StoredFile) -> bool:
    """Tell whether a person is in a conversation in which a message with this file stands."""
    return any(
        file.id in (told["id"] for told in message.files)
        for place in file.shared_in
        for message in space.conversations[place].seen_by(user)
    )
