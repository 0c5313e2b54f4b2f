"""Keeps pictures at Slack, to be shown by their file id: private files of our bot, shared with no channel."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Event

from bot.slack.messenger import SlackMessenger
from bot.slack.text import shortened
from bot.slack.uploading import uploading
from handlers.ports import NotSent, OutcomeUnknown

_ALT_TEXT = 1000
"""Slack: files.getUploadURLExternal, alt_txt_too_large; an image block takes 2000, so it may say more."""

_LOOKS = (0.1, 0.2, 0.4, 0.8)
"""Seconds before each look whether Slack has finished with a file: until then an image block with it is refused."""


@dataclass(frozen=True)
class SlackPictures:
    """The Pictures of handlers/ports/. Thread-safe; needs the scopes files:write and files:read."""

    messenger: SlackMessenger

    def upload(self, name: str, png: bytes, alt: str) -> str:
        """The file's id, within the messenger's deadline. Once it is there, up to 1.5 s more until it can be shown.

        A picture that takes Slack longer is given back all the same: `SlackMessenger` shows a screen without it.
        """
        said = {"title": name, "alt_txt": shortened(alt, _ALT_TEXT)}
        file_id = str(self.messenger.within(uploading(self.messenger.client, name, png, **said))["file"]["id"])
        for pause in _LOOKS:
            Event().wait(pause)
            if self._is_ready(file_id):
                break
        return file_id

    def _is_ready(self, file_id: str) -> bool:
        """Whether there is nothing to wait for: Slack has looked at the file, or cannot be asked now."""
        try:
            answer = self.messenger.within(lambda: self.messenger.client.files_info(file=file_id))
        except (NotSent, OutcomeUnknown):
            return True
        return bool(answer["file"].get("mimetype"))
