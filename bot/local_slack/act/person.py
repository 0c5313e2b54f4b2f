"""A person of the workspace as tests act them: types, says, presses, picks, submits, reads."""

from __future__ import annotations

import html
import secrets
from collections.abc import Sequence
from typing import Any

from bot.local_slack.act import finding
from bot.local_slack.act.choices import Pick, chosen
from bot.local_slack.act.finding import Where
from bot.local_slack.act.hands import Hands
from bot.local_slack.act.images import ShownImage, shown_on
from bot.local_slack.act.shared import SharedFile, shared_on
from bot.local_slack.act.sight import Sight
from bot.local_slack.act.uploads import upload
from bot.local_slack.outbound import payloads
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.outbound.events import Events
from bot.local_slack.roster import Member
from bot.local_slack.settings import Json
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.message import Message
from bot.local_slack.workspace.view import View


class Person(Sight):
    """One member; every act returns the Delivery that came of it, and may come from any thread."""

    def __init__(self, space: Workspace, hands: Hands, events: Events, user: str) -> None:
        super().__init__(space, user)
        self.id = user
        self._hands = hands
        self._events = events

    @property
    def member(self) -> Member:
        """Give the account; PermissionError when it is deactivated and so cannot act."""
        member = self._space.members[self.id]
        if member.deleted:
            raise PermissionError(f"{member.name} is deactivated")
        return member

    def types(self, line: str, channel: str | None = None) -> Delivery:
        """Type a slash command, in the direct message with the app unless a channel is named.

        As in messages, Slack hands & < > to the app as entities.
        """
        member, space = self.member, self._space
        name, _, text = line.strip().partition(" ")
        if name not in space.app.commands:
            raise LookupError(f"{name} is not a valid command")
        place = self._room(channel)
        permits = {
            "response_url": self._hands.response_address(member, place.id),
            "trigger_id": space.triggers.issue(self.id, space.app.trigger_life),
        }
        payload = payloads.command(space.app, member, place, name, escaped(text.strip()), permits)
        delivery = self._hands.courier.deliver("slash_commands", payload)
        self._hands.answers.to_command(name, self.id, place, delivery)
        return delivery

    def says(self, text: str, channel: str | None = None, thread_ts: str | None = None) -> Delivery:
        """Post words in a conversation; the app hears of it where it subscribed to that kind."""
        member, place = self.member, self._room(channel)
        rest = {"thread_ts": thread_ts, "client_msg_id": secrets.token_hex(16)}
        message = self._space.post(place, member.id, escaped(text), [], **rest)
        event = message.as_slack(self._space.app) | {
            "channel": place.id,
            "channel_type": place.channel_type,
            "event_ts": message.ts,
            "blocks": [_typed(text)],
        }
        return self._events.send(place.event_kind, event)

    def presses(self, label: str, where: Where = None, nth: int | None = None, value: str | None = None) -> Delivery:
        """Press the newest button or overflow option with exactly this label.

        `where` is "modal", "home", "dm", "ephemeral", a channel id, a message's ts or a Message; a confirm
        dialog is confirmed. LookupError names the labels that are visible.
        """
        target, option = finding.press_target(self, label, where, nth, value)
        return self._hands.press(self.member, target, option)

    def press_payload(self, message: Message, label: str) -> Delivery:
        """Press a button of a message as it was, though it may have changed or gone since: a stale click."""
        for target, option in finding.buttons(message, label):
            return self._hands.press(self.member, target, option)
        raise LookupError(f"nothing labelled {label!r} to press; visible: {message.labels()}")

    def picks(self, name: str, picks: Pick | Sequence[Pick], where: Where = None) -> Delivery:
        """Choose in a select, radio, checkbox, date or time field found by its label, action_id or block_id.

        See `choices.chosen` for how each is named; several where it holds several, an empty list for nothing.
        """
        target = finding.field(self, name, where)
        return self._hands.choose(self.member, target, chosen(self._hands, self.member, target, picks))

    def fills(self, name: str, text: str, where: Where = None) -> Delivery:
        """Type into a text field found by its label, action_id, block_id or placeholder, and press Enter."""
        return self._hands.choose(self.member, finding.field(self, name, where), text or None)

    def uploads(self, name: str, filename: str, content: bytes, where: Where = None) -> Delivery:
        """Put a file into a file input; `errors` of the Delivery name what the form does not take."""
        return upload(self._hands, self.member, finding.field(self, name, where), filename, content)

    def images(self, where: Where = None) -> list[ShownImage]:
        """Give the pictures they see: in the modal, in messages newest first, on the home tab."""
        return [image for surface in finding.surfaces(self, where) for image in shown_on(self._space, surface)]

    def files(self, channel: str | None = None) -> list[SharedFile]:
        """Give the files shared in their conversations, or in one of them, newest first."""
        messages = [m for m in reversed(self.messages()) if channel in (None, m.channel)]
        return [file for message in messages for file in shared_on(self._space, message)]

    def downloads(self, name: str, channel: str | None = None) -> bytes:
        """Give the bytes of the newest file with this name; LookupError names the files that they see."""
        seen = self.files(channel)
        for file in seen:
            if file.name == name:
                return file.content
        raise LookupError(f"no file {name!r}; visible: {[file.name for file in seen]}")

    def submits(self) -> Delivery:
        """Submit the modal on top; LookupError when none is open or it has no submit button."""
        view = self._top()
        if not view.submit:
            raise LookupError("the open modal has no submit button")
        return self._hands.submit(self.member, view)

    def closes(self) -> Delivery:
        """Close the modal on top."""
        return self._hands.close(self.member, self._top())

    def opens_home(self) -> Delivery:
        """Open the app's home tab."""
        return self._opens("home")

    def opens_dm(self) -> Delivery:
        """Open the app's messages tab."""
        return self._opens("messages")

    def runs_shortcut(self, callback_id: str) -> Delivery:
        """Run a global shortcut."""
        app = self._space.app
        if callback_id not in app.shortcuts:
            raise LookupError(f"no shortcut {callback_id!r}; there are: {list(app.shortcuts)}")
        trigger = self._space.triggers.issue(self.id, app.trigger_life)
        payload = payloads.interaction(
            app, self.member, "shortcut", callback_id=callback_id, trigger_id=trigger, action_ts=self._now_ts()
        )
        return self._hands.courier.deliver("interactive", payload)

    def _opens(self, tab: str) -> Delivery:
        event: Json = {
            "type": "app_home_opened",
            "user": self.member.id,
            "channel": self._space.dm(self.id).id,
            "tab": tab,
            "event_ts": self._now_ts(),
        }
        home = self.home()
        if tab == "home" and home is not None:
            event["view"] = home.as_slack(self._space.screens.values[home.id])
        return self._events.send("app_home_opened", event)

    def _room(self, channel: str | None) -> Any:
        place = self._space.find(channel or self.id)
        if place is None or self.id not in place.people:
            raise LookupError(f"{self.id} is not in {channel}")
        return place

    def _top(self) -> View:
        view = self.modal()
        if view is None:
            raise LookupError(f"{self.id} has no modal open")
        return view

    def _now_ts(self) -> str:
        with self._space.lock:
            return self._space.stamps.next(self._space.app.now())


def escaped(text: str) -> str:
    """Give text with Slack's three control characters as entities (Slack: formatting message text)."""
    return html.escape(text, quote=False)


def _typed(text: str) -> Json:
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}
    return {"type": "rich_text", "block_id": secrets.token_hex(3)[:5], "elements": [section]}
