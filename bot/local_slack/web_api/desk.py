"""The desk at which Web API calls come in: admitted or refused, failed in the way that was armed, written down."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.local_slack.faults import BEFORE, Fault, Faults
from bot.local_slack.ledger import ApiCall, Ledger
from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.settings import Json
from bot.local_slack.sockets import Sockets
from bot.local_slack.web_api.arguments import Call, parse
from bot.local_slack.web_api.auth import Installation, admit
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.methods import METHODS
from bot.local_slack.web_api.scopes import NEEDED
from bot.local_slack.workspace import Workspace

STATUS = {"ratelimited": 429, "http_500": 500}
UNHEARD = frozenset({"drop_before", "drop_after", "refuse"})
SORRY = b"<html><body>Something went wrong</body></html>"


@dataclass
class Desk:
    """Answers calls; `stopping` ends artificial delays early."""

    space: Workspace
    ledger: Ledger
    faults: Faults
    sockets: Sockets
    installation: Installation
    stopping: threading.Event

    def answer(self, request: HttpRequest) -> HttpReply:
        """Answer one call of a method under /api/."""
        method = request.path.removeprefix("/api/").strip("/")
        token = request.headers.get("authorization", "").removeprefix("Bearer ").strip() or None
        unreadable: Refused | None = None
        args: Json = {}
        try:
            args = parse(request.query, request.headers.get("content-type", ""), request.body)
        except Refused as refusal:
            unreadable = refusal
        token = token or args.pop("token", None)
        fault = self.faults.take(method, self._targets(args))

        def act() -> tuple[int, Json]:
            return self._run(method, args, token, unreadable, hide=fault is not None and fault.how == "hide")

        status, body = self._faulty(fault, act)
        self._write(method, args, token, (status, body), fault)
        return self._reply(method, status, body, fault)

    def answer_response_url(self, request: HttpRequest, act: Callable[[], tuple[int, Json]]) -> HttpReply:
        """Answer a post to a response url, which fails under the method name "response_url"."""
        fault = self.faults.take("response_url", set())
        status, body = self._faulty(fault, act)
        try:
            args: Any = json.loads(request.body)
        except ValueError:
            args = {}
        self._write("response_url", args if isinstance(args, dict) else {}, None, (status, body), fault)
        return self._reply("response_url", status, body, fault)

    def answer_plain(self, name: str, act: Callable[[], HttpReply]) -> HttpReply:
        """Answer a request that is no call and speaks no JSON; it fails and is written down under this name."""
        fault = self.faults.take(name, set())
        made: list[HttpReply] = []

        def run() -> tuple[int, Json]:
            made.append(act())
            return made[0].status, {"ok": made[0].status == 200}

        status, body = self._faulty(fault, run)
        self._write(name, {}, None, (status, body), fault)
        if not made:
            return self._reply(name, status, body, fault)
        if fault is not None:
            self._spoil(made[0], fault)
        return made[0]

    def _faulty(self, fault: Fault | None, act: Callable[[], tuple[int, Json]]) -> tuple[int, Json]:
        if fault is None:
            return act()
        if fault.how == "delay_before":
            self.stopping.wait(fault.delay)
        if fault.how in BEFORE:
            error = fault.error if fault.how == "error" else fault.how
            return STATUS.get(fault.how, 200), {"ok": False, "error": error}
        return act()

    def _run(
        self, method: str, args: Json, token: str | None, unreadable: Refused | None, *, hide: bool
    ) -> tuple[int, Json]:
        call = Call(method, args, self.space, self.sockets, hide)
        try:
            if unreadable is not None:
                raise unreadable
            with self.space.lock:
                body = {"ok": True, **self._admitted(call, token)(call)}
        except Refused as refusal:
            return STATUS.get(refusal.error, 200), refusal.body()
        self.ledger.scopes_used |= call.scopes_used
        return 200, body

    def _admitted(self, call: Call, token: str | None) -> Callable[[Call], Json]:
        if call.method not in METHODS:
            raise Refused("unknown_method", req_method=call.method)
        app = self.space.app
        admit(app, self.installation, call.method, token)
        needed = NEEDED.get(call.method, ())
        if needed and not set(needed) & set(app.scopes):
            raise Refused("missing_scope", needed=",".join(needed), provided=",".join(app.scopes))
        if len(needed) == 1:
            call.scopes_used.add(needed[0])
        return METHODS[call.method]

    def _targets(self, args: Json) -> set[str]:
        """Give every id that this call is aimed at: for a direct message its conversation and its person."""
        named = {str(args[key]) for key in ("channel", "channel_id", "user", "users", "user_id") if args.get(key)}
        for name in list(named):
            place = self.space.find(name)
            if place is not None:
                named.add(place.id)
                named |= place.people - {self.space.app.bot_user_id} if place.kind == "dm" else set()
        return named

    def _write(
        self, method: str, args: Json, token: str | None, outcome: tuple[int, Json], fault: Fault | None
    ) -> None:
        status, body = outcome
        how = fault.how if fault else ""
        heard = 0 if how in UNHEARD else 500 if how == "http_500_after" else status
        accepted = bool(body["ok"])
        shown = {name: _structured(name, value) for name, value in args.items()}
        at, now = time.monotonic(), self.space.app.now()
        ok, error = accepted and heard == 200, body.get("error")
        self.ledger.write_call(ApiCall(at, now, method, shown, token, ok, error, accepted, heard, body))

    def _reply(self, method: str, status: int, body: Json, fault: Fault | None) -> HttpReply:
        headers = {"Content-Type": "application/json; charset=utf-8"}
        headers["X-OAuth-Scopes"] = ",".join(self.space.app.scopes)
        headers["X-Accepted-OAuth-Scopes"] = ",".join(NEEDED.get(method, ()))
        reply = HttpReply(status, json.dumps(body).encode(), headers)
        if fault is not None:
            self._spoil(reply, fault)
        elif status == 429:
            headers["Retry-After"] = "1"
        return reply

    def _spoil(self, reply: HttpReply, fault: Fault) -> None:
        if fault.how not in ("drip", "delay_before"):
            self.stopping.wait(fault.delay)
        if fault.how == "ratelimited" and fault.retry_after is not None:
            reply.headers["Retry-After"] = f"{fault.retry_after}"
        if fault.how == "http_500_after":
            reply.status = 500
        if fault.how == "html" or reply.status == 500:
            reply.body, reply.headers["Content-Type"] = SORRY, "text/html"
        if fault.how in UNHEARD:
            reply.ending = "reset" if fault.how == "refuse" else "drop"
        if fault.how == "drip":
            reply.ending, reply.drip = "drip", fault.delay


def _structured(name: str, value: Any) -> Any:
    if name in ("blocks", "view", "metadata") and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
