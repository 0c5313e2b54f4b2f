"""What Slack does with the app's answers: command replies, submission answers, posts to a response url."""

from __future__ import annotations

import json
from typing import Any

from bot.local_slack.ledger import Ledger
from bot.local_slack.outbound.delivery import Delivery
from bot.local_slack.settings import Json
from bot.local_slack.web_api.content import checked
from bot.local_slack.web_api.errors import Refused
from bot.local_slack.web_api.views import check_view, redraw, stack_view
from bot.local_slack.workspace import Workspace
from bot.local_slack.workspace.conversation import Conversation
from bot.local_slack.workspace.passes import ResponseUrl
from bot.local_slack.workspace.view import View

SLACKBOT = "USLACKBOT"
TROUBLE = "We had some trouble connecting. Try again?"


class Answers:
    """Turns what the app answered into what people see."""

    def __init__(self, space: Workspace, ledger: Ledger) -> None:
        self._space = space
        self._ledger = ledger

    def to_command(self, name: str, user: str, place: Conversation, delivery: Delivery) -> None:
        """Show a command's answer, to its author alone unless it says "in_channel"."""
        if not delivery.ok:
            word = "operation_timeout" if not delivery.in_time and delivery.seconds else "dispatch_failed"
            self._slackbot(place, user, f'{name} failed with the error "{word}"')
            return
        body = delivery.body.strip()
        sent = delivery.json() if body.startswith("{") else {"text": body}
        if not body or not isinstance(sent, dict) or not (sent.get("text") or sent.get("blocks")):
            return
        try:
            self._show(sent, ResponseUrl(user, place.id, None, self._space.app.now()))
        except Refused:
            self._ledger.write_refused(delivery)
            self._slackbot(place, user, f'{name} failed with the error "invalid_command_response"')

    def to_submission(self, view: View, delivery: Delivery) -> None:
        """Close, update, stack or keep the modal, as the app's answer says."""
        space = self._space
        with space.lock:
            if not delivery.ok:
                space.screens.errors[view.id] = {"": TROUBLE}
            else:
                self._follow(view, delivery)
            space.touch()

    def to_response_url(self, tail: str, body: bytes) -> tuple[int, Json]:
        """Take a post to a response url; give HTTP status and JSON."""
        with self._space.lock:
            right = self._space.response_urls.use(tail, self._space.app.now())
            if isinstance(right, str):
                return 404, {"ok": False, "error": right}
            try:
                sent = json.loads(body)
                if not isinstance(sent, dict):
                    raise Refused("invalid_payload")
                self._show(sent, right)
            except ValueError:
                return 400, {"ok": False, "error": "invalid_payload"}
            except Refused as refusal:
                return 400, refusal.body()
        return 200, {"ok": True}

    def _follow(self, view: View, delivery: Delivery) -> None:
        answer: Any = delivery.json() if delivery.body.strip() else {}
        action = answer.get("response_action") if isinstance(answer, dict) else None
        screens = self._space.screens
        try:
            if action is None or answer == {}:
                screens.close(view)
            elif action == "clear":
                screens.close(view, all_of_them=True)
            elif action == "errors":
                screens.errors[view.id] = _field_errors(view, answer.get("errors"))
            elif action == "update":
                redraw(self._space, view, check_view(self._space, answer.get("view")))
            elif action == "push":
                stack_view(self._space, view.owner, check_view(self._space, answer.get("view")), on_top=True)
            else:
                raise Refused("invalid_response_action")
        except Refused:
            screens.errors[view.id] = {"": TROUBLE}
            self._ledger.write_refused(delivery)

    def _show(self, sent: Json, right: ResponseUrl) -> None:
        place = self._space.conversations[right.channel]
        original = place.messages.get(right.original) if right.original else None
        if original is not None and sent.get("delete_original"):
            self._space.edit(original, deleted=True)
            return
        text = str(sent.get("text") or "")
        given = sent.get("blocks")
        blocks = checked(self._space, given) if isinstance(given, list) else []
        if not text.strip() and not blocks:
            raise Refused("no_text")
        if original is not None and sent.get("replace_original"):
            stamp = self._space.stamps.next(self._space.app.now())
            self._space.edit(original, text=text, blocks=blocks, edited=stamp)
            return
        in_channel = sent.get("response_type") == "in_channel"
        thread = sent.get("thread_ts") or None
        to = None if in_channel else right.user
        bot = self._space.app.bot_user_id
        self._space.post(place, bot, text, blocks, by_app=True, ephemeral_to=to, thread_ts=thread)

    def _slackbot(self, place: Conversation, user: str, words: str) -> None:
        self._space.post(place, SLACKBOT, words, [], ephemeral_to=user)


def _field_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise Refused("invalid_errors")
    return {str(block): str(words) for block, words in errors.items()}
