"""What one person sees: their conversations, modals, home tab, and everything on them as plain text."""

from __future__ import annotations

from bot.local_slack.ids import dm_id
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.pushes import Push
from bot.local_slack.workspace.view import View


class Sight:
    """The eyes of one person; everything given out is a snapshot."""

    def __init__(self, space: Workspace, user: str) -> None:
        self._space = space
        self._user = user
        self.dm_channel = dm_id(user)

    def dm(self) -> list[Message]:
        """Give the direct message with the app, oldest first."""
        return self.channel(self.dm_channel)

    def channel(self, channel: str) -> list[Message]:
        """Give what they see in a conversation outside threads, own ephemerals included, oldest first."""
        return [message for message in self._all_in(channel) if not message.is_reply]

    def thread(self, channel: str, ts: str) -> list[Message]:
        """Give a thread: its parent, then the replies."""
        return [message for message in self._all_in(channel) if ts in (message.ts, message.thread_ts)]

    def messages(self) -> list[Message]:
        """Give all messages they see anywhere, threads included, oldest first."""
        with self._space.lock:
            rooms = self._space.rooms_of(self._user)
            found = [message for room in rooms for message in room.seen_by(self._user)]
        return sorted(found, key=lambda message: _order(message.ts))

    def modal(self) -> View | None:
        """Give the modal on top, if one is open."""
        stack = self.modal_stack()
        return stack[-1] if stack else None

    def modal_stack(self) -> list[View]:
        """Give the open modals, the top one last."""
        with self._space.lock:
            return list(self._space.screens.modals[self._user])

    def home(self) -> View | None:
        """Give the home tab, if the app published one."""
        return self._space.screens.homes.get(self._user)

    def buttons(self) -> list[str]:
        """Give every label they could press now: modal, then messages newest first, then home."""
        view, home = self.modal(), self.home()
        labels = view.labels() if view else []
        labels += [label for message in reversed(self.messages()) for label in message.labels()]
        return labels + (home.labels() if home else [])

    def notifications(self) -> list[Push]:
        """Give what buzzed on their phone, oldest first."""
        with self._space.lock:
            return list(self._space.pushes[self._user])

    def reads(self) -> str:
        """Give everything they see as text, each surface under a heading."""
        parts: list[str] = []
        for room in self._space.rooms_of(self._user):
            seen = room.seen_by(self._user)
            if seen:
                parts.append(f"# {room.name} {room.id}")
                parts += [f"{self._name(message)}: {message.plain()}" for message in seen]
        home = self.home()
        parts += [f"# home\n{home.plain()}"] if home else []
        parts += [f"# modal\n{view.plain()}" for view in self.modal_stack()]
        return "\n".join(parts)

    def _all_in(self, channel: str) -> list[Message]:
        with self._space.lock:
            room = self._space.find(channel)
            return [] if room is None else room.seen_by(self._user)

    def _name(self, message: Message) -> str:
        author = self._space.members.get(message.user)
        name = author.name if author else message.user
        return f"{name} (only you)" if message.ephemeral_to else name


def _order(ts: str) -> tuple[int, int]:
    seconds, _, micros = ts.partition(".")
    return int(seconds), int(micros)
