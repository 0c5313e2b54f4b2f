"""Speaks to Slack: one attempt a call, ended after 4 s whatever the network does, with an honest outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as CallTimeout
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.clock import wall_now
from bot.slack import blocks
from bot.slack.ids import METADATA_EVENT
from bot.slack.outcomes import not_sent_or_unknown
from domain.page import Ref
from handlers.outbox import VIEW
from handlers.ports import Account, NotSent, OutcomeUnknown
from handlers.screens import Screen

DEADLINE = 4.0
_LOOK_BACK = 100
_REFUSED_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format", "msg_too_long", "msg_blocks_too_long"})

# Views say no to an image that Slack has not looked at yet in the same words as to any other mistake.
_REFUSED_VIEWS = _REFUSED_BLOCKS | {"invalid_arguments"}

Response = Mapping[str, Any]


def client_for(token: str, api_url: str) -> WebClient:
    """A client with no retries of its own: with them Slack gets the same message twice (reliability.md F19)."""
    return WebClient(token=token, base_url=api_url, timeout=int(DEADLINE), retry_handlers=[])


class SlackMessenger:
    """The Messenger and Workspace of handlers/ports/. Thread-safe. `deadline`: seconds until a call is given up."""

    def __init__(self, client: WebClient, callers: int = 32, wall: Callable[[], datetime] = wall_now) -> None:
        self.client = client
        self.deadline = DEADLINE
        self.skew: float | None = None
        """Seconds that this machine's clock is ahead of Slack's, by its last answer; None before the first (F14)."""
        self._wall = wall
        # A dripping server can hold a thread long past the deadline; the waiting caller is free after it.
        self._pool = ThreadPoolExecutor(callers, thread_name_prefix="slack-call")

    def close(self) -> None:
        """Take no further calls."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def post(self, target: str, screen: Screen, message_id: str, thread: Ref | None = None) -> Ref:
        """chat.postMessage with the message id as metadata; text alone where Slack refuses the blocks (F29)."""
        metadata = {"event_type": METADATA_EVENT, "event_payload": {"page_id": message_id}}
        fixed = {"channel": target, "metadata": metadata, "unfurl_links": False, "unfurl_media": False}
        if thread:
            fixed["thread_ts"] = thread.ts
        answer = self._drawn("chat.postMessage", fixed, screen, {})
        return Ref(str(answer["channel"]), str(answer["ts"]))

    def redraw(self, ref: Ref, screen: Screen) -> None:
        """chat.update, or views.update for the open dialog; a dialog that was closed is normal, and gone."""
        if ref.channel == VIEW:
            self.view("views.update", {"external_id": ref.ts, "view": blocks.modal_of(screen, ref.ts)})
        else:
            self._drawn("chat.update", {"channel": ref.channel, "ts": ref.ts}, screen, {"blocks": []})

    def find(self, target: str, message_id: str, thread: Ref | None = None) -> Ref | None:
        """Look for the message id in the conversation's newest hundred messages (needs the history scopes)."""
        channel = self.open_dm(target) if target.startswith(("U", "W")) else target
        asked: dict[str, Any] = {"channel": channel, "limit": _LOOK_BACK, "include_all_metadata": True}
        method = "conversations.history"
        if thread:
            method, asked = "conversations.replies", {**asked, "ts": thread.ts}
        for message in self._call(method, asked).get("messages", ()):
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if payload.get("page_id") == message_id:
                return Ref(channel, str(message["ts"]))
        return None

    def show(self, target: str, screen: Screen) -> None:
        """views.publish: App Home of a person."""
        self.view("views.publish", {"user_id": target, "view": blocks.home(screen)})

    def open_dm(self, user_id: str) -> str:
        """The id of the DM channel with this person."""
        return str(self._call("conversations.open", {"users": user_id})["channel"]["id"])

    def account(self, user_id: str) -> Account:
        """What Slack says of an account. Somebody whom Slack does not know counts as deactivated."""
        try:
            user = self._call("users.info", {"user": user_id})["user"]
        except NotSent as refused:
            if refused.reason in ("user_not_found", "users_not_found"):
                return Account(deactivated=True, guest=False)
            raise
        guest = bool(user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_stranger"))
        return Account(deactivated=bool(user.get("deleted")), guest=guest)

    def token(self) -> tuple[str, frozenset[str]]:
        """The workspace's name and the scopes that the bot token has. Raises NotSent or OutcomeUnknown."""
        answer = self.within(lambda: self.client.api_call("auth.test"))
        granted = next((v for k, v in answer.headers.items() if k.lower() == "x-oauth-scopes"), "")
        return str(answer["team"]), frozenset(one.strip() for one in granted.split(",") if one.strip())

    def view(self, method: str, arguments: Mapping[str, Any], deadline: float | None = None) -> Response:
        """views.open, views.push or views.update, for the listeners; without its pictures where Slack refuses them.

        `deadline`: seconds until each call is given up, where that is sooner than usual.
        """
        try:
            return self._call(method, arguments, deadline)
        except NotSent as refused:
            lighter = _without_pictures(arguments)
            if refused.reason not in _REFUSED_VIEWS or lighter == arguments:
                raise
        return self._call(method, lighter, deadline)

    def _drawn(self, method: str, fixed: Mapping[str, Any], screen: Screen, plain: Mapping[str, Any]) -> Response:
        """The screen as blocks; refused, without the pictures; refused again, as text alone with `plain` (F29)."""
        drawn = {**fixed, **blocks.message(screen)}
        lighter = _without_pictures(drawn)
        for arguments in (drawn, lighter) if lighter != drawn else (drawn,):
            try:
                return self._call(method, arguments)
            except NotSent as refused:
                if refused.reason not in _REFUSED_BLOCKS:
                    raise
        return self._call(method, {**fixed, **blocks.plain_message(screen), **plain})

    def _call(self, method: str, arguments: Mapping[str, Any], deadline: float | None = None) -> Response:
        answer = self.within(lambda: self.client.api_call(method, json=dict(arguments)), deadline)
        self.compare_clocks(answer.headers)
        data: Response = answer.data
        return data

    def compare_clocks(self, headers: Mapping[str, str]) -> None:
        """Note how far this machine's clock is from the one that dated these headers (reliability.md F14)."""
        said = next((value for name, value in headers.items() if name.lower() == "date"), "")
        try:
            self.skew = (self._wall() - parsedate_to_datetime(said)).total_seconds()
        except (ValueError, TypeError):
            return  # an answer without a date says nothing about the clock

    def within(self, call: Callable[[], Any], deadline: float | None = None) -> Any:
        """Run one call; NotSent or OutcomeUnknown instead of whatever the SDK raised."""
        future: Future[Any] = self._pool.submit(call)
        try:
            return future.result(timeout=self.deadline if deadline is None else deadline)
        except CallTimeout:
            if future.cancel():
                raise NotSent("no free caller") from None
            raise OutcomeUnknown("deadline") from None
        except (SlackApiError, OSError, ValueError) as failed:
            raise not_sent_or_unknown(failed) from failed


def _without_pictures(arguments: Mapping[str, Any]) -> Mapping[str, Any]:
    """The arguments with no picture in their blocks; equal to them where there is none."""
    lighter = dict(arguments)
    if "blocks" in arguments:
        lighter["blocks"] = blocks.without_pictures(arguments["blocks"])
    if "view" in arguments:
        view = arguments["view"]
        lighter["view"] = {**view, "blocks": blocks.without_pictures(view["blocks"])}
    return lighter
