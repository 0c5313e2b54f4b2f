"""Control over HTTP: the browser page and outside tests read what a person sees and act as them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import parse_qs, urlsplit

from bot.local_slack.act.forms import options_in
from bot.local_slack.act.hands import Hands, Surface, Target
from bot.local_slack.act.person import Person
from bot.local_slack.faults import Fault, Faults
from bot.local_slack.ledger import ApiCall, Ledger
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.picture import Picture
from bot.local_slack.server import HttpReply, HttpRequest
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.inputs import SLOTS

KEEP_ALIVE = 15.0


@dataclass
class Control:
    """The routes under /control/."""

    space: Workspace
    hands: Hands
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
            "POST act": self._act,
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
        return {"ok": True, "next": len(calls), "calls": [_call(call) for call in calls[since:]]}

    def _clock(self, request: HttpRequest) -> Json:
        seconds = float(_body(request)["seconds"])
        if self.space.app.move_clock is None:
            raise ValueError("this clock cannot be moved")
        self.space.app.move_clock(seconds)
        self.space.touch()
        return {"ok": True, "now": self.space.app.now().isoformat()}

    def _fail(self, request: HttpRequest) -> Json:
        self.faults.arm(Fault(**_body(request)))
        return {"ok": True}

    def _heal(self, _request: HttpRequest) -> Json:
        self.faults.heal()
        return {"ok": True}

    def _act(self, request: HttpRequest) -> Json:
        asked = _body(request)
        person = self.person(str(asked["as"]))
        acts: dict[str, Callable[[Person, Json], Delivery | None]] = {
            "command": lambda who, a: who.types(a["text"], a.get("channel")),
            "say": lambda who, a: who.says(a["text"], a.get("channel"), a.get("thread_ts")),
            "press": self._press,
            "pick": self._choose,
            "fill": self._choose,
            "submit": self._submit,
            "close": lambda who, a: self.hands.close(who.member, self._view(who, a["view"])),
            "home": lambda who, _: who.opens_home(),
            "shortcut": lambda who, a: who.runs_shortcut(a["callback_id"]),
            "read": self._read,
        }
        if asked.get("do") not in acts:
            raise LookupError(f"no such act: {asked.get('do')}")
        delivery = acts[asked["do"]](person, asked)
        if delivery is None:
            return {"ok": True, "delivery": None, "errors": {}}
        return {"ok": True, "delivery": _outcome(delivery), "errors": dict(delivery.errors)}

    def _press(self, who: Person, asked: Json) -> Delivery:
        at = asked["at"]
        if at.get("home"):
            surface: Surface | None = who.home()
        elif "view" in at:
            surface = self._view(who, at["view"])
        else:
            surface = next((m for m in who.messages() if (m.channel, m.ts) == (at["channel"], at["ts"])), None)
        if surface is None:
            raise LookupError("nothing there to press")
        return self._on(who, self.hands.target(surface, asked["block_id"], asked["action_id"]), asked.get("value"))

    def _choose(self, who: Person, asked: Json) -> Delivery:
        view = self._view(who, asked["view"])
        target = self.hands.target(view, asked["block_id"], asked["action_id"])
        return self._on(who, target, asked.get("value", asked.get("values")))

    def _on(self, who: Person, target: Target, value: Any) -> Delivery:
        if target.element["type"] == "button":
            return self.hands.press(who.member, target)
        if target.element["type"] == "overflow":
            return self.hands.press(who.member, target, _option(target.element, value))
        return self.hands.choose(who.member, target, _held(target.element, value))

    def _submit(self, who: Person, asked: Json) -> Delivery:
        view = self._view(who, asked["view"])
        for block_id, actions in (asked.get("values") or {}).items():
            for action_id, value in actions.items():
                target = self.hands.target(view, block_id, action_id)
                self.hands.keep(who.member, target, _held(target.element, value))
        return self.hands.submit(who.member, view)

    def _view(self, who: Person, view_id: str) -> Any:
        home = who.home()
        for view in [*who.modal_stack(), *([home] if home else [])]:
            if view.id == view_id:
                return view
        raise LookupError(f"no open view {view_id}")

    def _read(self, who: Person, asked: Json) -> None:
        seen = who.channel(asked["channel"])
        if seen:
            with self.space.lock:
                self.space.read_up_to[who.id, asked["channel"]] = seen[-1].ts
                self.space.touch()


def from_here(request: HttpRequest) -> bool:
    """Tell whether a request may see and steer the workspace: made to this machine by its own name, and not by
    a page of some other site in the same browser."""
    host = request.headers.get("host", "")
    origin = request.headers.get("origin")
    if urlsplit(f"//{host}").hostname not in ("127.0.0.1", "localhost"):
        return False
    return origin is None or urlsplit(origin).netloc == host


def reply(body: Json, status: int = 200) -> HttpReply:
    """Give a JSON reply that nobody keeps."""
    headers = {"Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store"}
    return HttpReply(status, json.dumps(body).encode(), headers)


def _outcome(delivery: Delivery) -> Json | None:
    if delivery.local:
        return None
    return {"status": delivery.status, "seconds": delivery.seconds, "in_time": delivery.in_time}


def _body(request: HttpRequest) -> Json:
    body = json.loads(request.body or b"{}")
    if not isinstance(body, dict):
        raise TypeError("the body must be a JSON object")
    return body


def _option(element: Json, value: Any) -> Json:
    wanted = value.get("value") if isinstance(value, dict) else value
    for option in options_in(element):
        if option["value"] == wanted:
            return option
    raise LookupError(f"no option {wanted!r}")


def _held(element: Json, value: Any) -> Any:
    slot = SLOTS[element["type"]]
    if not options_in(element):
        return value or ([] if slot.many else None)
    if slot.many:
        return [_option(element, each) for each in value or []]
    return None if value in (None, "") else _option(element, value)


def _call(call: ApiCall) -> Json:
    return {
        "at": call.at.isoformat(),
        "method": call.method,
        "args": call.args,
        "ok": call.ok,
        "error": call.error,
        "accepted": call.accepted,
        "status": call.status,
    }
