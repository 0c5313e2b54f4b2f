"""What hands do on a surface: press, choose, type, submit, close; each by block_id and action_id."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.local_slack.act.answers import Answers
from bot.local_slack.act.forms import option_of, problems_of, response_places
from bot.local_slack.outbound import payloads
from bot.local_slack.outbound.courier import Courier
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.plain import elements_of
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.inputs import SLOTS, entry, first_values
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.view import View

Surface = Message | View


@dataclass(frozen=True)
class Target:
    """One element of one block on one surface."""

    surface: Surface
    block: Json
    element: Json


class Hands:
    """Acts for one member at a time; keeps no state of its own."""

    def __init__(self, space: Workspace, courier: Courier, answers: Answers, respond_url: str) -> None:
        self.space = space
        self.courier = courier
        self.answers = answers
        self.respond_url = respond_url

    def target(self, surface: Surface, block_id: str, action_id: str) -> Target:
        """Give the element with these ids; LookupError when the surface has none such."""
        for block in surface.blocks:
            for element in elements_of(block):
                if (block["block_id"], element.get("action_id")) == (block_id, action_id):
                    return Target(surface, block, element)
        raise LookupError(f"no element {block_id}/{action_id}")

    def press(self, who: Member, target: Target, option: Json | None = None) -> Delivery:
        """Press a button, or one option of an overflow menu."""
        return self._send_actions(who, target, {} if option is None else {"selected_option": option})

    def keep(self, who: Member, target: Target, value: Any) -> None:
        """Set an element's value (an option, several, an id, a text) without telling the app."""
        held = entry(target.element, value)
        with self.space.lock:
            values = self.values(who, target.surface)
            values.setdefault(target.block["block_id"], {})[target.element["action_id"]] = held
            self.space.screens.errors.get(_view_id(target.surface), {}).pop(target.block["block_id"], None)
            self.space.touch()

    def choose(self, who: Member, target: Target, value: Any) -> Delivery:
        """Set an element's value; sent where Slack would send it."""
        self.keep(who, target, value)
        if target.block["type"] == "input" and not target.block.get("dispatch_action"):
            return Delivery("interactive", local=True)
        return self._send_actions(who, target, {SLOTS[target.element["type"]].key: value})

    def submit(self, who: Member, view: View) -> Delivery:
        """Submit a modal; required and too long fields are complained about here, and nothing is sent."""
        app = self.space.app
        with self.space.lock:
            values = self.space.screens.values[view.id]
            errors = problems_of(view.blocks, values)
            self.space.screens.errors[view.id] = dict(errors)
            self.space.touch()
            if errors:
                return Delivery("interactive", local=True, errors=errors)
            payload = payloads.interaction(
                app,
                who,
                "view_submission",
                trigger_id=self.space.triggers.issue(who.id, app.trigger_life, view.id),
                view=view.as_slack(values),
                response_urls=[self._response_entry(who, *place) for place in response_places(view, values)],
            )
        delivery = self.courier.deliver("interactive", payload)
        self.answers.to_submission(view, delivery)
        return delivery

    def close(self, who: Member, view: View) -> Delivery:
        """Close a modal (all of them when it clears on close); sends view_closed where it was asked for."""
        with self.space.lock:
            everything = bool(view.payload["clear_on_close"])
            seen = {v.id: v.as_slack(self.space.screens.values[v.id]) for v in self.space.screens.modals[who.id]}
            gone = self.space.screens.close(view, all_of_them=everything)
            self.space.touch()
        delivery = Delivery("interactive", local=True)
        for each in reversed(gone):
            if each.payload["notify_on_close"]:
                payload = payloads.interaction(
                    self.space.app, who, "view_closed", view=seen[each.id], is_cleared=everything
                )
                delivery = self.courier.deliver("interactive", payload)
        return delivery

    def suggestions(self, who: Member, target: Target, typed: str) -> list[Json]:
        """Ask the app for the options of an external select, as typing into it does."""
        payload = payloads.interaction(
            self.space.app,
            who,
            "block_suggestion",
            action_id=target.element["action_id"],
            block_id=target.block["block_id"],
            value=typed,
            **self._origin(who, target.surface),
        )
        answer = self.courier.deliver("interactive", payload).json()
        return option_of(answer)

    def values(self, who: Member, surface: Surface) -> Json:
        """Give what this person has filled in on a surface, to be changed in place."""
        if isinstance(surface, View):
            held: Json = self.space.screens.values.setdefault(surface.id, first_values(surface.blocks))
            return held
        key = (who.id, surface.channel, surface.ts)
        return self.space.message_values.setdefault(key, first_values(surface.blocks))

    def response_address(self, who: Member, channel: str, original: str | None = None) -> str:
        """Give a new response url for one act of this person."""
        tail = self.space.response_urls.issue(self.space.app.now(), who.id, channel, original)
        return self.respond_url + tail

    def _send_actions(self, who: Member, target: Target, value: Json) -> Delivery:
        app, surface = self.space.app, target.surface
        with self.space.lock:
            entry = payloads.action(app, target.block["block_id"], target.element, value)
            payload = payloads.interaction(
                app,
                who,
                "block_actions",
                **self._origin(who, surface),
                trigger_id=self.space.triggers.issue(who.id, app.trigger_life, _view_id(surface) or None),
                actions=[entry],
            )
            if isinstance(surface, Message):
                payload["response_url"] = self.response_address(who, surface.channel, surface.ts)
        return self.courier.deliver("interactive", payload)

    def _origin(self, who: Member, surface: Surface) -> Json:
        values = self.values(who, surface)
        if isinstance(surface, View):
            return {
                "container": {"type": "view", "view_id": surface.id},
                "view": surface.as_slack(values),
            }
        place = self.space.conversations[surface.channel]
        return payloads.message_origin(self.space.app, surface, place, values)

    def _response_entry(self, who: Member, block_id: str, action_id: str, channel: str) -> Json:
        address = self.response_address(who, channel)
        return {
            "block_id": block_id,
            "action_id": action_id,
            "channel_id": channel,
            "response_url": address,
        }


def _view_id(surface: Surface) -> str:
    return surface.id if isinstance(surface, View) else ""
