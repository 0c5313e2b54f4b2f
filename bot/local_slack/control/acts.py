"""The acts that come in over HTTP: a person of the workspace, what they do, and where, by ids."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from bot.local_slack.act.forms import options_in
from bot.local_slack.act.hands import Hands, Surface, Target
from bot.local_slack.act.person import Person
from bot.local_slack.act.uploads import take_out, upload
from bot.local_slack.control.replies import body_of, outcome
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.server import HttpRequest
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.inputs import SLOTS


@dataclass
class Acts:
    """Does what is asked as the person named; LookupError, ValueError or PermissionError when it cannot be done."""

    space: Workspace
    hands: Hands
    person: Callable[[str], Person]

    def act(self, request: HttpRequest) -> Json:
        """Do one act: {"as": person, "do": name, ...}."""
        asked = body_of(request)
        acts: dict[str, Callable[[Person, Json], Delivery | None]] = {
            "command": lambda who, a: who.types(a["text"], a.get("channel")),
            "say": lambda who, a: who.says(a["text"], a.get("channel"), a.get("thread_ts")),
            "press": self._press,
            "pick": self._choose,
            "fill": self._choose,
            "keep": self._keep,
            "take_out": self._take_out,
            "submit": self._submit,
            "close": lambda who, a: self.hands.close(who.member, self._view(who, a["view"])),
            "home": lambda who, _: who.opens_home(),
            "shortcut": lambda who, a: who.runs_shortcut(a["callback_id"]),
            "read": self._read,
        }
        if asked.get("do") not in acts:
            raise LookupError(f"no such act: {asked.get('do')}")
        return outcome(acts[asked["do"]](self.person(str(asked["as"])), asked))

    def upload(self, request: HttpRequest) -> Json:
        """Put the posted bytes into a file input: ?as=&view=&block_id=&action_id=&name= in the address."""
        asked = {key: values[0] for key, values in parse_qs(request.query).items()}
        who = self.person(asked["as"])
        return outcome(upload(self.hands, who.member, self._target(who, asked), asked["name"], request.body))

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
        return self._on(who, self._target(who, asked), asked.get("value", asked.get("values")))

    def _keep(self, who: Person, asked: Json) -> None:
        """What was typed and not entered: it goes along with the next act, and the app hears nothing by itself."""
        target = self._target(who, asked)
        self.hands.keep(who.member, target, _held(target.element, asked.get("value", asked.get("values"))))

    def _take_out(self, who: Person, asked: Json) -> Delivery:
        return take_out(self.hands, who.member, self._target(who, asked), str(asked["value"]))

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
                if target.element["type"] != "file_input":
                    self.hands.keep(who.member, target, _held(target.element, value))
        return self.hands.submit(who.member, view)

    def _target(self, who: Person, asked: Json) -> Target:
        return self.hands.target(self._view(who, asked["view"]), asked["block_id"], asked["action_id"])

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
