"""Files kept at Slack: first announced, then uploaded, then completed, and ready a moment after that.

Slack works on a completed file behind the caller's back (security scans, file type): until it has, the file has
no type and no image block takes it (python-slack-sdk issue 1658, bolt-js issue 2115: poll files.info).
"""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import datetime
from mimetypes import guess_type
from pathlib import PurePath
from urllib.parse import quote

from bot.local_slack.ids import Serial
from bot.local_slack.settings import Json, Settings

PICTURES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
KINDS = {".ics": "text/calendar", ".yaml": "text/yaml", ".yml": "text/yaml"}


@dataclass
class StoredFile:
    """One file; `owner` is a person's id or the bot's, `ready_at` real (monotonic) seconds or None until it is
    complete, `shared_in` the ids of the conversations in which it was posted."""

    id: str
    name: str
    size: int
    owner: str
    created: datetime
    title: str = ""
    alt_text: str = ""
    content: bytes | None = None
    ready_at: float | None = None
    shared_in: set[str] = field(default_factory=set)

    @property
    def is_complete(self) -> bool:
        """Tell whether Slack has taken it."""
        return self.ready_at is not None

    @property
    def is_ready(self) -> bool:
        """Tell whether Slack has also looked at it."""
        return self.ready_at is not None and time.monotonic() >= self.ready_at

    @property
    def kind(self) -> str:
        """Give its media type: by its first bytes for pictures, else by its name."""
        if self._picture_kind:
            return self._picture_kind
        suffix = PurePath(self.name).suffix.lower()
        return KINDS.get(suffix) or guess_type(self.name)[0] or "application/octet-stream"

    @property
    def is_picture(self) -> bool:
        """Tell whether an image block may show it: png, jpg and gif only, whatever it is called."""
        return self.is_ready and bool(self._picture_kind)

    @property
    def looks_like_picture(self) -> bool:
        """Tell whether a client draws it under a message that carries it."""
        return bool(self._picture_kind)

    @property
    def _picture_kind(self) -> str:
        return next((kind for start, kind in PICTURES if (self.content or b"").startswith(start)), "")

    def as_slack(self, app: Settings, origin: str) -> Json:
        """Give Slack's file object; it has no types before the file is ready."""
        suffix = PurePath(self.name).suffix.lower().removeprefix(".") or "binary"
        private = f"{origin}/files-pri/{app.team_id}-{self.id}"
        tail, at = quote(self.name), int(self.created.timestamp())
        site = f"https://{app.team_domain}.slack.com"
        return {
            "id": self.id,
            "created": at,
            "timestamp": at,
            "name": self.name,
            "title": self.title or self.name,
            "mimetype": self.kind if self.is_ready else "",
            "filetype": suffix if self.is_ready else "",
            "pretty_type": suffix.upper() if self.is_ready else "",
            "user": self.owner,
            "user_team": app.team_id,
            "mode": "hosted",
            "editable": False,
            "is_external": False,
            "external_type": "",
            "file_access": "visible",
            "size": self.size,
            "url_private": f"{private}/{tail}",
            "url_private_download": f"{private}/download/{tail}",
            "permalink": f"{site}/files/{self.owner}/{self.id}/{tail}",
            "is_public": False,
            "public_url_shared": False,
            "display_as_bot": False,
            "channels": self._shared("C"),
            "groups": self._shared("G"),
            "ims": self._shared("D"),
        } | ({"alt_txt": self.alt_text} if self.alt_text else {})

    def _shared(self, kind: str) -> list[str]:
        return sorted(place for place in self.shared_in if place.startswith(kind))


class Files:
    """All files of the workspace; the owner holds the lock. `origin` is where this Slack is served."""

    def __init__(self) -> None:
        self.origin = ""
        self._ids = Serial("F0L")
        self._files: dict[str, StoredFile] = {}
        self._tickets: dict[str, StoredFile] = {}

    def expect(self, name: str, size: int, owner: str, at: datetime, alt_text: str = "") -> tuple[StoredFile, str]:
        """Announce a file of `size` bytes; give it, and the ticket with which its bytes come in."""
        file = StoredFile(self._ids.next(), name, size, owner, at, alt_text=alt_text)
        ticket = secrets.token_urlsafe(24)
        self._files[file.id] = self._tickets[ticket] = file
        return file, ticket

    def take(self, ticket: str, content: bytes) -> bool:
        """Take the bytes of an announced file; tell whether they are what was announced."""
        file = self._tickets.get(ticket)
        if file is None or file.is_complete or len(content) != file.size:
            return False
        file.content = content
        return True

    def add(self, name: str, content: bytes, owner: str, at: datetime) -> StoredFile:
        """Keep a file that a person picked in a form; it is ready at once."""
        file = StoredFile(self._ids.next(), name, len(content), owner, at, content=content, ready_at=time.monotonic())
        self._files[file.id] = file
        return file

    def find(self, name: str) -> StoredFile | None:
        """Give a complete file by its id, its private url or its permalink."""
        for file_id, file in self._files.items():
            if file.is_complete and (name == file_id or f"-{file_id}/" in name or f"/{file_id}/" in name):
                return file
        return None

    def uploaded(self, file_id: str) -> StoredFile | None:
        """Give a file whose bytes are there and which is not complete yet."""
        file = self._files.get(file_id)
        return file if file is not None and file.content is not None and not file.is_complete else None
