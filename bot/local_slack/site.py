"""What is served at which address: the Web API, response urls, files, control, and the page."""

from __future__ import annotations

from dataclasses import dataclass

from bot.local_slack.act.answers import Answers
from bot.local_slack.control import Control, from_here
from bot.local_slack.files import page_file
from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.web_api.desk import Desk
from bot.local_slack.web_api.transfers import Transfers, sign_in


@dataclass
class Site:
    """Hands each request to whoever answers it; the page and its control are for this machine only."""

    desk: Desk
    transfers: Transfers
    answers: Answers
    control: Control

    def answer(self, request: HttpRequest) -> HttpReply:
        """Answer one request."""
        path = request.path
        if path.startswith("/api/"):
            return self.desk.answer(request)
        if path.startswith("/respond/"):
            return self._respond(request)
        if path.startswith("/upload/v1/"):
            return self.transfers.upload(request)
        if path.startswith("/files-pri/"):
            return self.transfers.download(request)
        if path == "/signin":
            return sign_in()
        if not from_here(request):
            return HttpReply(403, b"only for pages of this machine", {"Content-Type": "text/plain; charset=utf-8"})
        return self.control.answer(request) if path.startswith("/control/") else page_file(request)

    def _respond(self, request: HttpRequest) -> HttpReply:
        tail = request.path.removeprefix("/respond/")
        return self.desk.answer_response_url(request, lambda: self.answers.to_response_url(tail, request.body))
