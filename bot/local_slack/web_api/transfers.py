"""The bytes of files: posted to an upload address, fetched from a private one with the bot's token.

Neither is a method of the Web API; failures are armed under the names "upload_url" and "url_private".
"""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import quote

from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.web_api.auth import Installation, admit
from bot.local_slack.web_api.desk import Desk
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.workspace import Workspace

PLAIN = {"Content-Type": "text/plain; charset=utf-8"}
SIGN_IN = b"<!DOCTYPE html><html><title>Sign in | Slack</title><body>Sign in to your workspace</body></html>"


@dataclass
class Transfers:
    """Takes bytes in and gives them out."""

    space: Workspace
    desk: Desk
    installation: Installation

    def upload(self, request: HttpRequest) -> HttpReply:
        """Take the bytes for an announced file: as they are, or as a part of a multipart form."""
        return self.desk.answer_plain("upload_url", lambda: self._take(request))

    def download(self, request: HttpRequest) -> HttpReply:
        """Give a file's bytes; without a token that may read files, the sign-in page, as Slack does."""
        return self.desk.answer_plain("url_private", lambda: self._give(request))

    def _take(self, request: HttpRequest) -> HttpReply:
        content = part_in(request.headers.get("content-type", ""), request.body)
        ticket = request.path.removeprefix("/upload/v1/")
        with self.space.lock:
            taken = request.verb == "POST" and self.space.files.take(ticket, content)
        if not taken:
            return HttpReply(400, b"not what was announced", dict(PLAIN))
        return HttpReply(200, f"OK - {len(content)}".encode(), dict(PLAIN))

    def _give(self, request: HttpRequest) -> HttpReply:
        if not self._may_read(request):
            return HttpReply(302, b"", {"Location": f"/signin?redir={quote(request.path)}"})
        with self.space.lock:
            file = self.space.files.find(request.path)
        if file is None or file.content is None:
            return HttpReply(404, b"not found", dict(PLAIN))
        return HttpReply(200, file.content, {"Content-Type": file.kind})

    def _may_read(self, request: HttpRequest) -> bool:
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip()
        app = self.space.app
        try:
            admit(app, self.installation, "files.info", token)
        except Refused:
            return False
        if "files:read" in app.scopes:
            self.desk.ledger.scopes_used.add("files:read")
        return "files:read" in app.scopes


def sign_in() -> HttpReply:
    """Give the page to which a fetch without a good token is led: 200, and no file."""
    return HttpReply(200, SIGN_IN, {"Content-Type": "text/html; charset=utf-8"})


def part_in(content_type: str, body: bytes) -> bytes:
    """Give the bytes of the first file of a multipart form, or the body itself when it is none."""
    if not content_type.startswith("multipart/form-data"):
        return body
    head = f"Content-Type: {content_type}\r\n\r\n".encode()
    form = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body)
    for part in form.iter_parts():
        content = part.get_payload(decode=True)
        if part.get_filename() and isinstance(content, bytes):
            return content
    return b""
