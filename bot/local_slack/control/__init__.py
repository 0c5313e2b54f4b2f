"""Control over HTTP: the browser page and outside tests read what a person sees and act as them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from bot.local_slack.act.person import Person
from bot.local_slack.act.shared import may_fetch
from bot.local_slack.control.acts import Acts
from bot.local_slack.control.replies import body_of, call_entry, reply
from bot.local_slack.faults import Fault, Faults
from bot.local_slack.ledger import Ledger
from bot.local_slack.picture import Picture
from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace

KEEP_ALIVE = 15.0


@dataclass
class Control:
    """The routes under /control/."""

    space: Workspace
    acts: Acts
    person: Callable[[str], Person]
    ledger: Ledger
    faults: Faults
    stopped: Callable[[], bool]

    def answer(self, request: HttpRequest) -> HttpReply:
        """Answer one request; mistakes of the caller come back as 400 with a sentence."""
        name = request.path.removeprefix("/control/")
        routes: dict[str, Callable[[HttpRequest], Any]] = {
            "GET state": self._state,
            "GET events": self._events,
            "GET calls": self._calls,
            "GET file": self._file,
            "GET shared": self._shared,
            "POST act": self.acts.act,
            "POST upload": self.acts.upload,
            "POST clock": self._clock,
            "POST fail": self._fail,
            "POST heal": self._heal,
        }
        route = routes.get(f"{request.verb} {name}")
        if route is None:
            return reply({"ok": False, "error": f"no such control: {name}"}, 404)
        try:
            given = route(request)
        except (LookupError, ValueError, TypeError, PermissionError) as mistake:
            return reply({"ok": False, "error": str(mistake)}, 400)
        return given if isinstance(given, HttpReply) else reply(given)

    def _state(self, request: HttpRequest) -> Json:
        someone = next(member.id for member in self.space.members.values() if not member.is_bot)
        user = parse_qs(request.query).get("as", [someone])[0]
        return Picture(self.space, self.person(user), self.ledger).draw()

    def _events(self, _request: HttpRequest) -> HttpReply:
        headers = {"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        return HttpReply(200, headers=headers, stream=self._versions())

    def _versions(self) -> Iterator[bytes]:
        told = -1
        while not self.stopped():
            if self.space.wait_for(partial(self._is_news, told), KEEP_ALIVE):
                told = self.space.version
                yield f'data: {{"version":{told}}}\n\n'.encode()
            else:
                yield b": still here\n\n"

    def _is_news(self, told: int) -> bool:
        return self.space.version != told or self.stopped()

    def _calls(self, request: HttpRequest) -> Json:
        since = int(parse_qs(request.query).get("since", ["0"])[0])
        calls = list(self.ledger.calls)
        return {"ok": True, "next": len(calls), "calls": [call_entry(call) for call in calls[since:]]}

    def _file(self, request: HttpRequest) -> HttpReply:
        file = self.space.files.find(parse_qs(request.query).get("id", [""])[0])
        if file is None or not file.is_picture or file.content is None or file.shared_in:
            return reply({"ok": False, "error": "no such picture"}, 404)
        # Whose bytes they are the sender says; the browser must not take them for anything but a picture.
        headers = {"Content-Type": file.kind, "X-Content-Type-Options": "nosniff", "Cache-Control": "max-age=3600"}
        return HttpReply(200, file.content, headers)

    def _shared(self, request: HttpRequest) -> HttpReply:
        """Give a file of a conversation to one of its people: to keep, or with `show` as a picture in the page."""
        asked = {key: values[0] for key, values in parse_qs(request.query).items()}
        file = self.space.files.find(asked.get("id", ""))
        with self.space.lock:
            if file is None or not may_fetch(self.space, self.person(asked.get("as", "")).member.id, file):
                return reply({"ok": False, "error": "no such file"}, 404)
        shown = "show" in asked and file.looks_like_picture
        headers = {"Content-Type": file.kind if shown else "application/octet-stream", "Cache-Control": "no-store"}
        headers["X-Content-Type-Options"] = "nosniff"
        if not shown:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return HttpReply(200, file.content or b"", headers)

    def _clock(self, request: HttpRequest) -> Json:
        seconds = float(body_of(request)["seconds"])
        if self.space.app.move_clock is None:
            raise ValueError("this clock cannot be moved")
        self.space.app.move_clock(seconds)
        self.space.touch()
        return {"ok": True, "now": self.space.app.now().isoformat()}

    def _fail(self, request: HttpRequest) -> Json:
        self.faults.arm(Fault(**body_of(request)))
        return {"ok": True}

    def _heal(self, _request: HttpRequest) -> Json:
        self.faults.heal()
        return {"ok": True}


def from_here(request: HttpRequest) -> bool:
    """Tell whether a request may see and steer the workspace: made to this machine by its own name, and not by
    a page of some other site in the same browser."""
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if urlsplit(f"//{host}").hostname not in ("127.0.0.1", "localhost"):
        return False
    return origin is None or urlsplit(origin).netloc == host
