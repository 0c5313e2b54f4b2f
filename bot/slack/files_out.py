"""Files for one person, put into their conversation with the app, where they can download and delete them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.slack.messenger import SlackMessenger
from bot.slack.uploading import uploading
from domain.people import Person


@dataclass(frozen=True)
class SlackFiles:
    """The Files of handlers/ports/. Thread-safe; needs the scope files:write."""

    messenger: SlackMessenger

    def send(self, person: Person, name: str, content: bytes, title: str) -> None:
        """Share the file into the DM, within the messenger's deadline; Slack shows it as a message of ours."""
        channel = person.dm_id or self.messenger.open_dm(person.user_id)
        self.messenger.within(uploading(self.messenger.client, name, content, title=title, channel=channel))
