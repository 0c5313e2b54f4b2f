"""The state of the local Slack: people, conversations, messages, views, permits, behind one lock.

Everybody who reads or writes holds `lock`; whoever writes calls `touch()`, which wakes those who wait for a
change, so that nobody ever has to poll.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from bot.local_slack.ids import Serial, Stamps, dm_id
from bot.local_slack.roster import Channel, Member, UserGroup
from bot.local_slack.settings import Json, Settings
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.files import Files
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.passes import ResponseUrls, Triggers
from bot.local_slack.workspace.pushes import Push, preview, pushed_to
from bot.local_slack.workspace.screens import Screens

Watcher = Callable[[Conversation, Message | None, Message], None]
LOOK_AGAIN = 0.1


class Workspace:
    """One team with one app installed."""

    def __init__(
        self,
        app: Settings,
        members: Sequence[Member],
        channels: Sequence[Channel],
        usergroups: Sequence[UserGroup] = (),
    ) -> None:
        self.app = app
        self.lock = threading.RLock()
        self.changed = threading.Condition(self.lock)
        self.version = 0
        self.members = {member.id: member for member in members}
        self.conversations = {channel.id: self._conversation(channel) for channel in channels}
        self.usergroups = {group.id: group for group in usergroups}
        self.files = Files()
        self.screens = Screens()
        self.triggers = Triggers()
        self.response_urls = ResponseUrls()
        self.pushes: dict[str, list[Push]] = defaultdict(list)
        self.message_values: dict[tuple[str, str, str], Json] = {}
        self.read_up_to: dict[tuple[str, str], str] = {}
        self.stamps = Stamps()
        self.watchers: list[Watcher] = []
        self._group_ids = Serial("G")
        bot = Member(app.bot_user_id, app.app_name.lower(), app.app_name, is_bot=True)
        self.members.setdefault(app.bot_user_id, bot)

    def touch(self) -> None:
        """Say that something changed."""
        with self.changed:
            self.version += 1
            self.changed.notify_all()

    def wait_for(self, predicate: Callable[[], Any], timeout: float) -> bool:
        """Wait until the predicate holds, looking again at each change; give whether it came to hold.

        It is looked at without the lock, so it may call the app or the Web API, and every tenth of a second
        besides, for what changes elsewhere.
        """
        until = time.monotonic() + timeout
        while True:
            seen = self.version
            if predicate():
                return True
            left = until - time.monotonic()
            if left <= 0:
                return False
            self._wait_for_change(seen, min(left, LOOK_AGAIN))

    def _wait_for_change(self, seen: int, timeout: float) -> None:
        with self.changed:
            self.changed.wait_for(lambda: self.version != seen, timeout)

    def dm(self, user: str) -> Conversation:
        """Give the conversation between the app and a person, made when first asked for."""
        with self.lock:
            name = dm_id(user)
            if name not in self.conversations:
                people = {user, self.app.bot_user_id}
                self.conversations[name] = Conversation(name, "directmessage", "dm", people)
            return self.conversations[name]

    def group(self, users: set[str]) -> Conversation:
        """Give the group conversation of the app and several people, made when first asked for."""
        people = users | {self.app.bot_user_id}
        for conversation in self.conversations.values():
            if conversation.kind == "mpim" and conversation.people == people:
                return conversation
        made = Conversation(self._group_ids.next(), "mpdm-" + "--".join(sorted(users)), "mpim", people)
        self.conversations[made.id] = made
        return made

    def find(self, place: str) -> Conversation | None:
        """Give the conversation for a channel id, or for a person's id the direct message with them."""
        if place in self.conversations:
            return self.conversations[place]
        if place in self.members and place != self.app.bot_user_id:
            return self.dm(place)
        if place.startswith("D"):
            return next((self.dm(user) for user in self.members if dm_id(user) == place), None)
        return None

    def post(self, place: Conversation, user: str, text: str, blocks: list[Json], **rest: Any) -> Message:
        """Add a message stamped now, and buzz the phones it concerns."""
        with self.lock:
            at = self.app.now()
            message = Message(self.stamps.next(at), place.id, user, text, blocks, **rest)
            place.messages[message.ts] = message
            for person in pushed_to(message, place, self.usergroups):
                self.pushes[person].append(Push(at, place.id, preview(message)))
            self._tell(None, message)
            return message

    def edit(self, message: Message, **changes: Any) -> Message:
        """Put a new version in a message's place; nobody is notified."""
        with self.lock:
            edited = replace(message, version=message.version + 1, **changes)
            self.conversations[message.channel].messages[message.ts] = edited
            self._tell(message, edited)
            return edited

    def rooms_of(self, user: str) -> list[Conversation]:
        """Give the conversations that a person sees, their direct message with the app among them."""
        with self.lock:
            self.dm(user)
            return [room for room in self.conversations.values() if user in room.people]

    def _tell(self, before: Message | None, after: Message) -> None:
        for watcher in self.watchers:
            watcher(self.conversations[after.channel], before, after)
        self.touch()

    def _conversation(self, channel: Channel) -> Conversation:
        people = set(channel.members) | ({self.app.bot_user_id} if channel.bot_is_member else set())
        return Conversation(
            channel.id,
            channel.name,
            people=people,
            is_archived=channel.is_archived,
            is_private=channel.is_private,
            topic=channel.topic,
        )
