"""The events that Slack sends an app about its own messages: new, changed and deleted ones.

An app subscribed to message.im hears these too, and one that takes them for a person's words goes wrong on
Slack. They come from a thread of their own, after the call that caused them, and only where asked for.
"""

from __future__ import annotations

import queue
import threading

from bot.local_slack.outbound.events import Events
from bot.local_slack.settings import Json, Settings
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.message import Message


class Echoes:
    """Watches the workspace and tells the app what became of its messages, one after the other."""

    def __init__(self, app: Settings, events: Events) -> None:
        self._app = app
        self._events = events
        self._waiting: queue.SimpleQueue[tuple[str, Json] | None] = queue.SimpleQueue()
        self._worker = threading.Thread(target=self._work, name="local-slack-echoes", daemon=True)

    def start(self) -> None:
        """Begin to send."""
        self._worker.start()

    def stop(self) -> None:
        """Send nothing more."""
        self._waiting.put(None)

    def note(self, place: Conversation, before: Message | None, after: Message) -> None:
        """Queue the event for one change of one of the app's messages."""
        if after.by_app and after.ephemeral_to is None and not after.hidden:
            self._waiting.put((place.event_kind, self._event(place, before, after)))

    def _event(self, place: Conversation, before: Message | None, after: Message) -> Json:
        event: Json = {"type": "message", "channel": place.id, "channel_type": place.channel_type}
        if before is None:
            kind = {"subtype": "file_share"} if after.files else {}
            return after.as_slack(self._app) | event | {"event_ts": after.ts} | kind
        stamp = after.edited or after.ts
        event |= {"hidden": True, "ts": stamp, "event_ts": stamp, "previous_message": before.as_slack(self._app)}
        if after.deleted:
            return event | {"subtype": "message_deleted", "deleted_ts": after.ts}
        return event | {"subtype": "message_changed", "message": after.as_slack(self._app)}

    def _work(self) -> None:
        while (waiting := self._waiting.get()) is not None:
            self._events.send(*waiting)
